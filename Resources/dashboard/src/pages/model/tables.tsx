import { h } from 'vue';
import type { Content } from 'vue';
import type { ChampionChange, Drift, ModelCard, ModelRecord, RulePrecision } from '../../api/shapes/model';
import { link } from '../../app/router';
import { count, percent, plural, probability, statistic } from '../../format/statistic';
import { duration } from '../../format/time';
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
    figureColumn('auc', 'AUC', '95 %', (row) => ranged(row.auc, row.auc_low, row.auc_high, 3), (row) => String(row.auc ?? '')),
    figureColumn('pr', 'Average precision', '', (row) => number(row.pr_auc, 3), (row) => String(row.pr_auc ?? '')),
    figureColumn(
        'top',
        'Toxic in top tenth',
        '',
        (row) => <span class="number">{percent(row.top_tenth_precision, 1)}</span>,
        (row) => String(row.top_tenth_precision ?? ''),
    ),
    figureColumn('brier', 'Brier', '', (row) => number(row.brier, 4), (row) => String(row.brier ?? '')),
    figureColumn('loss', 'Log loss', '', (row) => number(row.log_loss, 4), (row) => String(row.log_loss ?? '')),
    figureColumn('gain', 'Gain by acting', 'bps a trade', (row) => number(gainEach(row), 2, true), (row) => String(gainEach(row) ?? '')),
];

/** What passing on the tenth ranked highest would have gained the house, for each of these trades. */
function gainEach({ gain, acted }: ModelRecord): number | null {
    return gain === null || !acted ? null : gain / acted;
}

function ranged(value: number | null, low: number | null, high: number | null, places: number) {
    return (
        <span class="number">
            {statistic(value, places)}
            <span class="quiet">{low === null || high === null ? '' : ` (${statistic(low, places)} to ${statistic(high, places)})`}</span>
        </span>
    );
}

const changeColumns: readonly Column<ChampionChange>[] = [
    textColumn('day', 'Since', (row) => <span class="number">{row.day}</span>, (row) => row.day),
    textColumn('horizon', 'Horizon', (row) => duration(row.horizon_seconds), (row) => String(row.horizon_seconds)),
    textColumn('change', 'Change', (row) => `${modelTitle(row.from)} → ${modelTitle(row.to)}`, (row) => `${row.from} ${row.to}`),
    figureColumn('gain', 'Saved', 'bps × trades', (row) => ranged(row.gain, row.low, row.high, 1), (row) => String(row.gain)),
    figureColumn('p', 'p-value', '', (row) => <span class="number">{probability(row.p_value)}</span>, (row) => String(row.p_value ?? '')),
    figureColumn('blocks', 'Blocks', '', (row) => <span class="number">{count(row.blocks)}</span>, (row) => String(row.blocks)),
];

/** Which model serves, and how each came to do so. */
export function championHistory({ champions, champion_history: history }: ModelCard): Content {
    return [
        champions.length > 0
            ? (
                <dl class="facts">
                    {champions.map(({ horizon_seconds: seconds, model, since, blocks }) => (
                        <div key={seconds}>
                            <dt>within {duration(seconds)}</dt>
                            <dd>
                                {modelTitle(model)}
                                <span class="quiet small">
                                    {since === null ? '' : ` since ${since}`}
                                    {blocks == null ? '' : `, ${plural(blocks, 'block', 'blocks')} compared`}
                                </span>
                            </dd>
                        </div>
                    ))}
                </dl>
            )
            : null,
        history.length === 0
            ? nothing('The base rate serves', 'No other model has yet been better on money, over at least twenty blocks of days, beyond doubt.')
            : plainTable('Changes of the champion', changeColumns, [...history].reverse(), (row) => `${row.day} ${row.horizon_seconds} ${row.to}`),
    ];
}

/** From these values of the index a population is said to have shifted, and to be another one. */
const shifts = { some: 0.1, much: 0.25 };

export function driftTable(drift: readonly Drift[]): Content {
    if (drift.length === 0) return nothing('Nothing to compare yet', 'Drift compares a month with the one before it; it needs two.');
    const columns: readonly Column<Drift>[] = [
        textColumn('month', 'Month', (row) => <span class="number">{row.month}</span>, (row) => row.month),
        textColumn('model', 'Scores of', (row) => modelTitle(row.model), (row) => row.model),
        textColumn('horizon', 'Horizon', (row) => duration(row.horizon_seconds), (row) => String(row.horizon_seconds)),
        figureColumn(
            'psi',
            'Index',
            'PSI',
            (row) => number(row.psi, 3),
            (row) => String(row.psi ?? ''),
        ),
        textColumn('verdict', 'Says', (row) => driftWords(row), (row) => driftWords(row)),
    ];
    const rows = [...drift].sort((a, b) => b.month.localeCompare(a.month) || (b.psi ?? 0) - (a.psi ?? 0));
    return plainTable('Drift by month', columns, rows, (row) => `${row.month} ${row.model} ${row.horizon_seconds}`);
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
