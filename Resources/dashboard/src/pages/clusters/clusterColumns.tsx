import { h } from 'vue';
import { Cluster, linkKinds } from '../../api/shapes/cluster';
import { count, probability, statistic } from '../../format/statistic';
import { decimal } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import type { Column } from '../../widgets/grid/column';
import { amount } from '../../widgets/marks';
import { figureColumn, textColumn } from '../../widgets/plainTable';

export const clusterColumns: readonly Column<Cluster>[] = [
    textColumn('id', 'Cluster', (row) => <strong class="number">{row.id}</strong>, (row) => String(row.id)),
    textColumn('kind', 'Kind', (row) => kindTitle(row.kind), (row) => row.kind),
    figureColumn('members', 'Accounts', '', (row) => <span class="number">{count(row.members.length)}</span>, (row) => String(row.members.length)),
    figureColumn(
        'net_usd',
        'Closed P&L',
        'USD, clients',
        (row) => <span title={reasonText(row.reason)}>{amount(row.net_usd, { places: 0 })}</span>,
        (row) => String(row.net_usd ?? ''),
    ),
    figureColumn(
        'exposure_usd',
        'Exposure',
        'USD, clients net',
        (row) => <span class="number" title={reasonText(row.reason)}>{decimal(row.exposure_usd, { places: 0, signed: true })}</span>,
        (row) => String(row.exposure_usd ?? ''),
    ),
    figureColumn(
        'similarity',
        'J',
        'of 1',
        (row) => <span class="number">{statistic(row.similarity, 2)}</span>,
        (row) => String(row.similarity ?? ''),
    ),
    figureColumn('p_value', 'p-value', '', (row) => <span class="number">{probability(row.p_value)}</span>, (row) => String(row.p_value ?? '')),
    textColumn(
        'since',
        'Since',
        (row) => <span class="number quiet">{moment(row.since).slice(0, 16)}</span>,
        (row) => row.since ?? '',
    ),
    textColumn(
        'note',
        'Note',
        (row) => row.hidden_concentration ? <span class="mark mark-warning">hidden concentration</span> : '',
        (row) => row.hidden_concentration ? 'hidden concentration' : '',
    ),
];

export function kindTitle(kind: string): string {
    return kind in linkKinds ? linkKinds[kind as keyof typeof linkKinds].title : readable(kind);
}
