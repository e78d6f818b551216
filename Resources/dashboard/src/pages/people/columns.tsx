import { h } from 'vue';
import type { Person } from '../../api/shapes/person';
import { moment } from '../../format/time';
import { roleTitles } from '../../session/permissions';
import { session } from '../../session/session';
import type { Column } from '../../widgets/grid/column';
import { textColumn } from '../../widgets/plainTable';
import { personState, PersonState } from './personState';

export function personColumns(open: (person: Person) => void): readonly Column<Person>[] {
    return [
        textColumn('name', 'Person', (person) => (
            <button type="button" class="link row-name" onClick={() => open(person)}>
                <span>{person.name || person.email}</span>
                {isMe(person) ? <span class="quiet small">you</span> : null}
            </button>
        ), (person) => person.name ?? ''),
        { key: 'email', title: 'Email', wideOnly: true, cell: (person) => person.email, text: (person) => person.email },
        textColumn('role', 'Role', (person) => roleTitles[person.role] ?? person.role, (person) => person.role),
        textColumn('state', 'State', stateMark, personState),
        textColumn('otp', '2FA', (person) => person.otp_enabled ? 'on' : <span class="quiet">off</span>, (person) => String(person.otp_enabled)),
        {
            key: 'last_login_at',
            title: 'Last sign-in',
            wideOnly: true,
            cell: (person) => person.last_login_at ? <span class="number">{moment(person.last_login_at)}</span> : <span class="quiet">never</span>,
            text: (person) => person.last_login_at ?? '',
        },
    ];
}

export function isMe(person: Person): boolean {
    return String(person.id) === String(session.me?.user.id);
}

const marks: Readonly<Record<PersonState, { readonly title: string; readonly mark: string; readonly shape: string }>> = {
    active: { title: 'Active', mark: 'mark-link-live', shape: 'M6 2a4 4 0 100 8 4 4 0 000-8z' },
    invited: { title: 'Invited', mark: 'mark-warning', shape: 'M2 6h2M5 6h2M8 6h2' },
    disabled: { title: 'Disabled', mark: '', shape: 'M2.5 2.5l7 7m0-7l-7 7' },
};

export function stateMark(person: Person) {
    const { title, mark, shape } = marks[personState(person)];
    return (
        <span class={['mark', mark]}>
            <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
                <path d={shape} />
            </svg>
            {title}
        </span>
    );
}
