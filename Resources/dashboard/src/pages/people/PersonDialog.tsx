import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { patch, post, remove } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Person, PersonLink } from '../../api/shapes/person';
import { missing } from '../../format/decimal';
import { moment } from '../../format/time';
import { identify } from '../../session/session';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { textField } from '../../widgets/form/fields';
import { submit, useForm } from '../../widgets/form/form';
import { formSummary } from '../../widgets/form/summary';
import { fact } from '../../widgets/marks';
import { Modal } from '../../widgets/Modal';
import { say } from '../../widgets/toasts';
import { acts, PersonAct } from './acts';
import { isMe, stateMark } from './columns';
import type { IssuedLink } from './LinkDialog';
import { roleField } from './roleField';

interface PersonDialogProps {
    readonly person: Person;
    readonly onDismiss: () => void;
    readonly onChanged: () => void;
    readonly onIssued: (link: IssuedLink) => void;
}

/** One person: name, role, and what can be done about their way in. */
export const PersonDialog = defineComponent<PersonDialogProps>((props) => {
    const path = `/users/${encodeURIComponent(props.person.id)}`;
    const form = useForm('person', { name: 'Name', role: 'Role' }, { name: props.person.name ?? '', role: props.person.role });
    const view = shallowReactive<{ asked: PersonAct | null; linking: boolean }>({ asked: null, linking: false });
    const who = (): string => props.person.name || props.person.email;

    const save = async (event: Event): Promise<void> => {
        event.preventDefault();
        const { name, role } = form.values;
        const done = await submit(form, name.trim() === '' ? { name: 'Enter a name.' } : {}, async () => {
            await patch<Person>(path, { body: changes(props.person, { name: name.trim(), role }) });
            // One's own name and role stand in the frame, and decide what it offers.
            if (isMe(props.person)) await identify();
        });
        if (!done) return;
        say(`${name.trim()} saved`);
        props.onChanged();
        props.onDismiss();
    };
    const makeLink = async (): Promise<void> => {
        if (view.linking) return;
        view.linking = true;
        try {
            const { link, link_expires_at } = await post<PersonLink>(`${path}/link`, { body: {} });
            props.onIssued({ person: props.person, kind: props.person.invited ? 'invitation' : 'reset', link, expiresAt: link_expires_at });
        } catch (error) {
            form.problem = Problem.of(error);
        }
        view.linking = false;
    };
    const run = async (act: PersonAct): Promise<void> => {
        if (act === 'disable' || act === 'enable') await patch<Person>(path, { body: { disabled: act === 'disable' } });
        else if (act === 'reset_otp') await post<void>(`${path}/reset-otp`, { body: {} });
        else if (act === 'end_sessions') await remove(`${path}/sessions`);
        else await remove(path);
        say(`${who()}: ${acts[act].done}`);
        props.onChanged();
        if (act === 'withdraw') props.onDismiss();
    };
    const offered = (): readonly PersonAct[] => {
        const { invited, disabled, otp_enabled: otp } = props.person;
        if (invited) return ['withdraw'];
        const own = isMe(props.person);
        return [...(otp && !own ? ['reset_otp' as const] : []), 'end_sessions', ...(own ? [] : [disabled ? 'enable' as const : 'disable' as const])];
    };
    const confirmation = (act: PersonAct) => (
        <ConfirmDialog
            title={acts[act].question(who())}
            act={acts[act].title}
            onDismiss={() => {
                view.asked = null;
            }}
            run={() => run(act)}
        >
            <p>{acts[act].effect}</p>
        </ConfirmDialog>
    );

    return () => (
        <>
            <Modal title={who()} onDismiss={props.onDismiss}>
                <form novalidate onSubmit={(event) => void save(event)}>
                    {formSummary(form)}
                    <dl class="facts person-facts">
                        {fact('State', stateMark(props.person))}
                        {fact('Email', props.person.email)}
                        {fact('2FA', props.person.otp_enabled ? 'on' : 'off')}
                        {fact('Last sign-in', props.person.last_login_at ? moment(props.person.last_login_at) : missing)}
                        {fact('Since', moment(props.person.created_at).slice(0, 10))}
                    </dl>
                    {textField(form, 'name', { maxlength: 100 })}
                    {roleField(form, 'role')}
                    <div class="buttons">
                        <button type="submit" class="button button-primary" disabled={form.busy}>{form.busy ? 'Saving…' : 'Save'}</button>
                        <button type="button" class="button" onClick={props.onDismiss}>Cancel</button>
                    </div>
                </form>
                <section class="dialog-part" aria-label="Way in">
                    <h3>Way in</h3>
                    <div class="buttons">
                        <button type="button" class="button" disabled={view.linking || props.person.disabled} onClick={() => void makeLink()}>
                            {props.person.invited ? 'New invitation link' : 'Link for a new password'}
                        </button>
                        {offered().map((act) => (
                            <button
                                key={act}
                                type="button"
                                class={['button', acts[act].danger && 'button-danger']}
                                onClick={() => {
                                    view.asked = act;
                                }}
                            >
                                {acts[act].title}…
                            </button>
                        ))}
                    </div>
                </section>
            </Modal>
            {view.asked ? confirmation(view.asked) : null}
        </>
    );
}, { name: 'PersonDialog', props: { person: null, onDismiss: null, onChanged: null, onIssued: null } });

/** Only what has changed is sent, so that two owners at work do not undo each other. */
function changes(person: Person, now: { readonly name: string; readonly role: string }): Readonly<Record<string, string>> {
    return { ...(now.name === person.name ? {} : { name: now.name }), ...(now.role === person.role ? {} : { role: now.role }) };
}
