import { defineComponent, Fragment, h, reactive } from 'vue';
import { patch, post } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Connection, TestReport } from '../../api/shapes/connection';
import { mergeConnections } from '../../stream/live';
import { Modal } from '../../widgets/Modal';
import { failure } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import { body, check, Draft, DraftErrors, draftOf } from './draft';
import { testOutcome } from './testOutcome';

interface ConnectionFormProps {
    /** Null makes a new one. */
    readonly connection: Connection | null;
    readonly onDismiss: () => void;
}

type TextField = 'name' | 'endpoint' | 'login' | 'password' | 'groups' | 'certificate_sha256';

/** Adds or edits a connection, and tries it before it is saved. */
export const ConnectionForm = defineComponent<ConnectionFormProps>((props) => {
    const draft = reactive<Draft>(draftOf(props.connection));
    const form = reactive<
        {
            errors: DraftErrors;
            problem: Problem | null;
            phase: 'editing' | 'saving' | 'testing' | 'tested';
            saved: Connection | null;
            result: TestReport | null;
            trouble: Problem | null;
        }
    >(
        { errors: {}, problem: null, phase: 'editing', saved: props.connection, result: null, trouble: null },
    );

    /** Checks what can be checked here. - Returns whether the server may be asked. */
    const begin = (phase: 'saving' | 'testing'): boolean => {
        if (form.phase === 'saving' || form.phase === 'testing') return false;
        form.errors = check(draft, form.saved === null);
        if (Object.keys(form.errors).length > 0) return false;
        Object.assign(form, { phase, problem: null, result: null, trouble: null });
        return true;
    };
    const save = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (!begin('saving')) return;
        const { saved } = form;
        try {
            const sent = body(draft, saved === null);
            const answer = saved === null
                ? await post<Connection>('/connections', { body: sent })
                : await patch<Connection>(`/connections/${encodeURIComponent(saved.id)}`, { body: sent });
            mergeConnections([answer]);
            say(
                answer.platform === 'push'
                    ? `${answer.name} saved. Its card shows where to send events.`
                    : `${answer.name} saved. Veles is connecting.`,
            );
            props.onDismiss();
        } catch (error) {
            refuse(Problem.of(error));
        }
    };
    /** Tries what is typed, before anything is saved. Without a typed password only the stored connection can be tried. */
    const test = async (): Promise<void> => {
        if (!begin('testing')) return;
        const { saved } = form;
        try {
            form.result = saved !== null && draft.password === ''
                ? await post<TestReport>(`/connections/${encodeURIComponent(saved.id)}/test`, { body: {} })
                : await post<TestReport>('/connections/test', { body: body(draft, true) });
            form.phase = 'tested';
        } catch (error) {
            refuse(Problem.of(error));
        }
    };
    const refuse = (problem: Problem): void => {
        for (const { field, detail } of problem.fields) {
            if (field in draft) form.errors[field as keyof Draft] = detail;
        }
        Object.assign(form, { phase: 'editing', problem });
    };

    const busy = (): boolean => form.phase === 'saving' || form.phase === 'testing';
    const text = (name: TextField, label: string, note: string, type = 'text') => (
        <div class="field">
            <label for={`connection-${name}`}>{label}</label>
            <input
                id={`connection-${name}`}
                name={name}
                type={type}
                value={draft[name]}
                autocomplete={type === 'password' ? 'new-password' : 'off'}
                spellcheck="false"
                autocapitalize="none"
                aria-invalid={form.errors[name] ? 'true' : undefined}
                aria-describedby={`connection-${name}-note`}
                onInput={(event) => {
                    draft[name] = (event.target as HTMLInputElement).value;
                }}
            />
            <p id={`connection-${name}-note`} class={form.errors[name] ? 'field-error' : 'field-note'}>{form.errors[name] ?? note}</p>
        </div>
    );
    const pick = (
        name: 'platform' | 'transport' | 'encryption',
        label: string,
        options: readonly (readonly [string, string])[],
        note: string,
        fixed = false,
    ) => (
        <div class="field">
            <label for={`connection-${name}`}>{label}</label>
            <select
                id={`connection-${name}`}
                value={draft[name]}
                disabled={fixed}
                onChange={(event) => {
                    Object.assign(draft, { [name]: (event.target as HTMLSelectElement).value });
                }}
            >
                {options.map(([value, title]) => <option key={value} value={value} selected={draft[name] === value}>{title}</option>)}
            </select>
            <p class="field-note">{note}</p>
        </div>
    );
    const server = () => (
        <>
            <div class="field-pair">
                {text('endpoint', 'Address', 'Host and port of the access server, as in mt5.example.com:443.')}
                {pick('transport', 'Transport', [['https', 'HTTPS'], ['tcp', 'TCP']], 'HTTPS is the usual one.')}
            </div>
            {draft.transport === 'tcp'
                ? pick('encryption', 'Encryption', [['aes256', 'AES-256'], ['none', 'None']], 'Unencrypted only inside a network that you trust.')
                : null}
            <div class="field-pair">
                {text('login', 'Manager login', 'A manager with the Web API right and read permissions.')}
                {text(
                    'password',
                    'API password',
                    form.saved === null ? 'Sealed when stored; it never comes out again.' : 'Leave empty to keep the stored one.',
                    'password',
                )}
            </div>
            {text('groups', 'Groups', 'Which account groups to follow, as the server writes masks: * or real\\*,demo\\forex.')}
            {text(
                'certificate_sha256',
                'Certificate fingerprint (optional)',
                'SHA-256 of the server’s certificate, if it is not signed by a public authority.',
            )}
        </>
    );

    return () => (
        <Modal title={props.connection ? `Edit ${props.connection.name}` : 'Add a connection'} onDismiss={props.onDismiss} wide>
            <form novalidate onSubmit={(event) => void save(event)}>
                <div class="field-pair">
                    {text('name', 'Name', 'As your people call this server.')}
                    {pick(
                        'platform',
                        'Platform',
                        [['mt5', 'MetaTrader 5'], ['push', 'Push over HTTP']],
                        'Push is for MT4 agents and everything else.',
                        form.saved !== null,
                    )}
                </div>
                {draft.platform === 'push'
                    ? <p class="quiet">After saving, the card of the connection shows the address and an example.</p>
                    : server()}
                {form.problem ? failure(form.problem, null) : null}
                {form.phase === 'testing' ? <p role="status">Logging in to the server…</p> : null}
                {form.phase === 'tested' ? testOutcome(form.result, form.trouble) : null}
                <div class="buttons">
                    <button type="submit" class="button button-primary" disabled={busy()}>{form.phase === 'saving' ? 'Saving…' : 'Save'}</button>
                    {draft.platform === 'push' ? null : (
                        <button type="button" class="button" disabled={busy()} onClick={() => void test()}>
                            {form.phase === 'testing' ? 'Testing…' : form.saved !== null && draft.password === '' ? 'Test as stored' : 'Test'}
                        </button>
                    )}
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'ConnectionForm', props: { connection: null, onDismiss: null } });
