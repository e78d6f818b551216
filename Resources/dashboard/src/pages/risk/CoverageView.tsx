import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Coverage, CoverageRow, UnmatchedTicket } from '../../api/shapes/risk';
import { link } from '../../app/router';
import { approximate, decimal, missing, sign } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { percent, plural } from '../../format/statistic';
import { duration, moment, since } from '../../format/time';
import { readable } from '../../format/words';
import { clock } from '../../stream/live';
import { copyRows } from '../../widgets/grid/Grid';
import type { Column } from '../../widgets/grid/column';
import { panel, severityMark } from '../../widgets/marks';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';

/** Ages after which a break is a warning and critical, in seconds (risk-domain 2.8). */
const ages = { warning: 60, critical: 300 };

/** A wrong set-up breaks every ticket there is; a page of thousands of rows would help nobody to find out why. */
const mostTickets = 100;

/** Whether what was covered is covered: clients of book A against the liquidity provider, and the breaks between them. */
export const CoverageView = defineComponent<{}>(() => {
    const answer = useResource(() => '', (signal) => get<Coverage>('/risk/coverage', { signal }));
    useInterval(5, () => {
        if (!answer.loading) answer.reload();
    });
    return () => shown(answer, draw, 8);
}, { name: 'CoverageView', props: {} });

function draw(data: Coverage) {
    const rows = [...data.items].sort((a, b) => Math.abs(approximate(b.break_usd) ?? 0) - Math.abs(approximate(a.break_usd) ?? 0));
    const tickets = data.tickets ?? [];
    return (
        <>
            {panel(
                'Clients of book A against the liquidity provider',
                rows.length > 0 ? <button type="button" class="button" onClick={() => copyRows(columns, rows)}>Copy as CSV</button> : null,
                rows.length === 0
                    ? nothing(
                        'Nothing is covered',
                        reasonText(data.reason) ||
                            'No account is in book A and no fill of a liquidity provider has come in, so there is nothing to reconcile.',
                    )
                    : plainTable('Coverage by symbol', columns, rows, (row) => row.symbol),
                'view-panel panel-list',
            )}
            {rows.length === 0 && tickets.length === 0 ? null : panel(
                'Tickets without their other half',
                tickets.length > 0
                    ? <button type="button" class="button" onClick={() => copyRows(ticketColumns, tickets)}>Copy as CSV</button>
                    : null,
                tickets.length === 0 ? nothing('None', 'Every covered deal has its fill, with the same side and size.') : (
                    <>
                        <p class="quiet small">
                            {plural(tickets.length, 'ticket', 'tickets')}
                            {tickets.length > mostTickets ? `, of which the first ${mostTickets} are shown; the copy has all` : ''}
                        </p>
                        {plainTable('Unmatched tickets', ticketColumns, tickets.slice(0, mostTickets), (row) =>
                            `${row.kind} ${row.deal ?? ''} ${row.fill ?? ''}`)}
                    </>
                ),
                'view-panel panel-list',
            )}
        </>
    );
}

const lots = (value: string | null) => <span class="number">{decimal(value, { places: 2, signed: true })}</span>;

const columns: readonly Column<CoverageRow>[] = [
    textColumn('symbol', 'Symbol', (row) => row.symbol, (row) => row.symbol),
    figureColumn('client', 'Clients net', 'lots', (row) => lots(row.client_lots), (row) => row.client_lots ?? ''),
    figureColumn('lp', 'Provider net', 'lots', (row) => lots(row.lp_lots), (row) => row.lp_lots ?? ''),
    figureColumn('coverage', 'Covered', '', (row) => <span class="number">{percent(row.coverage, 1)}</span>, (row) => String(row.coverage ?? '')),
    figureColumn('break', 'Break', 'lots', (row) => lots(row.break_lots), (row) => row.break_lots ?? ''),
    figureColumn(
        'break_usd',
        'Break',
        'USD',
        (row) => <span class="number" title={reasonText(row.reason)}>{decimal(row.break_usd, { places: 0, signed: true })}</span>,
        (row) => String(row.break_usd ?? ''),
    ),
    textColumn('age', 'Open for', (row) => age(row.since), (row) => row.since ?? ''),
    textColumn('severity', 'State', (row) => state(row), (row) => row.severity ?? ''),
];

const ticketColumns: readonly Column<UnmatchedTicket>[] = [
    textColumn('kind', 'What is missing', (row) => readable(row.kind), (row) => row.kind),
    textColumn('symbol', 'Symbol', (row) => row.symbol ?? missing, (row) => row.symbol ?? ''),
    textColumn('ticket', 'Ticket', (row) => ticket(row), (row) => String(row.deal ?? row.fill ?? '')),
    figureColumn('lots', 'Size', 'lots', (row) => <span class="number">{decimal(row.lots, { places: 2 })}</span>, (row) => row.lots ?? ''),
    textColumn('since', 'Since', (row) => <span class="number quiet">{moment(row.since)}</span>, (row) => row.since ?? ''),
    textColumn('detail', 'Detail', (row) => <span class="prose">{row.detail ?? ''}</span>, (row) => row.detail ?? ''),
];

function ticket(row: UnmatchedTicket) {
    if (row.deal != null && row.account_id != null) {
        const place = link(`/accounts/${row.account_id}`, { deals: String(row.deal), why: readable(row.kind) });
        return <a class="number" href={place}>deal {row.deal}</a>;
    }
    return <span class="number">{row.deal != null ? `deal ${row.deal}` : row.fill != null ? `fill ${row.fill}` : missing}</span>;
}

function age(from: string | null) {
    return <span class="number" title={moment(from)}>{from === null ? '' : since(from, clock.now)}</span>;
}

function state(row: CoverageRow) {
    const seconds = row.since === null ? 0 : (clock.now - Date.parse(row.since)) / 1000;
    if (row.severity) return severityMark(row.severity);
    if (row.since === null) return <span class="quiet">{sign(row.break_lots) === 0 ? 'no break' : 'within tolerance'}</span>;
    if (seconds >= ages.critical) return severityMark('critical');
    if (seconds >= ages.warning) return severityMark('warning');
    return <span class="quiet">settling, under {duration(ages.warning)}</span>;
}
