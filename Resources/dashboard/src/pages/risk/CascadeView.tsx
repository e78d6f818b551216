import { defineComponent, Fragment, h } from 'vue';
import { get } from '../../api/client';
import type { Page } from '../../api/shapes/common';
import type { ExposureRow } from '../../api/shapes/exposure';
import type { Cascade, CascadeStep } from '../../api/shapes/risk';
import { adjust, link, place } from '../../app/router';
import { approximate, compact, decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { count, plural, statistic } from '../../format/statistic';
import { Chart } from '../../widgets/chart/Chart';
import { choice } from '../../widgets/filters';
import type { Column } from '../../widgets/grid/column';
import { panel } from '../../widgets/marks';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { useInterval, useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { bySteps, cascadePicture } from './cascadePicture';

/** If the price of a symbol moves: who is stopped out, what that closes, and what is then left with the house. */
export const CascadeView = defineComponent<{}>(() => {
    const symbols = useResource(() => '', (signal) => get<Page<ExposureRow>>('/exposure', { query: { by: 'symbol' }, signal }));
    const ordered = (): readonly string[] => [...symbols.data?.items ?? []].sort((a, b) => size(b) - size(a)).map((row) => row.key);
    const symbol = (): string => place.query['symbol'] ?? ordered()[0] ?? '';
    const cascade = useResource(
        symbol,
        (signal) =>
            symbol() === '' ? Promise.resolve<Cascade>({ items: [] }) : get<Cascade>('/risk/cascade', { query: { symbol: symbol() }, signal }),
    );
    useInterval(15, () => {
        if (!cascade.loading) cascade.reload();
    });

    const pick = () => (
        <div class="filters view-filters">
            {choice('Symbol', symbol(), options(ordered(), symbol()), (value) => adjust({ symbol: value }))}
            <a class="button" href={link('/exposure')}>Exposure</a>
        </div>
    );
    return () =>
        shown(
            symbols,
            () =>
                symbol() === ''
                    ? <div class="panel view-panel">{nothing('No open positions', 'A cascade needs open positions in a symbol.')}</div>
                    : <>{pick()}{shown(cascade, (data) => draw(data, symbol()), 8)}</>,
            8,
        );
}, { name: 'CascadeView', props: {} });

function options(symbols: readonly string[], chosen: string): readonly (readonly [string, string])[] {
    const all = symbols.includes(chosen) ? symbols : [chosen, ...symbols];
    return all.map((symbol) => [symbol, symbol] as const);
}

function size(row: ExposureRow): number {
    return Math.abs(approximate(row.house_net_usd) ?? 0);
}

function draw(data: Cascade, symbol: string) {
    const steps = bySteps(data.items);
    if (steps.every((step) => step.accounts === 0)) {
        const why = reasonText(data.reason) ||
            (steps.length === 0
                ? 'There is no price for it yet, or nobody holds it.'
                : `No account comes to its stop-out by a move of ${moveText(steps[0])} to ${moveText(steps[steps.length - 1])} of it alone.`);
        return <div class="panel view-panel">{nothing(`Nobody is stopped out in ${symbol}`, why)}</div>;
    }
    const describe = (index: number): string => {
        const step = steps[index];
        return step === undefined
            ? ''
            : `${moveText(step)}: ${plural(step.accounts, 'account', 'accounts')}, ${decimal(step.lots)} lots closed, house ${
                decimal(step.house_net_lots, { signed: true })
            } lots, unpaid ${compact(step.negative_balance_usd)} USD`;
    };
    const label = `Stop-out cascade of ${symbol}: lots closed and house net lots by the move of the price. The table below has the same figures.`;
    return (
        <div class="columns">
            {panel(
                `Cascade of ${symbol}`,
                null,
                (
                    <>
                        <Chart label={label} picture={cascadePicture(steps)} describe={describe} height={300} />
                        <p class="quiet small">
                            Moves of the price from now, in pips. Stopped positions of book B no longer stand against the house; those of book A
                            have to be closed at the liquidity provider. Unpaid is what stopped clients would owe beyond their money if the move
                            came at once.
                        </p>
                    </>
                ),
            )}
            {panel('By move', null, plainTable(`Cascade of ${symbol}`, columnsFor(steps), steps, (step) => String(step.move_pips)))}
        </div>
    );
}

const columns: readonly Column<CascadeStep>[] = [
    textColumn('move', 'Move', (step) => <span class="number">{moveText(step)}</span>, (step) => String(step.move_pips)),
    figureColumn(
        'accounts',
        'Stopped',
        'accounts',
        (step) => <span class="number">{count(step.accounts)}</span>,
        (step) => String(step.accounts),
    ),
    figureColumn('lots', 'Closed', 'lots', (step) => <span class="number">{decimal(step.lots, { places: 2 })}</span>, (step) => step.lots ?? ''),
    figureColumn(
        'house',
        'House after',
        'lots',
        (step) => <span class="number">{decimal(step.house_net_lots, { places: 2, signed: true })}</span>,
        (step) => step.house_net_lots ?? '',
    ),
    figureColumn(
        'negative',
        'Unpaid',
        'USD',
        (step) => (
            <span class={['number', (approximate(step.negative_balance_usd) ?? 0) > 0 && 'is-negative']}>
                {decimal(step.negative_balance_usd, { places: 0 })}
            </span>
        ),
        (step) => String(step.negative_balance_usd ?? ''),
    ),
];

/** Where nothing goes to a provider the column would be empty. */
function columnsFor(steps: readonly CascadeStep[]): readonly Column<CascadeStep>[] {
    return steps.some((step) => (approximate(step.provider_lots) ?? 0) > 0) ? [...columns.slice(0, 3), toProvider, ...columns.slice(3)] : columns;
}

const toProvider: Column<CascadeStep> = figureColumn(
    'provider',
    'To provider',
    'lots',
    (step) => <span class="number">{decimal(step.provider_lots, { places: 2 })}</span>,
    (step) => step.provider_lots ?? '',
);

function moveText(step: CascadeStep | undefined): string {
    if (step === undefined) return missing;
    return `${statistic(step.move_pips, Math.abs(step.move_pips) >= 100 || Number.isInteger(step.move_pips) ? 0 : 1, true)} pips`;
}
