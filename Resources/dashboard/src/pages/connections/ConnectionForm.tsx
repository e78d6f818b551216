import { defineComponent, h, Fragment, reactive } from 'vue';
import { patch, post } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Connection, TestResult } from '../../api/shapes/connection';
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

/** Adds or edits a connection. A saved one is tried at once, and the form stays to show what came of it. */
export const ConnectionForm = defineComponent<ConnectionFormProps>((props) => {
    const draft = reactive<Draft>(draftOf(props.connection));
    const form = reactive<{ errors: DraftErrors; problem: Problem | null; phase: 'editing' | 'saving' | 'testing' | 'tested'; saved: Connection | null; result: TestResult | null; trouble: Problem | null }>(
        { errors: {}, problem: null, phase: 'editing', saved: props.connection, result: null, trouble: null },
    );

    const save = async (event: Event): Promise<void> => {
        event.preventDefault();
        if (form.phase === 'saving' || form.phase === 'testing') return;
        const { saved } = form;
        form.errors = check(draft, saved === null);
        if (Object.keys(form.errors).length > 0) return;
        Object.assign(form, { phase: 'saving', problem: null, result: null, trouble: null });
        try {
            const sent = body(draft, saved === null);
            const answer = saved === null ? await post<Connection>('/connections', { body: sent }) : await patch<Connection>(`/connections/${encodeURIComponent(saved.id)}`, { body: sent });
            form.saved = answer;
            mergeConnections([answer]);
            if (answer.platform === 'push') {
                say(`${answer.name} saved. Its card shows where to send events.`);
                props.onDismiss();
                return;
            }
            await test(answer);
        } catch (error) {
            refuse(Problem.of(error));
        }
    };
    const test = async (saved: Connection): Promise<void> => {
        form.phase = 'testing';
        try {
            form.result = await post<TestResult>(`/connections/${encodeURIComponent(saved.id)}/test`, { body: {} });
        } catch (error) {
            form.trouble = Problem.of(error);
        }
        form.phase = 'tested';
    };
    const refuse = (problem: Problem): void => {
        for (const { field, detail } of problem.fields) {
            if (field in draft) form.errors[field as keyof Draft] = detail;
        }
        Object.assign(form, { phase: 'editing', problem });
    };

    const text = (name: TextField, label: string, note: string, type = 'text') => (
        <div class="field">
            <label for={`connection-${name}`}>{label}</label>
            <input id={`connection-${name}`} name={name} type={type} value={draft[name]} autocomplete={type === 'password' ? 'new-password' : 'off'} spellcheck="false" autocapitalize="none"
                aria-invalid={form.errors[name] ? 'true' : undefined} aria-describedby={`connection-${name}-note`} onInput={(event) => { draft[name] = (event.target as HTMLInputElement).value; }} />
            <p id={`connection-${name}-note`} class={form.errors[name] ? 'field-error' : 'field-note'}>{form.errors[name] ?? note}</p>
        </div>
    );
    const pick = (name: 'platform' | 'transport' | 'encryption', label: string, options: readonly (readonly [string, string])[], note: string, fixed = false) => (
        <div class="field">
            <label for={`connection-${name}`}>{label}</label>
            <select id={`connection-${name}`} value={draft[name]} disabled={fixed} onChange={(event) => { Object.assign(draft, { [name]: (event.target as HTMLSelectElement).value }); }}>
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
            {draft.transport === 'tcp' ? pick('encryption', 'Encryption', [['aes256ofb', 'AES-256'], ['none', 'None']], 'Unencrypted only inside a network that you trust.') : null}
            <div class="field-pair">
                {text('login', 'Manager login', 'A manager with the Web API right and read permissions.')}
                {text('password', 'API password', form.saved === null ? 'Sealed when stored; it never comes out again.' : 'Leave empty to keep the stored one.', 'password')}
            </div>
            {text('groups', 'Groups', 'Which account groups to follow, as the server writes masks: * or real\\*,demo\\forex.')}
            {text('certificate_sha256', 'Certificate fingerprint (optional)', 'SHA-256 of the server’s certificate, if it is not signed by a public authority.')}
        </>
    );

    return () => (
        <Modal title={props.connection ? `Edit ${props.connection.name}` : 'Add a connection'} onDismiss={props.onDismiss} wide>
            <form novalidate onSubmit={(event) => void save(event)}>
                <div class="field-pair">
                    {text('name', 'Name', 'As your people call this server.')}
                    {pick('platform', 'Platform', [['mt5', 'MetaTrader 5'], ['push', 'Push over HTTP']], 'Push is for MT4 agents and everything else.', form.saved !== null)}
                </div>
                {draft.platform === 'push' ? <p class="quiet">After saving, the card of the connection shows the address and an example.</p> : server()}
                {form.problem ? failure(form.problem, null) : null}
                {form.phase === 'testing' ? <p role="status">Saved. Logging in to the server, ten seconds at most…</p> : null}
                {form.phase === 'tested' ? testOutcome(form.result, form.trouble) : null}
                <div class="buttons">
                    <button type="submit" class="button button-primary" disabled={form.phase === 'saving' || form.phase === 'testing'}>
                        {form.phase === 'saving' ? 'Saving…' : form.phase === 'testing' ? 'Testing…' : draft.platform === 'push' ? 'Save' : 'Save and test'}
                    </button>
                    <button type="button" class="button" onClick={props.onDismiss}>{form.phase === 'tested' ? 'Done' : 'Cancel'}</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'ConnectionForm', props: { connection: null, onDismiss: null } });
