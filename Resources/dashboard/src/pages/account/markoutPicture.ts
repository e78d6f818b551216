import type { MarkoutClock, MarkoutPoint } from '../../api/shapes/account';
import { statistic } from '../../format/statistic';
import { horizon } from '../../format/time';
import type { Picture } from '../../widgets/chart/picture';

/** `10s` by the wall clock, `20 ticks` by another. */
export function placeOf(point: MarkoutPoint, clock: MarkoutClock): string {
    if (clock === 'wall') return horizon(point.horizon_seconds);
    const number = point.horizon_count ?? 0;
    return `${number} ${clock === 'ticks' ? (number === 1 ? 'tick' : 'ticks') : number === 1 ? 'deal' : 'deals'}`;
}

/** How many of the points lie before the deal: the baseline that a client who knows nothing should not differ from. */
export function pointsBefore(points: readonly MarkoutPoint[]): number {
    return points.filter((point) => point.horizon_seconds !== null && point.horizon_seconds < 0).length;
}

/** Horizons stand at equal steps, because they reach from a tenth of a second to hours. Pure. */
export function markoutPicture(points: readonly MarkoutPoint[], clock: MarkoutClock): Picture {
    const before = pointsBefore(points);
    return {
        x: points.map((_, index) => index),
        series: [
            { label: 'mean, from the fill', values: points.map((point) => point.mean_bps), colour: '--accent', form: 'marked' },
            ...(points.some((point) => point.from_mid.mean_bps !== null)
                ? [{ label: 'from the mid', values: points.map((point) => point.from_mid.mean_bps), colour: '--high', form: 'line' as const }]
                : []),
            { label: 'weighted by size', values: points.map((point) => point.weighted_bps), colour: '--quiet', form: 'dashed' },
        ],
        band: { label: '95 % band', low: points.map((point) => point.low_bps), high: points.map((point) => point.high_bps) },
        ...(before > 0 ? { shade: [-0.5, before - 0.5] as const } : {}),
        named: true,
        place: (x) => {
            const point = points[x];
            return point === undefined ? '' : placeOf(point, clock);
        },
        value: (y) => statistic(y, 2),
    };
}

/** A point as the house sees it: what the client gains, the house loses. Pure. */
export function ofHouse(point: MarkoutPoint): MarkoutPoint {
    const minus = (value: number | null): number | null => (value === null ? null : -value);
    const { mean_bps: mean, low_bps: low, high_bps: high } = point.from_mid;
    return { ...point, ...point.house, from_mid: { mean_bps: minus(mean), low_bps: minus(high), high_bps: minus(low) } };
}
