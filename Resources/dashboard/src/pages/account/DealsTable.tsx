import { defineComponent, Fragment, h, shallowReactive, watch } from 'vue';
import { get } from '../../api/client';
import { Problem } from '../../api/Problem';
import type { Deal } from '../../api/shapes/account';
import type { Page } from '../../api/shapes/common';
import { adjust, place } from '../../app/router';
import { decimal } from '../../format/decimal';
import { plural } from '../../format/statistic';
import { moment } from '../../format/time';
import { dealReason, readable } from '../../format/words';
import { copyRows, gridOf } from '../../widgets/grid/Grid';
import type { Column } from '../../widgets/grid/column';
import { amount, panel } from '../../widgets/marks';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { say } from '../../widgets/toasts';

interface DealsTableProps {
    readonly path: string;
    readonly deals: number;
}

const pageSize = 50;
/** So many ids fit into an address; a longer proof is cut, and the page says so. */
const mostIDs = 200;
const Grid = gridOf<Deal>();

const columns: readonly Column<Deal>[] = [
    { key: 'time', title: 'Time', text: (deal) => deal.time, cell: (deal) => <span class="number">{moment(deal.time)}</span> },
    { key: 'deal', title: 'Deal', text: (deal) => String(deal.deal), cell: (deal) => <span class="number">{deal.deal}</span> },
    { key: 'symbol', title: 'Symbol', text: (deal) => deal.symbol ?? '', cell: (deal) => <strong>{deal.symbol ?? ''}</strong> },
    {
        key: 'action',
        title: 'Action',
        text: (deal) => deal.action,
        cell: (deal) => (
            <span>
                {readable(deal.action)}
                {deal.deleted_at
                    ? <span class="quiet" title={`Deleted on the server, noticed ${moment(deal.deleted_at)}`}>{' (deleted)'}</span>
                    : null}
            </span>
        ),
    },
    { key: 'entry', title: 'Entry', text: (deal) => deal.entry ?? '', cell: (deal) => readable(deal.entry) },
    { key: 'reason', title: 'Reason', text: (deal) => deal.reason ?? '', cell: (deal) => <span class="quiet">{dealReason(deal.reason)}</span> },
    {
        key: 'volume',
        title: 'Volume',
        unit: 'lots',
        align: 'end',
        text: (deal) => deal.volume ?? '',
        cell: (deal) => <span class="number">{decimal(deal.volume, { places: 2 })}</span>,
    },
    {
        key: 'price',
        title: 'Price',
        align: 'end',
        text: (deal) => deal.price ?? '',
        cell: (deal) => <span class="number">{decimal(deal.price)}</span>,
    },
    { key: 'profit', title: 'Profit', unit: 'client', align: 'end', text: (deal) => deal.profit ?? '', cell: (deal) => amount(deal.profit) },
    { key: 'swap', title: 'Swap', align: 'end', wideOnly: true, text: (deal) => deal.swap ?? '', cell: (deal) => amount(deal.swap) },
    {
        key: 'commission',
        title: 'Commission',
        align: 'end',
        wideOnly: true,
        text: (deal) => deal.commission ?? '',
        cell: (deal) => amount(deal.commission),
    },
    { key: 'fee', title: 'Fee', align: 'end', wideOnly: true, text: (deal) => deal.fee ?? '', cell: (deal) => amount(deal.fee) },
    {
        key: 'position',
        title: 'Position',
        align: 'end',
        wideOnly: true,
        text: (deal) => String(deal.position ?? ''),
        cell: (deal) => <span class="number quiet">{deal.position ?? ''}</span>,
    },
    {
        key: 'comment',
        title: 'Comment',
        wideOnly: true,
        text: (deal) => deal.comment ?? '',
        cell: (deal) => <span class="clip quiet">{deal.comment ?? ''}</span>,
    },
];

/** The account's deals, newest first, or just those that prove a reason or an alert. */
export const DealsTable = defineComponent<DealsTableProps>((props) => {
    const ids = (): readonly string[] => (place.query['deals'] ?? '').split(',').filter(Boolean);
    const chosen = (): string => ids().slice(0, mostIDs).join(',');
    const more = shallowReactive<{ rows: readonly Deal[]; cursor: string | null; loading: boolean }>({ rows: [], cursor: null, loading: false });
    const fetchPage = (cursor: string | null, signal?: AbortSignal): Promise<Page<Deal>> =>
        get<Page<Deal>>(`${props.path}/deals`, { query: { limit: pageSize, cursor, ids: chosen() }, ...(signal ? { signal } : {}) });
    const list = useResource(chosen, (signal) => fetchPage(null, signal));
    watch(() => list.data, (data) => Object.assign(more, { rows: data?.items ?? [], cursor: data?.next_cursor ?? null }));
    // New deals come in at the top only while the first page is all that is shown; else the reader would lose the place.
    watch(() => props.deals, () => {
        if (more.rows.length <= pageSize && ids().length === 0) list.reload();
    });

    const loadMore = async (): Promise<void> => {
        more.loading = true;
        try {
            const next = await fetchPage(more.cursor);
            Object.assign(more, { rows: [...more.rows, ...next.items], cursor: next.next_cursor });
        } catch (error) {
            say(Problem.of(error).message, 'failed');
        }
        more.loading = false;
    };
    const filterNote = () => {
        const named = ids().length;
        return named === 0 || list.data === null ? null : (
            <p class="notice notice-info">
                Only {plural(more.rows.length, 'deal', 'deals')}{' '}
                of this account behind “{place.query['why'] ?? 'the evidence'}”{more.rows.length < named ? `, of ${named} named there` : ''}.{' '}
                <button type="button" class="link" onClick={() => adjust({ deals: null, why: null })}>Show all deals</button>
            </p>
        );
    };

    return () => (
        <div id="deals">
            {panel(
                'Deals',
                more.rows.length > 0
                    ? (
                        <button
                            type="button"
                            class="button"
                            onClick={() => copyRows(columns, more.rows)}
                        >
                            Copy as CSV
                        </button>
                    )
                    : null,
                (
                    <>
                        {filterNote()}
                        {shown(list, () =>
                            more.rows.length === 0 ? nothing('No deals', 'Nothing has been traded on this account.') : (
                                <>
                                    <Grid label="Deals" columns={columns} rows={more.rows} rowKey={(deal) => String(deal.id)} />
                                    {more.cursor
                                        ? (
                                            <button type="button" class="button" disabled={more.loading} onClick={() => void loadMore()}>
                                                {more.loading ? 'Loading…' : 'Older deals'}
                                            </button>
                                        )
                                        : null}
                                </>
                            ), 6)}
                    </>
                ),
            )}
        </div>
    );
}, { name: 'DealsTable', props: { path: null, deals: null } });
