import { defineComponent, h, reactive } from 'vue';
import { Problem } from '../api/Problem';
import { duration } from '../format/time';
import { session, signIn } from './session';

const tenantKey = 'veles.tenant';

/** The door. It does not say which of the three words was wrong, because the server does not. */
export const SignIn = defineComponent<{}>(() => {
    const form = reactive({ tenant: remembered(), email: '', password: '', busy: false, error: '', revealed: false });

    const submit = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (form.busy) return;
        const absent = [!form.tenant.trim() && 'the tenant', !form.email.trim() && 'your email', !form.password && 'your password'].filter(Boolean);
        if (absent.length > 0) {
            form.error = `Enter ${absent.join(', ').replace(/, ([^,]*)$/, ' and $1')}.`;
            return;
        }
        form.busy = true;
        form.error = '';
        try {
            await signIn(form.tenant.trim().toLowerCase(), form.email.trim(), form.password);
            remember(form.tenant.trim().toLowerCase());
            form.password = '';
        } catch (error) {
            form.error = words(Problem.of(error));
        } finally {
            form.busy = false;
        }
    };
    const field = (name: 'tenant' | 'email' | 'password', label: string, type: string, autocomplete: string) => (
        <div class="field">
            <label for={`sign-in-${name}`}>{label}</label>
            <input
                id={`sign-in-${name}`}
                name={name}
                type={type}
                autocomplete={autocomplete}
                autocapitalize="none"
                spellcheck="false"
                required
                value={form[name]}
                aria-describedby={form.error ? 'sign-in-error' : undefined}
                aria-invalid={form.error ? 'true' : undefined}
                onInput={(event) => {
                    form[name] = (event.target as HTMLInputElement).value;
                }}
            />
        </div>
    );

    return () => (
        <main class="sign-in">
            <div class="sign-in-box">
                <p class="brand">
                    <span class="brand-mark" aria-hidden="true" />Veles
                </p>
                <h1>Sign in to your desk</h1>
                {session.notice ? <p class="notice notice-info" role="status">{session.notice}</p> : null}
                <form novalidate onSubmit={(event) => void submit(event)}>
                    {field('tenant', 'Tenant', 'text', 'organization')}
                    {field('email', 'Email', 'email', 'username')}
                    {field('password', 'Password', form.revealed ? 'text' : 'password', 'current-password')}
                    <label class="check">
                        <input
                            type="checkbox"
                            checked={form.revealed}
                            onChange={(event) => {
                                form.revealed = (event.target as HTMLInputElement).checked;
                            }}
                        />
                        Show the password
                    </label>
                    <p id="sign-in-error" class="field-error" role="alert">{form.error}</p>
                    <button type="submit" class="button button-primary button-wide" disabled={form.busy}>
                        {form.busy ? 'Signing in…' : 'Sign in'}
                    </button>
                </form>
                <p class="quiet small">
                    Lost your password? Ask the owner of your tenant, or whoever runs this server. <a href="/">About Veles</a>
                </p>
            </div>
        </main>
    );
}, { name: 'SignIn', props: {} });

function words(problem: Problem): string {
    if (problem.status === 401 || problem.status === 403) {
        return 'Tenant, email or password is wrong. Check all three; capital letters count in the password.';
    }
    if (problem.status === 429) {
        const wait = problem.retryAfterSeconds === null ? 'a while' : duration(problem.retryAfterSeconds);
        return `Too many attempts. Wait ${wait} and try again.`;
    }
    const request = problem.requestID ? ` (request ${problem.requestID})` : '';
    return `${problem.title}. ${problem.detail}${request}`;
}

function remembered(): string {
    try {
        return localStorage.getItem(tenantKey) ?? '';
    } catch {
        return '';
    }
}

function remember(tenant: string): void {
    try {
        localStorage.setItem(tenantKey, tenant);
    } catch {
        // A browser that keeps nothing asks again next time.
    }
}
