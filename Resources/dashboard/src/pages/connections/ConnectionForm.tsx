import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { patch, post } from '../../api/client';
import type { Connection, TestReport } from '../../api/shapes/connection';
import { mergeConnections } from '../../stream/live';
import { selectField, textField } from '../../widgets/form/fields';
import { submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { Modal } from '../../widgets/Modal';
import { say } from '../../widgets/toasts';
import { body, check, Draft, draftOf, labels } from './draft';
import { testOutcome } from './testOutcome';

interface ConnectionFormProps {
    /** Null makes a new one. */
    readonly connection: Connection | null;
    readonly onDismiss: () => void;
}

/** Adds or edits a connection, and tries it before it is saved. */
export const ConnectionForm = defineComponent<ConnectionFormProps>((props) => {
    const stored = props.connection;
    const form = useForm<keyof Draft, Draft>('connection', labels, draftOf(stored));
    const trial = shallowReactive<{ busy: boolean; report: TestReport | null }>({ busy: false, report: null });

    const save = async (event: Event): Promise<void> => {
        event.preventDefault();
        trial.report = null;
        await submit(form, check(form.values, stored === null), async () => {
            const sent = body(form.values, stored === null);
            const answer = stored === null
                ? await post<Connection>('/connections', { body: sent })
                : await patch<Connection>(`/connections/${encodeURIComponent(stored.id)}`, { body: sent });
            mergeConnections([answer]);
            say(
                answer.platform === 'push'
                    ? `${answer.name} saved. Its card shows where to send events.`
                    : `${answer.name} saved. Veles is connecting.`,
            );
            props.onDismiss();
        });
    };
    const triesStored = (): boolean => stored !== null && form.values.password === '';
    /** Tries what is typed, before anything is saved. Without a typed password only the stored connection can be tried. */
    const test = async (): Promise<void> => {
        if (form.busy) return;
        Object.assign(trial, { busy: true, report: null });
        await submit(form, check(form.values, stored === null), async () => {
            trial.report = stored !== null && triesStored()
                ? await post<TestReport>(`/connections/${encodeURIComponent(stored.id)}/test`, { body: {} })
                : await post<TestReport>('/connections/test', { body: body(form.values, true) });
        });
        trial.busy = false;
    };

    const pick = (name: 'platform' | 'transport' | 'encryption', options: readonly (readonly [string, string])[], note: string) =>
        selectField(form, name, [{ group: '', options }], note);
    const platform = () =>
        stored === null
            ? pick('platform', [['mt5', 'MetaTrader 5'], ['push', 'Push over HTTP']], 'Push is for MT4 agents and everything else.')
            : null;
    const server = () => (
        <>
            <div class="field-pair">
                {textField(form, 'endpoint', { note: 'Host and port of the access server, as in mt5.example.com:443.' })}
                {pick('transport', [['https', 'HTTPS'], ['tcp', 'TCP']], 'HTTPS is the usual one.')}
            </div>
            {form.values.transport === 'tcp'
                ? pick('encryption', [['aes256', 'AES-256'], ['none', 'None']], 'Unencrypted only inside a network that you trust.')
                : null}
            <div class="field-pair">
                {textField(form, 'login', { note: 'A manager with the Web API right and read permissions.' })}
                {textField(form, 'password', {
                    type: 'password',
                    autocomplete: 'new-password',
                    note: stored === null ? 'Sealed when stored; it never comes out again.' : 'Leave empty to keep the stored one.',
                })}
            </div>
            {textField(form, 'groups', { note: 'Which account groups to follow, as the server writes masks: * or real\\*,demo\\forex.' })}
            {textField(form, 'certificate_sha256', {
                note: 'SHA-256 of the server’s certificate, if it is not signed by a public authority.',
            })}
        </>
    );

    return () => (
        <Modal title={stored ? `Edit ${stored.name}` : 'Add a connection'} onDismiss={props.onDismiss} wide>
            <form novalidate onSubmit={(event) => void save(event)}>
                {formSummary(form)}
                <div class={stored === null && 'field-pair'}>
                    {textField(form, 'name', { note: 'As your people call this server.' })}
                    {platform()}
                </div>
                {form.values.platform === 'push'
                    ? <p class="quiet">After saving, the card of the connection shows the address and an example.</p>
                    : server()}
                {trial.busy ? <p role="status">Logging in to the server…</p> : testOutcome(trial.report, null)}
                <div class="buttons">
                    <button type="submit" class="button button-primary" disabled={form.busy}>{form.busy && !trial.busy ? 'Saving…' : 'Save'}</button>
                    {form.values.platform === 'push' ? null : (
                        <button type="button" class="button" disabled={form.busy} onClick={() => void test()}>
                            {trial.busy ? 'Testing…' : triesStored() ? 'Test as stored' : 'Test'}
                        </button>
                    )}
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'ConnectionForm', props: { connection: null, onDismiss: null } });
