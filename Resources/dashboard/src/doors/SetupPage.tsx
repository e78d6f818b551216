import { defineComponent, Fragment, h, reactive } from 'vue';
import { get, post } from '../api/client';
import { Problem } from '../api/Problem';
import { zone } from '../format/time';
import { door } from '../session/door';
import { remember } from '../session/tenant';
import { checkbox, selectField, textField } from '../widgets/form/fields';
import { FieldErrors, submit, useForm } from '../widgets/form/form';
import { passwordFault, passwordNote } from '../widgets/form/passwords';
import { formSummary } from '../widgets/form/summary';
import { timeZoneChoices } from '../widgets/form/timeZones';
import { useResource } from '../widgets/resource';
import { shown } from '../widgets/states';
import type { DoorProps } from './place';
import { tokenOf } from './place';
import { slugOf } from './slug';

type Name = 'token' | 'company' | 'slug' | 'time_zone' | 'email' | 'password';

const labels: Readonly<Record<Name, string>> = {
    token: 'Set-up token',
    company: 'Company',
    slug: 'Short name',
    time_zone: 'Time zone',
    email: 'Your email',
    password: 'Your password',
};

/** The first run: the first company and its owner. */
export const page = defineComponent<DoorProps>((props) => {
    const state = useResource(() => 'setup', (signal) => get<{ needed: boolean }>('/setup', { signal }));
    const form = useForm<Name>('setup', labels, { token: tokenOf(location.hash), company: '', slug: '', time_zone: zone, email: '', password: '' });
    const view = reactive({ asksToken: form.values.token === '', ownSlug: false, revealed: false });

    const send = async (event: Event): Promise<void> => {
        event.preventDefault();
        const { token, company, slug, time_zone, email, password } = form.values;
        const done = await submit(form, check(form.values), async () => {
            const body = { token: token.trim(), company: company.trim(), slug, time_zone, email: email.trim(), password };
            await post('/setup', { body }).catch((error: unknown) => {
                const problem = Problem.of(error);
                view.asksToken ||= isAboutToken(problem);
                throw isAboutToken(problem) ? aboutToken(problem) : problem;
            });
        });
        if (!done) return;
        remember(slug);
        props.onDone({ tenant: slug, email: email.trim(), password });
    };
    const fields = () => (
        <form novalidate onSubmit={(event) => void send(event)}>
            {formSummary(form)}
            <p class="quiet door-lead">A company and its owner; then you can connect a trading server.</p>
            {view.asksToken ? textField(form, 'token', { note: 'From the server’s log, or from the file setup-token in its state folder.' }) : null}
            {textField(form, 'company', {
                autocomplete: 'organization',
                maxlength: 100,
                changed: (company) => {
                    if (!view.ownSlug) form.values.slug = slugOf(company);
                },
            })}
            {textField(form, 'slug', {
                maxlength: 40,
                note: 'What your people type as “Tenant” when they sign in. Small letters, digits and hyphens. It cannot be changed later.',
                changed: () => {
                    view.ownSlug = true;
                },
            })}
            {selectField(form, 'time_zone', timeZoneChoices(form.values.time_zone))}
            {textField(form, 'email', { type: 'email', autocomplete: 'username' })}
            {textField(form, 'password', { type: view.revealed ? 'text' : 'password', autocomplete: 'new-password', note: passwordNote })}
            {checkbox('Show the password', view.revealed, (revealed) => {
                view.revealed = revealed;
            })}
            <button type="submit" class="button button-primary button-wide" disabled={form.busy}>{form.busy ? 'Setting up…' : 'Set up'}</button>
        </form>
    );
    const done = () => (
        <>
            <p>This server has its first company already, so nothing is left to do here.</p>
            <p class="buttons">
                <a class="button button-primary" href="/dashboard/">To the sign-in</a>
            </p>
        </>
    );
    return () => door('Set up this server', shown(state, ({ needed }) => (needed ? fields() : done()), 6));
}, { name: 'SetupPage', props: { onDone: null } });

function check(values: Readonly<Record<Name, string>>): FieldErrors<Name> {
    const errors: FieldErrors<Name> = {};
    if (!values.token.trim()) errors.token = 'Enter the token of the set-up link.';
    if (!values.company.trim()) errors.company = 'Enter the name of your company.';
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(values.slug)) errors.slug = 'Use small letters, digits and hyphens, with a letter or digit at both ends.';
    if (!/^\S+@\S+$/.test(values.email.trim())) errors.email = 'Enter an email address, as in you@example.com.';
    const fault = passwordFault(values.password);
    if (fault !== undefined) errors.password = fault;
    return errors;
}

function isAboutToken(problem: Problem): boolean {
    return problem.code === 'setup-refused';
}

/** The same, said of the token, which can then be typed anew. */
function aboutToken({ status, title, detail, requestID }: Problem): Problem {
    return new Problem(status, title, detail, requestID, [{ field: 'token', detail: 'This token is not valid.' }]);
}
