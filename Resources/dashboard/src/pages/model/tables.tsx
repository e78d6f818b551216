import { h } from 'vue';
import type { Content } from 'vue';
import type { ChampionChange, Drift, ModelCard, ModelRecord, RulePrecision } from '../../api/shapes/model';
import { link } from '../../app/router';
import { reasonText } from '../../format/reasons';
import { count, percent, statistic } from '../../format/statistic';
import { duration } from '../../format/time';
import { readable } from '../../format/words';
import type { Column } from '../../widgets/grid/column';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { nothing } from '../../widgets/states';
import { ruleTitle } from '../alerts/rules';
import { modelTitle } from './aucPicture';

const number = (value: number | null | undefined, places: number, signed = false) => <span class="number">{statistic(value, places, signed)}</span>;

export const recordColumns: readonly Column<ModelRecord>[] = [
    textColumn('month', 'Month', (row) => <span class="number">{row.month}</span>, (row) => row.month),
    textColumn('model', 'Model', (row) => modelTitle(row.model), (row) => row.model),
    figureColumn('n', 'Trades', '', (row) => <span class="number">{count(row.n)}</span>, (row) => String(row.n)),
    figureColumn('base', 'Toxic', '', (row) => <span class="number">{percent(row.base_rate, 1)}</span>, (row) => String(row.base_rate ?? '')),
    figureColumn('auc', 'AUC', '', (row) => auc(row), (row) => String(row.auc ?? '')),
    figureColumn('brier', 'Brier', '', (row) => number(row.brier, 4), (row) => String(row.brier ?? '')),
    figureColumn('loss', 'Log loss', '', (row) => number(row.log_loss, 4), (row) => String(row.log_loss ?? '')),
    figureColumn('money', 'Acting on it', 'bps', (row) => number(row.money, 2, true), (row) => String(row.money ?? '')),
];

function auc(row: ModelRecord) {
    const range = row.auc_low == null || row.auc_high == null ? '' : ` (${statistic(row.auc_low, 3)}–${statistic(row.auc_high, 3)})`;
    return (
        <span class="number" title={reasonText(row.reason)}>
            {statistic(row.auc, 3)}
            <span class="quiet">{range}</span>
        </span>
    );
}

/** Which model serves, and how each came to do so. */
export function championHistory(data: ModelCard): Content {
    const columns: readonly Column<ChampionChange>[] = [
        textColumn('at', 'Since', (row) => <span class="number">{row.at.slice(0, 10)}</span>, (row) => row.at),
        textColumn(
            'horizon',
            'Horizon',
            (row) => (row.horizon_seconds == null ? '' : duration(row.horizon_seconds)),
            (row) => String(row.horizon_seconds ?? ''),
        ),
        textColumn('change', 'Change', (row) => `${row.from === null ? 'none' : modelTitle(row.from)} → ${modelTitle(row.to)}`, (row) => row.to),
        figureColumn('gain', 'Better by', 'bps', (row) => (
            <span class="number">
                {statistic(row.gain, 2, true)}
                <span class="quiet">{row.low == null || row.high == null ? '' : ` (${statistic(row.low, 2)} to ${statistic(row.high, 2)})`}</span>
            </span>
        ), (row) => String(row.gain ?? '')),
        ...(data.champion_history.some((row) => row.note)
            ? [textColumn<ChampionChange>('note', 'Why', (row) => <span class="prose">{row.note ?? ''}</span>, (row) => row.note ?? '')]
            : []),
    ];
    const serving = data.champions ?? [];
    return [
        serving.length > 0
            ? (
                <dl class="facts">
                    {serving.map(({ horizon_seconds: seconds, model }) => (
                        <div key={seconds}>
                            <dt>within {duration(seconds)}</dt>
                            <dd>{modelTitle(model)}</dd>
                        </div>
                    ))}
                </dl>
            )
            : null,
        data.champion_history.length === 0
            ? nothing('The base rate serves', 'No other model has yet been better on money, with an interval that leaves no doubt.')
            : plainTable(
                'Changes of the champion',
                columns,
                [...data.champion_history].reverse(),
                (row) => `${row.at} ${row.horizon_seconds ?? ''} ${row.to}`,
            ),
    ];
}

/** From these values of the index a population is said to have shifted, and to be another one. */
const shifts = { some: 0.1, much: 0.25 };

export function driftTable(drift: readonly Drift[]): Content {
    if (drift.length === 0) return nothing('Nothing to compare yet', 'Drift compares a month with the one before it; it needs two.');
    const columns: readonly Column<Drift>[] = [
        textColumn('month', 'Month', (row) => <span class="number">{row.month}</span>, (row) => row.month),
        textColumn('feature', 'Of', (row) => readable(row.feature), (row) => row.feature),
        figureColumn(
            'psi',
            'Index',
            'PSI',
            (row) => <span title={reasonText(row.reason)}>{number(row.psi, 3)}</span>,
            (row) => String(row.psi ?? ''),
        ),
        textColumn('verdict', 'Says', (row) => driftWords(row), (row) => driftWords(row)),
    ];
    const rows = [...drift].sort((a, b) => b.month.localeCompare(a.month) || (b.psi ?? 0) - (a.psi ?? 0));
    return plainTable('Drift by month', columns, rows, (row) => `${row.month} ${row.feature}`);
}

function driftWords({ psi }: Drift): string {
    if (psi === null) return 'too few trades';
    return psi >= shifts.much ? 'another population' : psi >= shifts.some ? 'some shift' : 'stable';
}

/** Of the alerts that people closed with a verdict, how many were right. */
export function rulePrecision(rules: readonly RulePrecision[]): Content {
    if (rules.length === 0) return nothing('No alert has been closed yet', 'Closing alerts as true or false is what measures the rules.');
    const columns: readonly Column<RulePrecision>[] = [
        textColumn('rule', 'Rule', (row) => <a href={link('/alerts', { rule: row.rule, state: 'all' })}>{row.rule}</a>, (row) => row.rule),
        textColumn('title', 'Watches', (row) => ruleTitle(row.rule), (row) => ruleTitle(row.rule)),
        figureColumn('raised', 'Raised', '', (row) => <span class="number">{count(row.raised)}</span>, (row) => String(row.raised)),
        figureColumn('closed', 'Closed', '', (row) => <span class="number">{count(row.closed)}</span>, (row) => String(row.closed)),
        figureColumn('confirmed', 'True', '', (row) => <span class="number">{count(row.confirmed)}</span>, (row) => String(row.confirmed)),
        figureColumn('precision', 'Precision', '', (row) => precision(row), (row) => String(row.precision ?? '')),
    ];
    return plainTable('Precision of the rules', columns, rules, (row) => row.rule);
}

function precision(row: RulePrecision) {
    if (row.closed === 0 || row.precision === null) return <span class="quiet">none closed</span>;
    const range = row.low == null || row.high == null ? '' : ` (${percent(row.low)} to ${percent(row.high)})`;
    return (
        <span class="number">
            {percent(row.precision)}
            <span class="quiet">{range}</span>
        </span>
    );
}
