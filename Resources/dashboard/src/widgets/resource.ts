import { onBeforeUnmount, shallowReactive, watch } from 'vue';
import { Problem } from '../api/Problem';

/** Something fetched: what there is, what went wrong, and whether waiting has become noticeable. */
export interface Resource<T> {
    data: T | null;
    error: Problem | null;
    /** True once a first load has lasted 200 ms; a quick answer shows no skeleton. */
    slow: boolean;
    loading: boolean;
    readonly reload: () => void;
}

/**
 * Loads when the component starts, whenever `key` changes, and on `reload`. A newer load ends the older one, and leaving
 * the page ends them all. What was there stays on screen while it is loaded again.
 */
export function useResource<T>(
    key: () => string,
    load: (signal: AbortSignal) => Promise<T>,
    whenKeyChanges: 'clear' | 'keep' = 'clear',
): Resource<T> {
    let controller: AbortController | null = null;
    let timer = 0;
    const resource: Resource<T> = shallowReactive({ data: null, error: null, slow: false, loading: true, reload: () => void run() }) as Resource<T>;

    async function run(): Promise<void> {
        controller?.abort();
        const own = new AbortController();
        controller = own;
        resource.loading = true;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => {
            resource.slow = true;
        }, 200);
        try {
            const data = await load(own.signal);
            if (own.signal.aborted) return;
            resource.data = data;
            resource.error = null;
        } catch (error) {
            if (own.signal.aborted) return;
            resource.error = Problem.of(error);
        }
        window.clearTimeout(timer);
        resource.slow = false;
        resource.loading = false;
    }

    watch(key, (_, before) => {
        // Another thing under the same roof: the old one's data would be a lie. Another order of the same list is not.
        if (before !== undefined && whenKeyChanges === 'clear') resource.data = null;
        void run();
    }, { immediate: true });

    onBeforeUnmount(() => {
        controller?.abort();
        window.clearTimeout(timer);
    });
    return resource;
}

/** Calls `work` every `seconds` while the page is open and seen. */
export function useInterval(seconds: number, work: () => void): void {
    const timer = window.setInterval(() => {
        if (!document.hidden) work();
    }, seconds * 1000);
    onBeforeUnmount(() => window.clearInterval(timer));
}
