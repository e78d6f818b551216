import { h } from 'vue';
import type { StressResult, StressScenario } from '../../api/shapes/risk';
import { link } from '../../app/router';
import { approximate, compact, decimal } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import type { Column } from '../../widgets/grid/column';
import { amount } from '../../widgets/marks';
import { figureColumn, textColumn } from '../../widgets/plainTable';
import { shockWords } from './scenarioDraft';

export interface StressRow {
    readonly result: StressResult;
    /** Null when it has been removed since. */
    readonly scenario: StressScenario | null;
}

interface Acts {
    readonly edit: (scenario: StressScenario) => void;
    readonly remove: (scenario: StressScenario) => void;
}

const nameOf = ({ result, scenario }: StressRow): string => scenario?.name ?? result.name ?? result.scenario;

/** `acts` is null for those who may only read. */
export function stressColumns(acts: Acts | null): readonly Column<StressRow>[] {
    return [
        textColumn('name', 'Scenario', (row) => scenarioName(row), nameOf),
        figureColumn(
            'pnl',
            'Result',
            'USD, house',
            ({ result }) => <span title={reasonText(result.reason)}>{amount(result.pnl_usd, { places: 0 })}</span>,
            ({ result }) => String(result.pnl_usd ?? ''),
        ),
        figureColumn(
            'negative',
            'Clients cannot pay',
            'USD',
            ({ result }) => (
                <span class={['number', (approximate(result.negative_balance_usd) ?? 0) > 0 && 'is-negative']}>
                    {decimal(result.negative_balance_usd, { places: 0 })}
                </span>
            ),
            ({ result }) => String(result.negative_balance_usd ?? ''),
        ),
        textColumn(
            'symbols',
            'Worst symbols',
            ({ result }) => worstSymbols(result),
            ({ result }) => (result.worst_symbols ?? []).map(({ symbol, usd }) => `${symbol} ${usd ?? ''}`).join('; '),
        ),
        textColumn(
            'accounts',
            'Worst accounts',
            ({ result }) => worstAccounts(result),
            ({ result }) => (result.worst_accounts ?? []).map(({ account_number: number, account_id: id }) => number ?? id).join('; '),
        ),
        ...(acts === null
            ? []
            : [textColumn<StressRow>('acts', 'Change', ({ scenario }) => scenario === null ? '' : change(scenario, acts), () => '')]),
    ];
}

function scenarioName(row: StressRow) {
    const { unmoved = [] } = row.result;
    return (
        <span class="two-lines">
            <span>{nameOf(row)}</span>
            <span class="quiet small">
                {row.scenario === null ? '' : shockWords(row.scenario)}
                {row.result.reason ? ` · ${reasonText(row.result.reason)}` : ''}
                {unmoved.length > 0 ? ` · too short a history, left still: ${unmoved.join(', ')}` : ''}
            </span>
        </span>
    );
}

function worstSymbols(result: StressResult) {
    return (
        <span class="list">
            {(result.worst_symbols ?? []).slice(0, 3).map(({ symbol, usd }) => (
                <a key={symbol} href={link('/risk', { view: 'cascade', symbol })} title={decimal(usd, { places: 0, signed: true })}>
                    {symbol} <span class="number quiet">{compact(usd, true)}</span>
                </a>
            ))}
        </span>
    );
}

function worstAccounts(result: StressResult) {
    return (
        <span class="list">
            {(result.worst_accounts ?? []).slice(0, 3).map(({ account_id: id, account_number: number, shortfall_usd: usd }) => (
                <a key={String(id)} class="number" href={link(`/accounts/${id}`)} title={`cannot pay ${decimal(usd, { places: 0 })} USD`}>
                    {number ?? id} <span class="quiet">{compact(usd)}</span>
                </a>
            ))}
        </span>
    );
}

function change(scenario: StressScenario, acts: Acts) {
    return (
        <span class="list list-fixed">
            {scenario.weekend_gap
                ? null
                : <button type="button" class="link" aria-label={`Edit ${scenario.name}`} onClick={() => acts.edit(scenario)}>Edit</button>}
            <button type="button" class="link" aria-label={`Remove ${scenario.name}`} onClick={() => acts.remove(scenario)}>Remove</button>
        </span>
    );
}
