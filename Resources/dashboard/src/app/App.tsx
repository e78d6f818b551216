import { defineComponent, Fragment, h, onBeforeUnmount, onMounted, shallowReactive, watch } from 'vue';
import { Problem } from '../api/Problem';
import { DoorOutlet } from '../doors/DoorOutlet';
import { Door, doorOf } from '../doors/place';
import { Credentials, resume, session, signIn } from '../session/session';
import { SignIn } from '../session/SignIn';
import { beginLive, endLive } from '../stream/live';
import { toastStack } from '../widgets/toasts';
import { failure } from '../widgets/states';
import { beginKeyboard } from './keyboard';
import { Shell } from './Shell';

/** Decides between what comes before signing in, signing in, and the frame with its pages; runs the stream while someone is signed in. */
export const App = defineComponent<{}>(() => {
    const view = shallowReactive<{ door: Door | null; known: Credentials | undefined; asksCode: boolean; problem: Problem | null }>({
        door: doorOf(location.pathname),
        known: undefined,
        asksCode: false,
        problem: null,
    });
    const begin = (): void => {
        view.problem = null;
        resume().catch((error: unknown) => {
            view.problem = Problem.of(error);
        });
    };
    /** Nobody types twice what was chosen a moment ago. Whatever keeps the sign-in from going through, the sign-in page tells. */
    const passed = async (credentials: Credentials): Promise<void> => {
        history.replaceState(null, '', '/dashboard/');
        try {
            await signIn(credentials);
        } catch (error) {
            const problem = Problem.of(error);
            const asksCode = problem.code === 'otp-required';
            Object.assign(view, { known: credentials, asksCode });
            Object.assign(session, { state: 'signed_out', notice: asksCode ? null : 'Your password is set. Sign in with it.' });
        }
        view.door = null;
    };
    const endKeyboard = beginKeyboard();
    onMounted(() => {
        if (view.door === null) begin();
    });
    onBeforeUnmount(endKeyboard);
    watch(() => session.state, (now, before) => {
        if (now === 'signed_in') beginLive();
        else if (before === 'signed_in') endLive();
        // What was known served for one sign-in.
        if (now === 'signed_in') Object.assign(view, { known: undefined, asksCode: false });
    });

    const content = () => {
        if (view.door !== null) return <DoorOutlet door={view.door} onDone={(credentials) => void passed(credentials)} />;
        if (session.state === 'signed_in') return <Shell />;
        if (view.problem !== null) return <main class="alone">{failure(view.problem, begin)}</main>;
        if (session.state === 'signed_out') return view.known ? <SignIn known={view.known} asksCode={view.asksCode} /> : <SignIn />;
        return <main class="alone" aria-busy="true" />;
    };
    return () => <>{content()}{toastStack()}</>;
}, { name: 'App', props: {} });
