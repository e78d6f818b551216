import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Execution, ExecutionRow } from '../../api/shapes/risk';
import { missing } from '../../format/decimal';
import { count, percent, probability, statistic } from '../../format/statistic';
import { copyRows } from '../../widgets/grid/Grid';
import type { Column } from '../../widgets/grid/column';
import { panel } from '../../widgets/marks';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';

/** From so small a p-value, and so many fills with slippage, it is no accident (risk-domain 9, CO2). */
const unfair = { p: 1e-4, fills: 200 };

/** Whether clients are slipped as often one way as the other. */
export const ExecutionView = defineComponent<{}>(() => {
    const answer = useResource(() => '', (signal) => get<Execution>('/risk/execution', { signal }));
    useInterval(30, () => {
        if (!answer.loading) answer.reload();
    });
    return () => shown(answer, draw, 8);
}, { name: 'ExecutionView', props: {} });

function draw({ total, items }: Execution) {
    const rows = total.fills === 0 ? [] : [total, ...items];
    return panel(
        'Fills against the price asked for',
        rows.length > 0 ? <button type="button" class="button" onClick={() => copyRows(columns, rows)}>Copy as CSV</button> : null,
        rows.length === 0 ? nothing('No fills to compare', 'Slippage needs deals that state the price that was asked for; none has come in.') : (
            <>
                {plainTable('Execution fairness', columns, rows, nameOf)}
                <p class="quiet small">
                    Better is better for the client. Fair execution slips both ways alike; the sign test says how likely so uneven a split would be
                    if it were. A small p-value with more worse fills than better ones is what a regulator asks about first.
                </p>
            </>
        ),
        'view-panel panel-list',
    );
}

const columns: readonly Column<ExecutionRow>[] = [
    textColumn('of', 'Fills of', nameOf, nameOf),
    figureColumn('fills', 'Fills', '', (row) => <span class="number">{count(row.fills)}</span>, (row) => String(row.fills)),
    textColumn('split', 'Better · same · worse', (row) => split(row), (row) => `${row.better} ${row.same} ${row.worse}`),
    figureColumn('better', 'Better', '', (row) => <span class="number">{count(row.better)}</span>, (row) => String(row.better)),
    figureColumn('worse', 'Worse', '', (row) => <span class="number">{count(row.worse)}</span>, (row) => String(row.worse)),
    figureColumn('share', 'Better share', '95 %', (row) => <span class="number">{share(row)}</span>, share),
    figureColumn(
        'mean',
        'Mean',
        'bps, client',
        (row) => <span class="number">{statistic(row.mean_bps, 3, true)}</span>,
        (row) => String(row.mean_bps ?? ''),
    ),
    figureColumn('p', 'p-value', '', (row) => <span class="number">{probability(row.p_value)}</span>, (row) => String(row.p_value ?? '')),
    textColumn(
        'verdict',
        'Verdict',
        (row) => <span class={['mark', `mark-${verdict(row).tone}`]}>{verdict(row).words}</span>,
        (row) => verdict(row).words,
    ),
];

function nameOf({ symbol, side }: ExecutionRow): string {
    return symbol === null ? 'All clients’ own orders' : `${symbol}${side === null ? '' : `, ${side}`}`;
}

function share({ better_share: range }: ExecutionRow): string {
    return range === null ? missing : `${percent(range[0])} to ${percent(range[1])}`;
}

function split(row: ExecutionRow) {
    const part = (number: number): string => `${row.fills === 0 ? 0 : (number / row.fills) * 100}%`;
    const words = `${percent(row.better / Math.max(1, row.fills))} better, ${percent(row.worse / Math.max(1, row.fills))} worse`;
    return (
        <span class="split" role="img" aria-label={words}>
            <span class="split-better" style={{ width: part(row.better) }} />
            <span class="split-same" style={{ width: part(row.same) }} />
            <span class="split-worse" style={{ width: part(row.worse) }} />
        </span>
    );
}

function verdict(row: ExecutionRow): { readonly words: string; readonly tone: 'none' | 'link-live' | 'critical' | 'warning' } {
    if (row.p_value === null || row.better + row.worse < unfair.fills) return { words: 'too few fills that slipped', tone: 'none' };
    if (row.p_value >= unfair.p) return { words: 'even', tone: 'link-live' };
    return row.worse > row.better ? { words: 'one way, against clients', tone: 'critical' } : { words: 'one way, for clients', tone: 'warning' };
}
