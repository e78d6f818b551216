import { h } from 'vue';
import { Cluster, linkKinds } from '../../api/shapes/cluster';
import { count, percent } from '../../format/statistic';
import { decimal } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import type { Column } from '../../widgets/grid/column';
import { amount } from '../../widgets/marks';
import { figureColumn, textColumn } from '../../widgets/plainTable';
import { likenessColumns } from './likenessColumns';

export const clusterColumns: readonly Column<Cluster>[] = [
    textColumn('id', 'Cluster', (row) => <strong class="number">{row.id}</strong>, (row) => String(row.id)),
    textColumn('kind', 'Kind', (row) => kindTitle(row.kind), (row) => row.kind),
    figureColumn('members', 'Accounts', '', (row) => <span class="number">{count(row.members.length)}</span>, (row) => String(row.members.length)),
    money('result_usd', 'Closed P&L', true),
    money('net_usd', 'Net', false),
    money('exposure_usd', 'Gross', false),
    figureColumn(
        'edge',
        'Has an edge',
        '',
        (row) => <span class="number">{percent(row.edge_probability, 1)}</span>,
        (row) => String(row.edge_probability ?? ''),
    ),
    ...likenessColumns(),
    textColumn(
        'since',
        'Since',
        (row) => <span class="number quiet">{moment(row.since).slice(0, 16)}</span>,
        (row) => row.since ?? '',
    ),
    textColumn(
        'note',
        'Note',
        (row) => row.hidden_concentration ? <span class="mark mark-warning">{hiddenWords(row)}</span> : '',
        hiddenWords,
    ),
];

/** Clusters of two kinds may have the same smallest member. */
export function clusterKey({ kind, id }: Cluster): string {
    return `${kind}-${id}`;
}

export function kindTitle(kind: string): string {
    return kind in linkKinds ? linkKinds[kind as keyof typeof linkKinds].title : readable(kind);
}

function hiddenWords({ hidden_concentration: hidden }: Cluster): string {
    return hidden ? `${percent(hidden.share)} of ${hidden.symbol}` : '';
}

function money(key: 'result_usd' | 'net_usd' | 'exposure_usd', title: string, isProfit: boolean): Column<Cluster> {
    return figureColumn(
        key,
        title,
        'USD, clients',
        (row) => (
            <span title={reasonText(row.reason)}>
                {isProfit
                    ? amount(row[key], { places: 0 })
                    : <span class="number">{decimal(row[key], { places: 0, signed: key === 'net_usd' })}</span>}
            </span>
        ),
        (row) => String(row[key] ?? ''),
    );
}
