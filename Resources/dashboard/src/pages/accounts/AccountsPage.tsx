import { defineComponent, Fragment, h, onBeforeUnmount, shallowReactive, watch } from 'vue';
import { get } from '../../api/client';
import type { Account } from '../../api/shapes/account';
import type { Page } from '../../api/shapes/common';
import type { PageProps } from '../../app/pages';
import { adjust, go, link, place } from '../../app/router';
import { plural } from '../../format/statistic';
import { listenToAccounts } from '../../stream/live';
import { copyRows, gridOf } from '../../widgets/grid/Grid';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { accountColumns } from './columns';
import { filterBar } from './filterBar';
import { isOrdered, precedence } from './ordering';

const pageSize = 50;
const Grid = gridOf<Account>();

/** All accounts, a page at a time; figures change in place, places only when nobody is looking at the table. */
export const page = defineComponent<PageProps>(() => {
    const view = shallowReactive<{ rows: readonly Account[]; engaged: boolean; waiting: ReadonlySet<string>; earlier: readonly string[] }>({
        rows: [],
        engaged: false,
        waiting: new Set(),
        earlier: [],
    });
    const sort = (): string => place.query['sort'] ?? '-risk_score';
    const filters = () => {
        const { q, band, book, connection_id: connection } = place.query;
        return { q, band, book, connection_id: connection };
    };
    const list = useResource(
        () => JSON.stringify([sort(), filters(), place.query['cursor']]),
        (signal) =>
            get<Page<Account>>('/accounts', { query: { limit: pageSize, sort: sort(), cursor: place.query['cursor'], ...filters() }, signal }),
        'keep',
    );

    watch(() => list.data, (data) => {
        view.rows = data?.items ?? [];
        view.waiting = new Set();
    });
    // A change of order or filter begins again at the first page.
    watch(() => JSON.stringify([sort(), filters()]), () => {
        view.earlier = [];
    });

    const changed = (accounts: readonly Account[]): void => {
        const fresh = new Map(accounts.map((account) => [String(account.id), account]));
        view.rows = view.rows.map((row) => {
            const change = fresh.get(String(row.id));
            fresh.delete(String(row.id));
            return change === undefined ? row : { ...row, ...change };
        });
        const waiting = new Set(view.waiting);
        const last = view.rows[view.rows.length - 1];
        const whole = place.query['cursor'] === undefined && Object.values(filters()).every((value) => !value);
        for (const account of fresh.values()) {
            // Elsewhere in the list, but it would now stand on this page.
            if (whole && last !== undefined && (view.rows.length < pageSize || precedence(account, last, sort()) < 0)) {
                waiting.add(String(account.id));
            }
        }
        view.waiting = waiting;
    };
    onBeforeUnmount(listenToAccounts(changed));

    const outOfPlace = (): number => view.waiting.size + (isOrdered(view.rows, sort()) ? 0 : 1);
    useInterval(5, () => {
        if (!view.engaged && outOfPlace() > 0 && !list.loading) list.reload();
    });

    const next = (): void => {
        const cursor = list.data?.next_cursor;
        if (!cursor) return;
        view.earlier = [...view.earlier, place.query['cursor'] ?? ''];
        adjust({ cursor }, 'step');
    };
    const previous = (): void => {
        const cursor = view.earlier[view.earlier.length - 1] ?? '';
        view.earlier = view.earlier.slice(0, -1);
        adjust({ cursor }, 'step');
    };

    const empty = () => {
        const filtered = Object.values(filters()).some(Boolean);
        return filtered
            ? nothing(
                'No account matches',
                'Take away a filter, or search for a part of the number or name.',
                <a class="button" href={link('/accounts')}>Show all accounts</a>,
            )
            : nothing(
                'No accounts yet',
                'Accounts appear as soon as a trading server is connected or a statement is imported.',
                <a class="button" href={link('/connections')}>Connect a server</a>,
            );
    };
    const pager = () => (
        <div class="pager">
            <span class="quiet small">{plural(view.rows.length, 'account', 'accounts')} on this page</span>
            <button type="button" class="button" disabled={!place.query['cursor']} onClick={previous}>
                {view.earlier.length > 0 ? 'Previous' : 'First page'}
            </button>
            <button type="button" class="button" disabled={!list.data?.next_cursor} onClick={next}>Next</button>
        </div>
    );

    return () => (
        <>
            <div class="page-head">
                <h1>Accounts</h1>
                <div class="page-actions">
                    {outOfPlace() > 0
                        ? <button type="button" class="button button-notice" onClick={list.reload}>Order has changed, apply</button>
                        : null}
                    <button type="button" class="button" disabled={view.rows.length === 0} onClick={() => copyRows(accountColumns, view.rows)}>
                        Copy as CSV
                    </button>
                </div>
            </div>
            {filterBar()}
            {shown(list, () =>
                view.rows.length === 0 ? empty() : (
                    <>
                        <Grid
                            label="Accounts"
                            columns={accountColumns}
                            rows={view.rows}
                            rowKey={(account) => String(account.id)}
                            sort={sort()}
                            onSort={(value) => adjust({ sort: value, cursor: null })}
                            onOpen={(account) => go(`/accounts/${account.id}`)}
                            onEngaged={(engaged) => {
                                view.engaged = engaged;
                            }}
                        />
                        {pager()}
                    </>
                ), 12)}
        </>
    );
}, { name: 'AccountsPage', props: { parameters: null } });
