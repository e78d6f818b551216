import type { CalibrationBin, ModelRecord } from '../../api/shapes/model';

/** The calibration of several months as one: forecasts of the same tenth of probability are added up. Pure. */
export function pooled(records: readonly ModelRecord[]): readonly CalibrationBin[] {
    const sums = Array.from({ length: 10 }, () => ({ n: 0, forecasts: 0, toxic: 0 }));
    for (const { n, predicted, observed } of records.flatMap((record) => record.calibration)) {
        const sum = sums[Math.max(0, Math.min(9, Math.floor(predicted * 10)))];
        if (sum === undefined) continue;
        sum.n += n;
        sum.forecasts += n * predicted;
        sum.toxic += n * observed;
    }
    return sums.filter(({ n }) => n > 0).map(({ n, forecasts, toxic }) => ({ n, predicted: forecasts / n, observed: toxic / n }));
}
