import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Concentration, HouseResult, ResultRow } from '../../api/shapes/risk';
import { adjust, place } from '../../app/router';
import { approximate, compact, decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { statistic } from '../../format/statistic';
import { tabs } from '../../widgets/filters';
import { copyRows } from '../../widgets/grid/Grid';
import { amount, panel, tile } from '../../widgets/marks';
import { plainTable } from '../../widgets/plainTable';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { concentrationColumns } from './concentrationColumns';
import { attributionColumns, Cut, resultColumns } from './resultColumns';

const cuts: readonly (readonly [Cut, string])[] = [['by_book', 'Book'], ['by_symbol', 'Symbol'], ['by_group', 'Group']];

/** The house's result of the day, where it comes from, and how much it hangs on few clients. */
export const ResultView = defineComponent<{}>(() => {
    const answer = useResource(() => '', (signal) => get<HouseResult>('/risk/result', { signal }));
    useInterval(5, () => {
        if (!answer.loading) answer.reload();
    });
    const cut = (): Cut => cuts.find(([key]) => key === place.query['cut'])?.[0] ?? 'by_book';
    return () =>
        shown(answer, (data) => (
            <>
                {data.total === null ? null : totals(data.total, data)}
                {tables(data, cut())}
                {(data.concentration ?? []).length === 0
                    ? null
                    : panel('Concentration', null, concentrations(data.concentration ?? []), 'view-panel panel-list')}
            </>
        ), 10);
}, { name: 'ResultView', props: {} });

function totals(total: ResultRow, data: HouseResult) {
    const why = reasonText(total.reason) || reasonText(data.reason) || 'not known';
    const figure = (label: string, value: string | number | null | undefined, note: string) =>
        value === undefined ? null : tile(
            label,
            value === null ? missing : <span title={decimal(value, { places: 2, signed: true })}>{amount(value, { places: 0 })}</span>,
            { note: value === null ? why : note },
        );
    return (
        <div class="tiles view-panel">
            {figure('Result of the day', total.pnl_usd, `USD, house${data.day ? `, ${data.day}` : ''}`)}
            {figure('Closed', total.closed_usd, 'USD, house')}
            {figure('Change of open P&L', total.floating_change_usd, 'USD, house')}
            {figure('Swaps', total.swap_usd, 'USD, house')}
            {figure('Commissions', total.commission_usd, 'USD, house')}
            {figure('Spread capture', total.spread_capture_usd, 'USD, fills against the mid')}
            {figure('Markout, 10 s', total.ten_seconds?.markout_usd, 'USD, with what the mid then did')}
            {tile('Turnover', <span class="number">{compact(total.turnover_usd)}</span>, {
                note: total.revenue_per_million === null
                    ? 'USD, opens and closes'
                    : `USD; ${statistic(total.revenue_per_million, 2, true)} USD for each million`,
            })}
        </div>
    );
}

function tables(data: HouseResult, cut: Cut) {
    const rows = [...data[cut] ?? []].sort((a, b) => Math.abs(approximate(b.pnl_usd) ?? 0) - Math.abs(approximate(a.pnl_usd) ?? 0));
    const columns = resultColumns(cut, rows);
    const fills = attributionColumns(cut);
    return (
        <>
            {panel(
                'Where it comes from',
                <>
                    {tabs('Cut by', cut, cuts, (value) => adjust({ cut: value === 'by_book' ? null : value }))}
                    <button type="button" class="button" disabled={rows.length === 0} onClick={() => copyRows(columns, rows)}>Copy as CSV</button>
                </>,
                rows.length === 0
                    ? nothing(
                        'Nothing today',
                        reasonText(data.reason) || 'No deal has been made and no open position has moved since the day began.',
                    )
                    : (
                        <>
                            {plainTable('Result', columns, rows, (row) => row.key)}
                            <p class="quiet small">
                                USD, house sign, of the UTC day. Payments, credits and bonuses are no result. Per million is USD of result for each
                                million of turnover, opens and closes counted.
                            </p>
                        </>
                    ),
                'view-panel panel-list',
            )}
            {rows.length === 0 ? null : panel(
                'What fills earned, and what prices then did',
                <button type="button" class="button" onClick={() => copyRows(fills, rows)}>Copy as CSV</button>,
                <>
                    {plainTable('Attribution of fills', fills, rows, (row) => row.key)}
                    <p class="quiet small">
                        USD, house sign. Spread is what clients paid over the mid at the deal; selection is what the mid did for them within ten and
                        sixty seconds; both together are the house’s markout, on fills whose mids are known. Stop losses, take profits and stop-outs
                        are left out, because nobody decided them at that moment.
                    </p>
                </>,
                'view-panel panel-list',
            )}
        </>
    );
}

/** Shares of all clients' gross positions. */
function concentrations(all: readonly Concentration[]) {
    return plainTable('Concentration', concentrationColumns, all, (row) => row.by);
}
