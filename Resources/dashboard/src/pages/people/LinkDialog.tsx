import { defineComponent, h } from 'vue';
import type { Person } from '../../api/shapes/person';
import { moment, zone } from '../../format/time';
import { Modal } from '../../widgets/Modal';
import { shownOnce } from '../../widgets/shownOnce';

export interface IssuedLink {
    readonly person: Person;
    readonly kind: 'invitation' | 'reset';
    readonly link: string;
    readonly expiresAt: string;
}

interface LinkDialogProps {
    readonly issued: IssuedLink;
    readonly onDismiss: () => void;
}

/** A one-time link, shown once: the server keeps only its hash. */
export const LinkDialog = defineComponent<LinkDialogProps>((props) => () => {
    const { person, kind, link, expiresAt } = props.issued;
    const who = person.name || person.email;
    return (
        <Modal title={kind === 'invitation' ? `Invitation for ${who}` : `New password for ${who}`} onDismiss={props.onDismiss} firm>
            <p>
                Send this link to {person.email}{' '}
                by a way that only they read. Whoever opens it first chooses the password.
            </p>
            {shownOnce('Link', absolute(link), `It works once, until ${moment(expiresAt).slice(0, 16)} (${zone}). It is not shown again; a new one can be made at any time.`)}
            <div class="buttons">
                <button type="button" class="button" onClick={props.onDismiss}>Done</button>
            </div>
        </Modal>
    );
}, { name: 'LinkDialog', props: { issued: null, onDismiss: null } });

/** A server that does not know its public address leaves the host out; this page knows it. */
function absolute(link: string): string {
    return new URL(link, location.origin).href;
}
