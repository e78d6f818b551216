import { defineComponent, Fragment, h, onBeforeUnmount, onMounted, ref, watch } from 'vue';
import { Problem } from '../api/Problem';
import { resume, session } from '../session/session';
import { SignIn } from '../session/SignIn';
import { beginLive, endLive } from '../stream/live';
import { toastStack } from '../widgets/toasts';
import { failure } from '../widgets/states';
import { beginKeyboard } from './keyboard';
import { Shell } from './Shell';

/** Decides between signing in and the frame with its pages, and runs the stream exactly while someone is signed in. */
export const App = defineComponent<{}>(() => {
    const problem = ref<Problem | null>(null);
    const begin = (): void => {
        problem.value = null;
        resume().catch((error: unknown) => {
            problem.value = Problem.of(error);
        });
    };
    const endKeyboard = beginKeyboard();
    onMounted(begin);
    onBeforeUnmount(endKeyboard);
    watch(() => session.state, (now, before) => {
        if (now === 'signed_in') beginLive();
        else if (before === 'signed_in') endLive();
    });

    const content = () => {
        if (session.state === 'signed_in') return <Shell />;
        if (problem.value !== null) return <main class="alone">{failure(problem.value, begin)}</main>;
        if (session.state === 'signed_out') return <SignIn />;
        return <main class="alone" aria-busy="true" />;
    };
    return () => <>{content()}{toastStack()}</>;
}, { name: 'App', props: {} });
