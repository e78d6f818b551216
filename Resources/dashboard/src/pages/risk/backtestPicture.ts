import type { BacktestDay } from '../../api/shapes/risk';
import { approximate, compact } from '../../format/decimal';
import type { Picture } from '../../widgets/chart/picture';

/** Whether the loss of the day was larger than the forecast. */
export function isException(day: BacktestDay): boolean {
    if (day.exception !== undefined) return day.exception;
    const [result, forecast] = [approximate(day.pnl_usd), approximate(day.var_usd)];
    return result !== null && forecast !== null && -result > forecast;
}

/** The result of each day as a bar, the forecast loss as a line below nought, exceptions as dots. Pure. */
export function backtestPicture(days: readonly BacktestDay[]): Picture {
    const results = days.map((day) => approximate(day.pnl_usd));
    return {
        x: days.map((_, index) => index),
        series: [
            { label: 'P&L of the day, house', values: results, colour: '--normal', form: 'bars' },
            { label: 'forecast loss', values: days.map((day) => minus(approximate(day.var_usd))), colour: '--warning', form: 'line' },
            {
                label: 'exception',
                values: days.map((day, index) => (isException(day) ? results[index] ?? null : null)),
                colour: '--critical',
                form: 'dots',
            },
        ],
        named: true,
        place: (x) => days[x]?.day.slice(2) ?? '',
        value: (y) => compact(y),
    };
}

function minus(value: number | null): number | null {
    return value === null ? null : -value;
}
