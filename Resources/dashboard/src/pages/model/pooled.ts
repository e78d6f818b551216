import type { CalibrationBin, ModelRecord } from '../../api/shapes/model';

/** The calibration of several months as one: bins of the same place are added up. Pure. */
export function pooled(records: readonly ModelRecord[]): readonly CalibrationBin[] {
    const sums: { n: number; forecasts: number; toxic: number }[] = [];
    for (const record of records) {
        for (const [index, bin] of (record.calibration ?? []).entries()) {
            const sum = (sums[index] ??= { n: 0, forecasts: 0, toxic: 0 });
            sum.n += bin.n;
            sum.forecasts += bin.n * (bin.predicted ?? 0);
            sum.toxic += bin.n * (bin.observed ?? 0);
        }
    }
    return Array.from(sums, (sum) => sum ?? { n: 0, forecasts: 0, toxic: 0 }).map(({ n, forecasts, toxic }) => ({
        n,
        predicted: n === 0 ? null : forecasts / n,
        observed: n === 0 ? null : toxic / n,
    }));
}
