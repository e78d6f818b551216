import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Page } from '../../api/shapes/common';
import type { FeedIncident } from '../../api/shapes/incident';
import type { PageProps } from '../../app/pages';
import { adjust, link, place } from '../../app/router';
import { approximate, compact } from '../../format/decimal';
import { count } from '../../format/statistic';
import { choice } from '../../widgets/filters';
import { copyRows } from '../../widgets/grid/Grid';
import { tile } from '../../widgets/marks';
import { plainTable } from '../../widgets/plainTable';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { incidentColumns, incidentKinds } from './incidentColumns';

const mostShown = 500;

/** Faults of the house's own prices. Whoever traded inside one is accused of nothing. */
export const page = defineComponent<PageProps>(() => {
    const list = useResource(() => '', (signal) => get<Page<FeedIncident>>('/feed-incidents', { query: { limit: mostShown }, signal }));
    useInterval(10, () => {
        if (!list.loading) list.reload();
    });
    const { kind, symbol } = { kind: () => place.query['kind'] ?? '', symbol: () => place.query['symbol'] ?? '' };
    const rows = (): readonly FeedIncident[] =>
        (list.data?.items ?? [])
            .filter((row) => (kind() === '' || row.kind === kind()) && (symbol() === '' || row.symbol === symbol()))
            .sort((a, b) => b.started_at.localeCompare(a.started_at));

    const content = (all: readonly FeedIncident[]) => {
        if (all.length === 0) {
            return nothing(
                'No incidents',
                'The prices that clients were given have not frozen, lagged, spiked or crossed. Lag and freezes need a reference feed to be seen.',
                <a class="button" href={link('/connections')}>Connections</a>,
            );
        }
        const found = rows();
        const loss = found.reduce((sum, row) => sum + (approximate(row.house_loss_usd) ?? 0), 0);
        return (
            <>
                <div class="tiles">
                    {tile('Incidents', <span class="number">{count(found.length)}</span>, {
                        note: all.length === mostShown ? 'the newest' : 'all that are kept',
                    })}
                    {tile('Going on now', <span class="number">{count(found.filter((row) => row.ended_at === null).length)}</span>, {
                        tone: found.some((row) => row.ended_at === null) ? 'critical' : undefined,
                        note: 'without an end yet',
                    })}
                    {tile('Deals inside', <span class="number">{count(found.reduce((sum, row) => sum + (row.deals ?? 0), 0))}</span>, {
                        note: 'left out of accusations',
                    })}
                    {tile('House result', <span class="number">{compact(-loss, true)}</span>, { note: 'USD, with deals inside; less than zero was lost' })}
                </div>
                <div class="view-panel">
                    {found.length === 0
                        ? nothing('None of these', 'No incident matches the filters.')
                        : plainTable('Feed incidents', incidentColumns, found, (row) => `${row.symbol} ${row.kind} ${row.started_at}`)}
                </div>
            </>
        );
    };
    return () => (
        <>
            <div class="page-head">
                <h1>Feed incidents</h1>
                <div class="page-actions">
                    {choice('Fault', kind(), [
                        ['', 'All faults'],
                        ...Object.entries(incidentKinds).map(([key, { title }]) => [key, title] as const),
                    ], (value) => adjust({ kind: value }))}
                    {choice('Symbol', symbol(), [['', 'All symbols'], ...symbols(list.data?.items ?? [])], (value) => adjust({ symbol: value }))}
                    <button type="button" class="button" disabled={rows().length === 0} onClick={() => copyRows(incidentColumns, rows())}>
                        Copy as CSV
                    </button>
                </div>
            </div>
            <p class="quiet small page-note">
                Faults of the house’s own prices. A client who gains inside one has not attacked anybody: such deals are left out of every
                accusation of latency trading.
            </p>
            {shown(list, (data) => content(data.items), 8)}
        </>
    );
}, { name: 'FeedPage', props: { parameters: null } });

function symbols(rows: readonly FeedIncident[]): readonly (readonly [string, string])[] {
    return [...new Set(rows.map((row) => row.symbol))].sort().map((symbol) => [symbol, symbol] as const);
}
