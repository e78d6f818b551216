import { defineComponent, h } from 'vue';
import { post } from '../../api/client';
import type { Person, PersonLink } from '../../api/shapes/person';
import { textField } from '../../widgets/form/fields';
import { FieldErrors, submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { Modal } from '../../widgets/Modal';
import type { IssuedLink } from './LinkDialog';
import { roleField } from './roleField';

interface InviteDialogProps {
    readonly onDismiss: () => void;
    readonly onIssued: (link: IssuedLink) => void;
}

type Name = 'email' | 'name' | 'role';

export const InviteDialog = defineComponent<InviteDialogProps>((props) => {
    const form = useForm<Name>('invite', { email: 'Email', name: 'Name', role: 'Role' }, { email: '', name: '', role: 'analyst' });
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const { email, name, role } = form.values;
        await submit(form, check(form.values), async () => {
            const made = await post<Person & PersonLink>('/users', { body: { email: email.trim(), name: name.trim(), role } });
            props.onIssued({ person: made, kind: 'invitation', link: made.link, expiresAt: made.link_expires_at });
        });
    };
    return () => (
        <Modal title="Invite a person" onDismiss={props.onDismiss}>
            <form novalidate onSubmit={(event) => void send(event)}>
                {formSummary(form)}
                {textField(form, 'email', { type: 'email', note: 'They sign in with it.' })}
                {textField(form, 'name', { maxlength: 100, note: 'As your colleagues know them.' })}
                {roleField(form, 'role')}
                <div class="buttons">
                    <button type="submit" class="button button-primary" disabled={form.busy}>{form.busy ? 'Making the link…' : 'Make the link'}</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'InviteDialog', props: { onDismiss: null, onIssued: null } });

function check(values: Readonly<Record<Name, string>>): FieldErrors<Name> {
    const errors: FieldErrors<Name> = {};
    if (!/^\S+@\S+$/.test(values.email.trim())) errors.email = 'Enter an email address, as in ann@example.com.';
    if (values.name.trim() === '') errors.name = 'Enter a name; it stands beside what the person does.';
    return errors;
}
