import { defineComponent, Fragment, h, shallowReactive } from 'vue';
import { get, remove } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Page } from '../../api/shapes/common';
import type { SignInRecord } from '../../api/shapes/person';
import { plural } from '../../format/statistic';
import { moment } from '../../format/time';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { panel } from '../../widgets/marks';
import { plainTable, textColumn } from '../../widgets/plainTable';
import { useResource } from '../../widgets/resource';
import { shown } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import { browserName } from './userAgent';

/** Where one is signed in. Each can be ended by itself; signing in again undoes it. */
export const SignInsPanel = defineComponent<{}>(() => {
    const list = useResource(() => 'sessions', (signal) => get<Page<SignInRecord>>('/me/sessions', { signal }));
    const view = shallowReactive<{ ending: string | null; asked: boolean }>({ ending: null, asked: false });
    const end = async (record: SignInRecord): Promise<void> => {
        view.ending = String(record.id);
        try {
            await remove(`/me/sessions/${encodeURIComponent(record.id)}`);
            say(`${browserName(record.user_agent)} signed out`);
            list.reload();
        } catch (error) {
            say(Problem.of(error).message, 'failed');
        }
        view.ending = null;
    };
    const columns = () => [
        textColumn<SignInRecord>('agent', 'Where', (record) => (
            <span class="two-lines" title={record.user_agent}>
                <span>{browserName(record.user_agent)}</span>
                <span class="quiet number">{record.address}</span>
            </span>
        ), (record) => record.user_agent),
        textColumn<SignInRecord>('last', 'Last used', (record) => (
            <span class="number">{moment(record.last_used_at ?? record.created_at)}</span>
        ), (record) => record.last_used_at ?? ''),
        { ...textColumn<SignInRecord>('since', 'Since', (record) => <span class="number">{moment(record.created_at)}</span>, (record) => record.created_at), wideOnly: true },
        textColumn<SignInRecord>('act', 'Action', (record) =>
            record.current ? <span class="mark mark-link-live">this one</span> : (
                <button
                    type="button"
                    class="button button-small"
                    disabled={view.ending === String(record.id)}
                    aria-label={`End the sign-in of ${browserName(record.user_agent)} at ${record.address}`}
                    onClick={() => void end(record)}
                >
                    End
                </button>
            ), () => ''),
    ];
    const others = (): number => (list.data?.items ?? []).filter((record) => !record.current).length;
    return () => (
        <>
            {panel(
                'Where you are signed in',
                others() > 0
                    ? (
                        <button
                            type="button"
                            class="button"
                            onClick={() => {
                                view.asked = true;
                            }}
                        >
                            End all others…
                        </button>
                    )
                    : null,
                shown(list, ({ items }) => plainTable('Sign-ins', columns(), items, (record) => String(record.id)), 3),
            )}
            {view.asked
                ? (
                    <ConfirmDialog
                        title={`End ${plural(others(), 'other sign-in', 'other sign-ins')}?`}
                        act="End them"
                        onDismiss={() => {
                            view.asked = false;
                        }}
                        run={async () => {
                            await remove('/me/sessions');
                            say('All other sign-ins have ended');
                            list.reload();
                        }}
                    >
                        <p>Every other browser in which you are signed in asks for the password again. This one stays.</p>
                    </ConfirmDialog>
                )
                : null}
        </>
    );
}, { name: 'SignInsPanel', props: {} });
