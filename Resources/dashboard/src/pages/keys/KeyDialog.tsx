import { defineComponent, h, reactive } from 'vue';
import { post } from '../../api/client';
import type { NewAPIKey } from '../../api/shapes/apiKey';
import { Permission, permissions } from '../../api/shapes/person';
import { may, permissionTitles } from '../../session/permissions';
import { checkbox, selectField, textArea, textField } from '../../widgets/form/fields';
import { submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { Modal } from '../../widgets/Modal';
import { checkKey, expiries, keyBody, KeyDraft, KeyField } from './keyDraft';

interface KeyDialogProps {
    readonly onDismiss: () => void;
    readonly onMade: (made: NewAPIKey) => void;
}

const labels: Readonly<Record<KeyField, string>> = {
    name: 'Name',
    scopes: 'It may',
    expiry: 'Works for',
    expires_on: 'Last day before',
    allowed_addresses: 'Only from these networks (optional)',
};

/** A new key. It can be given no more than its maker may do. */
export const KeyDialog = defineComponent<KeyDialogProps>((props) => {
    const form = useForm<KeyField>('key', labels, { name: '', scopes: '', expiry: '90', expires_on: '', allowed_addresses: '' });
    const chosen = reactive<Partial<Record<Permission, boolean>>>({ read: true });
    const offered = (): readonly Permission[] => permissions.filter(may);
    const draft = (): KeyDraft => ({ values: form.values, scopes: offered().filter((permission) => chosen[permission] === true) });

    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const now = Date.now();
        await submit(form, checkKey(draft(), now), async () => {
            props.onMade(await post<NewAPIKey>('/api-keys', { body: keyBody(draft(), now) }));
        });
    };
    return () => (
        <Modal title="Make a key" onDismiss={props.onDismiss} wide>
            <form novalidate onSubmit={(event) => void send(event)}>
                {formSummary(form)}
                {textField(form, 'name', { maxlength: 100, note: 'Which program has it, as in “Back office” or “MT4 agent, London”.' })}
                <fieldset id="key-scopes" class="options" tabindex={-1}>
                    <legend>{labels.scopes}</legend>
                    {form.errors.scopes ? <p class="field-error">{form.errors.scopes}</p> : null}
                    <div class="field-pair">
                        {offered().map((permission) =>
                            checkbox(permissionTitles[permission], chosen[permission] === true, (checked) => {
                                chosen[permission] = checked;
                            })
                        )}
                    </div>
                </fieldset>
                {selectField(
                    form,
                    'expiry',
                    [{ group: '', options: expiries }],
                    form.values.expiry === 'never' ? 'A key without end is found years later in an old backup. Choose an end if you can.' : null,
                )}
                {form.values.expiry === 'on' ? textField(form, 'expires_on', { type: 'date' }) : null}
                {textArea(form, 'allowed_addresses', {
                    rows: 2,
                    note: 'One a line: 192.0.2.0/24, 203.0.113.7 or 2001:db8::/32. Empty = from anywhere.',
                })}
                <div class="buttons">
                    <button type="submit" class="button button-primary" disabled={form.busy}>{form.busy ? 'Making…' : 'Make the key'}</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'KeyDialog', props: { onDismiss: null, onMade: null } });
