import { defineComponent, h, shallowReactive } from 'vue';
import type { Component } from 'vue';
import { Problem } from '../api/Problem';
import { failure } from '../widgets/states';
import type { Door, DoorProps } from './place';

interface DoorOutletProps extends DoorProps {
    readonly door: Door;
}

const pages: Readonly<Record<Door, { readonly title: string; readonly load: () => Promise<{ readonly page: Component<DoorProps> }> }>> = {
    setup: { title: 'Set up', load: () => import('./SetupPage') },
    welcome: { title: 'Welcome', load: () => import('./WelcomePage') },
};

/** Loads the code of a door and shows it. */
export const DoorOutlet = defineComponent<DoorOutletProps>((props) => {
    const current = shallowReactive<{ page: Component<DoorProps> | null; failed: boolean }>({ page: null, failed: false });
    const { title, load } = pages[props.door];
    document.title = `${title} · Veles`;
    load().then(({ page }) => {
        current.page = page;
    }, () => {
        current.failed = true;
    });
    return () => {
        if (current.failed) {
            const problem = new Problem(0, 'The page could not be loaded', 'The server may have been restarted. Reload to go on.');
            return <main class="alone">{failure(problem, () => location.reload())}</main>;
        }
        return current.page === null ? <main class="alone" aria-busy="true" /> : <current.page onDone={props.onDone} />;
    };
}, { name: 'DoorOutlet', props: { door: null, onDone: null } });
