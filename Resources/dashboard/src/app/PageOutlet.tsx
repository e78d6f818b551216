import { defineComponent, h, shallowReactive, watch } from 'vue';
import type { Component } from 'vue';
import { Problem } from '../api/Problem';
import { session } from '../session/session';
import { failure, nothing, skeleton } from '../widgets/states';
import { isOffered, PageProps, pages } from './pages';
import { match } from './address';
import { place } from './router';

/** Loads the code of the page in view, once, and shows it. */
export const PageOutlet = defineComponent<{}>(() => {
    const current = shallowReactive<
        { page: Component<PageProps> | null; parameters: PageProps['parameters']; error: Problem | null; slow: boolean }
    >({
        page: null,
        parameters: {},
        error: null,
        slow: false,
    });

    const show = async (path: string): Promise<void> => {
        const found = find(path);
        Object.assign(current, { error: null });
        if (found === null) {
            document.title = 'No such page · Veles';
            Object.assign(current, {
                page: null,
                error: new Problem(404, 'There is no such page', `Nothing is at ${path}. The sections are on the left.`),
            });
            return;
        }
        if (!isOffered(found.entry)) {
            document.title = `${found.entry.title} · Veles`;
            Object.assign(current, {
                page: null,
                error: new Problem(404, `${found.entry.title} is not open to you`, 'Your role does not include it. The owner of your tenant can change that.'),
            });
            return;
        }
        const timer = window.setTimeout(() => {
            current.slow = true;
        }, 200);
        try {
            const { page } = await found.entry.load();
            if (place.path !== path) return;
            Object.assign(current, { page, parameters: found.parameters });
            document.title = `${found.entry.title} · ${session.me?.tenant.name ?? ''} · Veles`;
        } catch {
            current.error = new Problem(0, 'The page could not be loaded', 'The server may have been updated or restarted. Reload to go on.');
        } finally {
            window.clearTimeout(timer);
            current.slow = false;
        }
    };
    watch(() => place.path, (path) => void show(path), { immediate: true });

    return () => {
        if (current.error !== null) {
            return current.error.status === 404
                ? nothing(current.error.title, current.error.detail)
                : failure(current.error, () => location.reload());
        }
        if (current.page === null) return current.slow ? skeleton(8) : null;
        return <current.page key={Object.values(current.parameters).join('/')} parameters={current.parameters} />;
    };
}, { name: 'PageOutlet', props: {} });

function find(path: string): { entry: (typeof pages)[number]; parameters: PageProps['parameters'] } | null {
    for (const entry of pages) {
        const parameters = match(entry.pattern, path);
        if (parameters !== null) return { entry, parameters };
    }
    return null;
}
