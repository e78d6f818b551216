import { defineComponent, Fragment, h, nextTick, onMounted, reactive } from 'vue';
import { get } from '../api/client';
import { Problem } from '../api/Problem';
import { duration } from '../format/time';
import { checkbox, textField } from '../widgets/form/fields';
import { FieldErrors, submit, useForm } from '../widgets/form/form';
import { formSummary } from '../widgets/form/summary';
import { Credentials, session, signIn } from './session';
import { door } from './door';
import { remember, remembered } from './tenant';

interface SignInProps {
    /** What has been typed elsewhere a moment ago, so that it need not be typed again. */
    readonly known?: Credentials;
    /** The server has already asked for the second factor. */
    readonly asksCode?: boolean;
}

/** The door. It does not say which of the three words was wrong, because the server does not. */
export const SignIn = defineComponent<SignInProps>((props) => {
    const { known } = props;
    // Whose desk was open here is nobody's business any more.
    document.title = 'Sign in · Veles';
    const form = useForm('sign-in', { tenant: 'Tenant', email: 'Email', password: 'Password' }, {
        tenant: known?.tenant ?? remembered(),
        email: known?.email ?? '',
        password: known?.password ?? '',
    });
    const second = useForm('sign-in', { otp: 'Code' }, { otp: '' });
    const view = reactive({ asksCode: props.asksCode === true, recovery: false, revealed: false, needsSetup: false });
    onMounted(async () => {
        // Whoever has signed in from here before has no need to be told that there is something to set up.
        if (form.values.tenant === '') view.needsSetup = await needsSetup();
    });

    const enter = async (otp?: string): Promise<void> => {
        const { tenant, email, password } = form.values;
        const credentials = { tenant: tenant.trim().toLowerCase(), email: email.trim(), password };
        await signIn(otp === undefined ? credentials : { ...credentials, otp });
        remember(credentials.tenant);
    };
    const first = async (event: Event): Promise<void> => {
        event.preventDefault();
        const asked = await submit(form, absent(form.values), async () => {
            try {
                await enter();
            } catch (error) {
                const problem = Problem.of(error);
                if (problem.code !== 'otp-required') throw worded(problem);
                view.asksCode = true;
            }
        });
        if (asked && view.asksCode) await focusCode();
    };
    const code = async (event: Event): Promise<void> => {
        event.preventDefault();
        const otp = view.recovery ? second.values.otp.trim() : second.values.otp.replace(/\D/g, '');
        const errors = otp === '' || (!view.recovery && otp.length !== 6) ? { otp: codeFault(view.recovery) } : {};
        await submit(second, errors, () =>
            enter(otp).catch((error: unknown) => {
                const problem = Problem.of(error);
                throw problem.code === 'otp-required' ? refusedCode(view.recovery) : worded(problem);
            }));
    };
    const back = (): void => {
        Object.assign(view, { asksCode: false, recovery: false });
        form.values.password = '';
        clear();
    };
    const clear = (): void => {
        Object.assign(second, { values: { otp: '' }, errors: {}, problem: null });
    };

    const passwordStep = () => (
        <form novalidate onSubmit={(event) => void first(event)}>
            {formSummary(form)}
            {textField(form, 'tenant', { autocomplete: 'organization' })}
            {textField(form, 'email', { type: 'email', autocomplete: 'username' })}
            {textField(form, 'password', { type: view.revealed ? 'text' : 'password', autocomplete: 'current-password' })}
            {checkbox('Show the password', view.revealed, (revealed) => {
                view.revealed = revealed;
            })}
            <button type="submit" class="button button-primary button-wide" disabled={form.busy}>{form.busy ? 'Signing in…' : 'Sign in'}</button>
        </form>
    );
    const codeStep = () => (
        <form novalidate onSubmit={(event) => void code(event)}>
            {formSummary(second)}
            <p class="sign-in-who">{form.values.email}</p>
            {textField(second, 'otp', {
                autocomplete: 'one-time-code',
                inputmode: view.recovery ? 'text' : 'numeric',
                note: view.recovery
                    ? 'One of the codes that you stored when you turned two-factor authentication on. Each works once.'
                    : 'The six digits that your authenticator app shows for Veles.',
            })}
            <button type="submit" class="button button-primary button-wide" disabled={second.busy}>{second.busy ? 'Signing in…' : 'Sign in'}</button>
            <div class="sign-in-ways">
                <button
                    type="button"
                    class="link"
                    onClick={() => {
                        view.recovery = !view.recovery;
                        clear();
                        void focusCode();
                    }}
                >
                    {view.recovery ? 'Use the authenticator app' : 'Use a recovery code'}
                </button>
                <button type="button" class="link" onClick={back}>Someone else</button>
            </div>
        </form>
    );

    return () =>
        door(view.asksCode ? (view.recovery ? 'Enter a recovery code' : 'Enter your code') : 'Sign in to your desk', (
            <>
                {session.notice && !view.asksCode ? <p class="notice notice-info" role="status">{session.notice}</p> : null}
                {view.needsSetup
                    ? (
                        <p class="notice notice-info" role="status">
                            This server has no company yet. Open the set-up link of its log, or run <code>veles setup-token</code>{' '}
                            on it to get a new one.
                        </p>
                    )
                    : null}
                {view.asksCode ? codeStep() : passwordStep()}
                <p class="quiet small">
                    {view.asksCode
                        ? 'Lost your phone and your codes? The owner of your tenant, or whoever runs this server, can reset two-factor authentication for you.'
                        : 'Lost your password? The owner of your tenant, or whoever runs this server, can send you a new link.'}{' '}
                    <a href="/">About Veles</a>
                </p>
            </>
        ));
}, { name: 'SignIn', props: { known: null, asksCode: null } });

/** A server that does not answer is told of when the person signs in; the question alone is no reason to complain. */
async function needsSetup(): Promise<boolean> {
    return await get<{ needed: boolean }>('/setup').then(({ needed }) => needed, () => false);
}

async function focusCode(): Promise<void> {
    await nextTick();
    document.getElementById('sign-in-otp')?.focus();
}

function absent(values: Readonly<Record<'tenant' | 'email' | 'password', string>>): FieldErrors<'tenant' | 'email' | 'password'> {
    const errors: FieldErrors<'tenant' | 'email' | 'password'> = {};
    if (!values.tenant.trim()) errors.tenant = 'Enter the short name of your company.';
    if (!values.email.trim()) errors.email = 'Enter your email.';
    if (!values.password) errors.password = 'Enter your password.';
    return errors;
}

function codeFault(recovery: boolean): string {
    return recovery ? 'Enter one of your recovery codes.' : 'Enter the six digits of your authenticator app.';
}

function refusedCode(recovery: boolean): Problem {
    return recovery
        ? new Problem(401, 'That code is not good', 'It is not one of your recovery codes, or it has been used before. Each works once.')
        : new Problem(401, 'That code is not good', 'It may have run out, or been used already. Wait for the next one; the clock of your phone must be right.');
}

/** The refusal in words for the person at the door; anything else stays as the server said it. */
function worded(problem: Problem): Problem {
    if (problem.status === 401 || problem.status === 403) {
        const detail = 'Tenant, email or password is wrong. Check all three; capital letters count in the password.';
        return new Problem(problem.status, 'Not signed in', detail, problem.requestID);
    }
    if (problem.status === 429) {
        const wait = problem.retryAfterSeconds === null ? 'a while' : duration(problem.retryAfterSeconds);
        return new Problem(problem.status, 'Too many attempts', `Wait ${wait} and try again.`, problem.requestID);
    }
    return problem;
}
