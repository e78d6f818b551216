import { defineComponent, h, reactive } from 'vue';
import { post } from '../../api/client';
import { session } from '../../session/session';
import { checkbox, textField } from '../../widgets/form/fields';
import { FieldErrors, submit, useForm } from '../../widgets/form/form';
import { passwordFault, passwordNote } from '../../widgets/form/passwords';
import { formSummary } from '../../widgets/form/summary';
import { panel } from '../../widgets/marks';
import { say } from '../../widgets/toasts';

type Name = 'current_password' | 'new_password';

export const PasswordPanel = defineComponent<{}>(() => {
    const form = useForm<Name>(
        'password',
        { current_password: 'Password until now', new_password: 'New password' },
        { current_password: '', new_password: '' },
    );
    const view = reactive({ revealed: false });
    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const done = await submit(form, check(form.values), () => post<void>('/auth/password', { body: { ...form.values } }));
        if (!done) return;
        form.values = { current_password: '', new_password: '' };
        say('Password changed. Your other sign-ins have ended.');
    };
    const type = (): 'text' | 'password' => (view.revealed ? 'text' : 'password');
    return () =>
        panel('Password', null, (
            <form novalidate class="narrow-form" onSubmit={(event) => void send(event)}>
                {formSummary(form)}
                {/* For password managers, which keep the name beside the password. */}
                <input type="email" autocomplete="username" value={session.me?.user.email} readonly hidden />
                {textField(form, 'current_password', { type: type(), autocomplete: 'current-password' })}
                {textField(form, 'new_password', { type: type(), autocomplete: 'new-password', note: passwordNote })}
                {checkbox('Show the passwords', view.revealed, (revealed) => {
                    view.revealed = revealed;
                })}
                <button type="submit" class="button" disabled={form.busy}>{form.busy ? 'Changing…' : 'Change the password'}</button>
            </form>
        ));
}, { name: 'PasswordPanel', props: {} });

function check(values: Readonly<Record<Name, string>>): FieldErrors<Name> {
    const errors: FieldErrors<Name> = {};
    if (!values.current_password) errors.current_password = 'Enter the password that you sign in with now.';
    const fault = passwordFault(values.new_password);
    if (fault !== undefined) errors.new_password = fault;
    else if (values.new_password === values.current_password) errors.new_password = 'Choose another password than the one until now.';
    return errors;
}
