import { defineComponent, Fragment, h, reactive } from 'vue';
import { post } from '../api/client';
import { Problem } from '../api/Problem';
import type { LinkCheck } from '../api/shapes/person';
import { moment } from '../format/time';
import { door } from '../session/door';
import { remember } from '../session/tenant';
import { checkbox, textField } from '../widgets/form/fields';
import { submit, useForm } from '../widgets/form/form';
import { passwordFault, passwordNote } from '../widgets/form/passwords';
import { formSummary } from '../widgets/form/summary';
import { useResource } from '../widgets/resource';
import { failure, shown } from '../widgets/states';
import type { DoorProps } from './place';
import { tokenOf } from './place';

/** Where an invitation or a reset link leads: the person chooses a password. */
export const page = defineComponent<DoorProps>((props) => {
    const token = tokenOf(location.hash);
    const link = useResource(() => token, (signal) => {
        if (token === '') throw new Problem(0, 'The link is not whole', 'Open it again from the message, or copy all of it into the address bar.');
        return post<LinkCheck>('/auth/links/check', { body: { token }, signal });
    });
    const form = useForm('welcome', { name: 'Your name', password: 'New password' }, { name: '', password: '' });
    const view = reactive({ revealed: false });

    const send = async (event: Event, found: LinkCheck): Promise<void> => {
        event.preventDefault();
        const { name, password } = form.values;
        const fault = passwordFault(password);
        const done = await submit(form, fault === undefined ? {} : { password: fault }, async () => {
            const chosen = found.kind === 'invitation' && name.trim() !== '' ? { name: name.trim() } : {};
            await post('/auth/links/accept', { body: { token, password, ...chosen } });
        });
        if (!done) return;
        remember(found.tenant);
        props.onDone({ tenant: found.tenant, email: found.email, password });
    };
    const fields = (found: LinkCheck) => (
        <form novalidate onSubmit={(event) => void send(event, found)}>
            {formSummary(form)}
            <dl class="facts door-lead">
                <div>
                    <dt>Company</dt>
                    <dd>{found.tenant_name}</dd>
                </div>
                <div>
                    <dt>Sign in as</dt>
                    <dd>{found.email}</dd>
                </div>
            </dl>
            {/* For password managers, which keep the name beside the password. */}
            <input type="email" autocomplete="username" value={found.email} readonly hidden />
            {found.kind === 'invitation'
                ? textField(form, 'name', { autocomplete: 'name', maxlength: 100, note: 'As your colleagues know you. May stay empty.' })
                : null}
            {textField(form, 'password', { type: view.revealed ? 'text' : 'password', autocomplete: 'new-password', note: passwordNote })}
            {checkbox('Show the password', view.revealed, (revealed) => {
                view.revealed = revealed;
            })}
            <button type="submit" class="button button-primary button-wide" disabled={form.busy}>
                {form.busy ? 'Saving…' : found.kind === 'invitation' ? 'Join' : 'Set the password'}
            </button>
            <p class="quiet small">
                {`The link works once and until ${moment(found.expires_at).slice(0, 16)}.`}
                {found.kind === 'reset' ? ' Everything you are signed in to now is signed out.' : ''}
            </p>
        </form>
    );
    const title = (): string => {
        if (link.error !== null) return 'This link does not work';
        if (link.data === null) return 'One moment';
        return link.data.kind === 'invitation' ? `Welcome to ${link.data.tenant_name}` : 'Choose a new password';
    };
    const content = () => {
        const { error } = link;
        if (error === null || error.isPassing && token !== '') return shown(link, fields, 4);
        return (
            <>
                {failure(error, null)}
                <p class="buttons">
                    <a class="button" href="/dashboard/">To the sign-in</a>
                </p>
            </>
        );
    };
    return () => door(title(), content());
}, { name: 'WelcomePage', props: { onDone: null } });
