import { Fragment, h } from 'vue';
import type { Content } from 'vue';
import type { BacktestDay, Light, ValueAtRisk } from '../../api/shapes/risk';
import { approximate, compact, decimal, missing } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { count, percent, plural, probability } from '../../format/statistic';
import { Chart } from '../../widgets/chart/Chart';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { nothing } from '../../widgets/states';
import { backtestPicture, isException } from './backtestPicture';

const lights: Readonly<Record<Light, { readonly words: string; readonly mark: string }>> = {
    green: { words: 'Green: as many exceptions as a right model has', mark: 'mark-link-live' },
    yellow: { words: 'Yellow: more exceptions than expected, watch it', mark: 'mark-warning' },
    red: { words: 'Red: too many exceptions, the forecast is too low', mark: 'mark-critical' },
};

/** How often the day's loss was larger than the forecast made the evening before. */
export function backtest(data: ValueAtRisk): Content {
    if (data.backtest === null || data.backtest.exceptions === null || data.backtest.n === 0) {
        return nothing(
            'Not enough days',
            reasonText(data.backtest?.reason ?? data.reason) || 'The back-test needs at least 20 days of closing prices.',
        );
    }
    const { exceptions, n, kupiec_p: p, light, days = [] } = data.backtest;
    const expected = n * (1 - data.confidence);
    const broken = days.filter(isException);
    return (
        <>
            <dl class="facts">
                {fact('Exceptions', `${count(exceptions)} of ${plural(n, 'day', 'days')}`)}
                {fact('Expected', expected.toFixed(1))}
                {fact('Kupiec p-value', probability(p))}
                {fact('Traffic light', light ? <span class={['mark', lights[light].mark]}>{lights[light].words}</span> : missing)}
            </dl>
            {days.length > 1 ? chart(days, data.confidence) : null}
            <p class="quiet small">
                The positions of this moment against each past day’s prices; each day’s forecast uses only the days before it.
            </p>
            {broken.length > 0 ? exceptionTable(broken) : null}
        </>
    );
}

function fact(name: string, value: Content) {
    return (
        <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
        </div>
    );
}

function chart(days: readonly BacktestDay[], confidence: number) {
    const describe = (index: number): string => {
        const day = days[index];
        if (day === undefined) return '';
        const words = isException(day) ? ', exception' : '';
        return `${day.day}: ${compact(day.pnl_usd, true)} USD, VaR ${compact(day.var_usd)}${words}`;
    };
    const label =
        `Back-test of the ${percent(confidence, 1)} VaR over ${days.length} days: the house’s profit and loss of each day against the forecast ` +
        `loss; ${days.filter(isException).length} exceptions, listed in the table below.`;
    return <Chart label={label} picture={backtestPicture(days)} describe={describe} height={280} />;
}

function exceptionTable(days: readonly BacktestDay[]) {
    const amount = (value: string | number | null) => <span class="number">{decimal(value, { places: 0, signed: true })}</span>;
    const excess = (day: BacktestDay): number => -(approximate(day.pnl_usd) ?? 0) - (approximate(day.var_usd) ?? 0);
    return plainTable<BacktestDay>(
        'Days on which the loss was larger than the forecast',
        [
            textColumn<BacktestDay>('day', 'Exception', (day) => <span class="number">{day.day}</span>, (day) => day.day),
            figureColumn<BacktestDay>('pnl', 'P&L', 'USD, house', (day) => amount(day.pnl_usd), (day) => String(day.pnl_usd)),
            figureColumn<BacktestDay>(
                'var',
                'VaR',
                'USD',
                (day) => <span class="number">{decimal(day.var_usd, { places: 0 })}</span>,
                (day) => String(day.var_usd),
            ),
            figureColumn<BacktestDay>(
                'excess',
                'Beyond it',
                'USD',
                (day) => <span class="number">{decimal(excess(day), { places: 0 })}</span>,
                (day) => String(excess(day)),
            ),
        ],
        [...days].reverse(),
        (day) => day.day,
    );
}
