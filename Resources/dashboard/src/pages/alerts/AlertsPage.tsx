import { defineComponent, Fragment, h, nextTick, onBeforeUnmount, shallowReactive, watch } from 'vue';
import { get, post } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Alert, Outcome } from '../../api/shapes/alert';
import type { Page } from '../../api/shapes/common';
import { addKeys } from '../../app/keyboard';
import type { PageProps } from '../../app/pages';
import { adjust, link, place } from '../../app/router';
import { plural } from '../../format/statistic';
import { may } from '../../session/permissions';
import { liveAlerts, upsertAlert } from '../../stream/live';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { say } from '../../widgets/toasts';
import { alertDetail } from './alertDetail';
import { alertRow } from './alertRow';
import { CloseDialog } from './CloseDialog';
import { AlertFilter, alertFilters, matches } from './filter';
import { filterBar } from './filterBar';

const pageSize = 50;

/** The inbox. It can be worked through without leaving the keyboard. */
export const page = defineComponent<PageProps>(() => {
    const view = shallowReactive<{ items: readonly Alert[]; cursor: string | null; closing: Alert | null; busy: boolean }>({
        items: [],
        cursor: null,
        closing: null,
        busy: false,
    });
    const filter = (): AlertFilter => alertFilters(place.query);
    const list = useResource(
        () => JSON.stringify(filter()),
        (signal) => get<Page<Alert>>('/alerts', { query: { limit: pageSize, ...filter() }, signal }),
        'keep',
    );
    const single = useResource(() => place.query['id'] ?? '', async (signal) => {
        const id = place.query['id'];
        return id === undefined || view.items.some((alert) => String(alert.id) === id)
            ? null
            : get<Alert>(`/alerts/${encodeURIComponent(id)}`, { signal });
    });

    watch(() => list.data, (data) => Object.assign(view, { items: data?.items ?? [], cursor: data?.next_cursor ?? null }));
    // What comes over the stream is put into the list when it belongs there, and taken out when it no longer does.
    watch(() => liveAlerts.items, (items) => {
        if (list.data === null) return;
        const fresh = new Map(items.map((alert) => [String(alert.id), alert]));
        const kept = view.items.map((alert) => fresh.get(String(alert.id)) ?? alert);
        const known = new Set(kept.map((alert) => String(alert.id)));
        const selected = place.query['id'];
        const stays = (alert: Alert): boolean => matches(alert, filter()) || String(alert.id) === selected;
        view.items = [...items.filter((alert) => !known.has(String(alert.id)) && matches(alert, filter())), ...kept.filter(stays)];
    });

    const chosen = (): Alert | null => {
        const id = place.query['id'];
        if (id === undefined) return null;
        return view.items.find((alert) => String(alert.id) === id) ?? single.data;
    };
    const choose = async (alert: Alert | undefined): Promise<void> => {
        if (alert === undefined) return;
        adjust({ id: String(alert.id) });
        await nextTick();
        document.querySelector('.inbox-row.is-selected')?.scrollIntoView({ block: 'nearest' });
    };
    const act = async (alert: Alert, verb: 'acknowledge' | 'close', body: object, done: string): Promise<void> => {
        if (view.busy) return;
        view.busy = true;
        try {
            const answer = await post<Alert | undefined>(`/alerts/${encodeURIComponent(alert.id)}/${verb}`, { body });
            const changed: Alert = answer?.id === undefined ? { ...alert, state: verb === 'close' ? 'closed' : 'acknowledged' } : answer;
            upsertAlert(changed);
            view.items = view.items.map((other) => (String(other.id) === String(changed.id) ? changed : other));
            say(done);
        } catch (error) {
            say(Problem.of(error).message, 'failed');
        }
        view.busy = false;
    };
    const acknowledge = (alert: Alert): void => void act(alert, 'acknowledge', {}, 'Acknowledged');
    const close = (alert: Alert, outcome: Outcome, note: string): void => {
        view.closing = null;
        void act(alert, 'close', { outcome, note }, 'Closed');
    };
    const step = (by: 1 | -1): boolean => {
        const index = view.items.findIndex((alert) => String(alert.id) === place.query['id']);
        const target = index < 0 ? (by === 1 ? 0 : view.items.length - 1) : Math.max(0, Math.min(view.items.length - 1, index + by));
        void choose(view.items[target]);
        return true;
    };
    const pressed = (event: KeyboardEvent): boolean => {
        const alert = chosen();
        if (event.key === 'j') return step(1);
        if (event.key === 'k') return step(-1);
        if (alert === null) return false;
        if (event.key === 'Escape') adjust({ id: null });
        else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement)) {
            adjust({ id: null });
        } else if (event.key === 'a' && may('handle_alerts') && alert.state === 'open') acknowledge(alert);
        else if (event.key === 'c' && may('handle_alerts') && alert.state !== 'closed') view.closing = alert;
        else return false;
        return true;
    };
    onBeforeUnmount(addKeys(pressed));

    const loadMore = async (): Promise<void> => {
        try {
            const next = await get<Page<Alert>>('/alerts', { query: { limit: pageSize, cursor: view.cursor, ...filter() } });
            const known = new Set(view.items.map((alert) => String(alert.id)));
            Object.assign(view, {
                items: [...view.items, ...next.items.filter((alert) => !known.has(String(alert.id)))],
                cursor: next.next_cursor,
            });
        } catch (error) {
            say(Problem.of(error).message, 'failed');
        }
    };
    const rows = () =>
        view.items.length === 0
            ? nothing(
                'Nothing here',
                'No alert matches these filters.',
                <a class="button" href={link('/alerts', { state: 'all' })}>Show all alerts</a>,
            )
            : (
                <>
                    <ul class="inbox-list" aria-label="Alerts">
                        {view.items.map((alert) => alertRow(alert, String(alert.id) === place.query['id'], () => void choose(alert)))}
                    </ul>
                    {view.cursor ? <button type="button" class="button" onClick={() => void loadMore()}>Older alerts</button> : null}
                </>
            );
    const detail = () => {
        const alert = chosen();
        if (alert === null) {
            return (
                <div class="inbox-detail inbox-none">
                    <p class="quiet">
                        Choose an alert with <kbd>j</kbd> <kbd>k</kbd> or a click.
                    </p>
                </div>
            );
        }
        return alertDetail(alert, {
            mayWork: may('handle_alerts'),
            busy: view.busy,
            onAcknowledge: () => acknowledge(alert),
            onClose: () => {
                view.closing = alert;
            },
            onBack: () => adjust({ id: null }),
        });
    };

    return () => (
        <>
            <div class="page-head">
                <h1>Alerts</h1>
                <p class="quiet small" aria-live="polite">{plural(view.items.length, 'alert', 'alerts')}{view.cursor ? ' and more' : ''}</p>
            </div>
            {filterBar(place.query)}
            {shown(
                list,
                () => <div class={['inbox', chosen() !== null && 'has-detail']}>{<div class="inbox-side">{rows()}</div>}{detail()}</div>,
                8,
            )}
            {view.closing
                ? (
                    <CloseDialog
                        alert={view.closing}
                        onDismiss={() => {
                            view.closing = null;
                        }}
                        onDone={(outcome, note) => {
                            if (view.closing) close(view.closing, outcome, note);
                        }}
                    />
                )
                : null}
        </>
    );
}, { name: 'AlertsPage', props: { parameters: null } });
