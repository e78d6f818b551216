import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { get } from '../../api/client';
import type { Page } from '../../api/shapes/common';
import type { Person } from '../../api/shapes/person';
import type { PageProps } from '../../app/pages';
import { adjust, place } from '../../app/router';
import { plural } from '../../format/statistic';
import { plainTable } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { IssuedLink, LinkDialog } from './LinkDialog';
import { InviteDialog } from './InviteDialog';
import { personColumns } from './columns';
import { PersonDialog } from './PersonDialog';

/** Who may come in, and as what. */
export const page = defineComponent<PageProps>(() => {
    const list = useResource(() => 'users', (signal) => get<Page<Person>>('/users', { query: { limit: 500 }, signal }));
    const view = shallowReactive<{ inviting: boolean; issued: IssuedLink | null }>({ inviting: false, issued: null });

    const columns = personColumns((person) => adjust({ id: String(person.id) }, 'step'));

    const issued = (link: IssuedLink): void => {
        Object.assign(view, { inviting: false, issued: link });
        adjust({ id: null });
        list.reload();
    };
    const dialogs = () => {
        const chosen = list.data?.items.find((person) => String(person.id) === place.query['id']);
        return (
            <>
                {view.inviting
                    ? (
                        <InviteDialog
                            onDismiss={() => {
                                view.inviting = false;
                            }}
                            onIssued={issued}
                        />
                    )
                    : null}
                {view.issued
                    ? (
                        <LinkDialog
                            issued={view.issued}
                            onDismiss={() => {
                                view.issued = null;
                            }}
                        />
                    )
                    : null}
                {chosen && !view.issued
                    ? (
                        <PersonDialog
                            key={String(chosen.id)}
                            person={chosen}
                            onDismiss={() => adjust({ id: null })}
                            onChanged={list.reload}
                            onIssued={issued}
                        />
                    )
                    : null}
            </>
        );
    };
    return () => (
        <>
            <div class="page-head">
                <h1>People</h1>
                <div class="page-actions">
                    <button
                        type="button"
                        class="button button-primary"
                        onClick={() => {
                            view.inviting = true;
                        }}
                    >
                        Invite a person
                    </button>
                </div>
            </div>
            {shown(list, ({ items }) =>
                items.length === 0 ? nothing('Nobody yet', 'Invite the first person.') : (
                    <>
                        <div class="view-panel">{plainTable('People', columns, items, (person) => String(person.id))}</div>
                        <p class="quiet small page-after">{summary(items)}</p>
                    </>
                ), 8)}
            {dialogs()}
        </>
    );
}, { name: 'PeoplePage', props: { parameters: null } });

function summary(people: readonly Person[]): string {
    const without = people.filter((person) => !person.otp_enabled && !person.disabled && !person.invited).length;
    const second = without === 0 ? 'All who sign in use two-factor authentication.' : `${plural(without, 'person signs', 'people sign')} in without two-factor authentication.`;
    return `${plural(people.length, 'person', 'people')}. ${second}`;
}
