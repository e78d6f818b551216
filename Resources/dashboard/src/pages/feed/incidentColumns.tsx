import { h } from 'vue';
import type { FeedIncident, IncidentKind } from '../../api/shapes/incident';
import { count, statistic } from '../../format/statistic';
import { decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { duration, moment } from '../../format/time';
import type { Column } from '../../widgets/grid/column';
import { amount } from '../../widgets/marks';
import { figureColumn, textColumn } from '../../widgets/plainTable';

export const incidentKinds: Readonly<Record<IncidentKind, { readonly title: string; readonly size: string }>> = {
    frozen: { title: 'Frozen', size: 'pips that the market moved' },
    lag: { title: 'Late', size: 'ms behind' },
    spike: { title: 'Spike', size: 'pips away' },
    crossed: { title: 'Crossed', size: 'points crossed' },
};

export const incidentColumns: readonly Column<FeedIncident>[] = [
    textColumn('symbol', 'Symbol', (row) => row.symbol, (row) => row.symbol),
    textColumn('kind', 'Fault', (row) => incidentKinds[row.kind]?.title ?? row.kind, (row) => row.kind),
    textColumn('started_at', 'From', (row) => <span class="number">{moment(row.started_at)}</span>, (row) => row.started_at),
    textColumn(
        'ended_at',
        'To',
        (row) => row.ended_at === null ? <span class="mark mark-critical">goes on</span> : <span class="number">{moment(row.ended_at)}</span>,
        (row) => row.ended_at ?? '',
    ),
    figureColumn('lasted', 'Lasted', '', (row) => <span class="number">{lasted(row)}</span>, (row) => lasted(row)),
    figureColumn('size', 'How large', '', (row) => <span class="number">{size(row)}</span>, (row) => String(row.size ?? '')),
    figureColumn('deals', 'Deals inside', '', (row) => <span class="number">{count(row.deals)}</span>, (row) => String(row.deals ?? '')),
    figureColumn(
        'house_loss_usd',
        'House result',
        'USD',
        (row) => <span title={reasonText(row.reason) || decimal(negative(row.house_loss_usd))}>{amount(negative(row.house_loss_usd), { places: 0 })}</span>,
        (row) => String(negative(row.house_loss_usd) ?? ''),
    ),
];

function lasted(row: FeedIncident): string {
    if (row.ended_at === null) return missing;
    return duration((Date.parse(row.ended_at) - Date.parse(row.started_at)) / 1000);
}

function size(row: FeedIncident): string {
    if (row.size === null) return missing;
    return `${statistic(row.size, row.kind === 'lag' ? 0 : 1)} ${incidentKinds[row.kind]?.size ?? ''}`;
}

/** A loss of the house is shown as a negative amount, like every amount of the house's side. */
function negative(loss: string | number | null): string | number | null {
    if (loss === null) return null;
    if (typeof loss === 'number') return -loss;
    return loss.startsWith('-') ? loss.slice(1) : `-${loss}`;
}
