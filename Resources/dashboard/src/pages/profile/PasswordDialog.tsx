import { defineComponent, h } from 'vue';
import { textField } from '../../widgets/form/fields';
import { submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { Modal } from '../../widgets/Modal';

interface PasswordDialogProps {
    readonly title: string;
    readonly act: string;
    readonly danger?: boolean;
    readonly onDismiss: () => void;
    /** Does it with the password; the dialog closes when it is done. */
    readonly run: (password: string) => Promise<void>;
}

/** Asks for the password before something about the way in changes. */
export const PasswordDialog = defineComponent<PasswordDialogProps>((props, { slots }) => {
    const form = useForm('ask', { password: 'Your password' }, { password: '' });
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const { password } = form.values;
        if (await submit(form, password ? {} : { password: 'Enter your password.' }, () => props.run(password))) props.onDismiss();
    };
    return () => (
        <Modal title={props.title} onDismiss={props.onDismiss}>
            <form novalidate onSubmit={(event) => void send(event)}>
                {slots.default?.()}
                {formSummary(form)}
                <div class="confirm-field">{textField(form, 'password', { type: 'password', autocomplete: 'current-password' })}</div>
                <div class="buttons">
                    <button type="submit" class={['button', props.danger ? 'button-danger' : 'button-primary']} disabled={form.busy}>{props.act}</button>
                    <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                </div>
            </form>
        </Modal>
    );
}, { name: 'PasswordDialog', props: { title: null, act: null, danger: null, onDismiss: null, run: null } });
