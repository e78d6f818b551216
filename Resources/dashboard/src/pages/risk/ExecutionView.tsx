import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Execution, ExecutionRow } from '../../api/shapes/risk';
import { reasonText } from '../../format/reasons';
import { count, percent, probability, statistic } from '../../format/statistic';
import { copyRows } from '../../widgets/grid/Grid';
import type { Column } from '../../widgets/grid/column';
import { amount, panel } from '../../widgets/marks';
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
    return () =>
        shown(answer, (data) =>
            panel(
                'Fills against the price asked for',
                data.items.length > 0
                    ? <button type="button" class="button" onClick={() => copyRows(columns, data.items)}>Copy as CSV</button>
                    : null,
                data.items.length === 0
                    ? nothing(
                        'No fills to compare',
                        reasonText(data.reason) || 'Slippage needs the price that was asked for, which the deals do not state.',
                    )
                    : (
                        <>
                            {plainTable('Execution fairness', columns, data.items, (row) => row.key)}
                            <p class="quiet small">
                                Positive slippage is in the client’s favour. Fair execution slips both ways alike; the sign test says how likely so
                                uneven a split would be if it were. A small p-value with more negative than positive is what a regulator asks about
                                first.
                            </p>
                        </>
                    ),
                'view-panel panel-list',
            ), 8);
}, { name: 'ExecutionView', props: {} });

const columns: readonly Column<ExecutionRow>[] = [
    textColumn('key', 'Fills of', (row) => row.key, (row) => row.key),
    figureColumn('fills', 'Fills', '', (row) => <span class="number">{count(row.fills)}</span>, (row) => String(row.fills)),
    textColumn('split', 'Better · same · worse', (row) => split(row), (row) => `${row.positive} ${row.zero} ${row.negative}`),
    figureColumn('positive', 'Better', '', (row) => <span class="number">{count(row.positive)}</span>, (row) => String(row.positive)),
    figureColumn('negative', 'Worse', '', (row) => <span class="number">{count(row.negative)}</span>, (row) => String(row.negative)),
    figureColumn(
        'mean',
        'Mean',
        'points',
        (row) => <span class="number">{statistic(row.mean_points, 2, true)}</span>,
        (row) => String(row.mean_points ?? ''),
    ),
    figureColumn('usd', 'Effect', 'USD, client', (row) => amount(row.mean_usd, { places: 2 }), (row) => String(row.mean_usd ?? '')),
    figureColumn(
        'p',
        'p-value',
        '',
        (row) => <span class="number" title={reasonText(row.reason)}>{probability(row.p_value)}</span>,
        (row) => String(row.p_value ?? ''),
    ),
    textColumn('verdict', 'Verdict', (row) => verdict(row), (row) => (row.p_value === null ? '' : String(row.p_value < unfair.p))),
];

function split(row: ExecutionRow) {
    const part = (number: number): string => `${row.fills === 0 ? 0 : (number / row.fills) * 100}%`;
    const words = `${percent(row.positive / Math.max(1, row.fills))} better, ${percent(row.negative / Math.max(1, row.fills))} worse`;
    return (
        <span class="split" role="img" aria-label={words}>
            <span class="split-better" style={{ width: part(row.positive) }} />
            <span class="split-same" style={{ width: part(row.zero) }} />
            <span class="split-worse" style={{ width: part(row.negative) }} />
        </span>
    );
}

function verdict(row: ExecutionRow) {
    if (row.p_value === null || row.positive + row.negative < unfair.fills) return <span class="quiet">not enough fills with slippage</span>;
    if (row.p_value >= unfair.p) return <span class="mark mark-link-live">even</span>;
    return row.negative > row.positive
        ? <span class="mark mark-critical">one way, against clients</span>
        : <span class="mark mark-warning">one way, for clients</span>;
}
