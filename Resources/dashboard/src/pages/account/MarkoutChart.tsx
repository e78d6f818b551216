import { h } from 'vue';
import type { VNode } from 'vue';
import type { MarkoutClock, MarkoutPoint } from '../../api/shapes/account';
import { count, statistic } from '../../format/statistic';
import { Chart } from '../../widgets/chart/Chart';
import { markoutPicture, placeOf } from './markoutPicture';

interface MarkoutChartProps {
    readonly points: readonly MarkoutPoint[];
    readonly clock: MarkoutClock;
    readonly house: boolean;
}

/** The markout curve with its band. */
export function markoutChart({ points, clock, house }: MarkoutChartProps): VNode {
    const describe = (index: number): string => {
        const point = points[index];
        if (point === undefined) return '';
        const band = point.low_bps === null || point.high_bps === null ? '' : ` (${statistic(point.low_bps)} to ${statistic(point.high_bps)})`;
        return `${placeOf(point, clock)}: ${statistic(point.mean_bps, 3, true)} bps${band}, ${count(point.n)} deals`;
    };
    const label = `Markout curve, ${house ? 'house' : 'client'} sign, ${points.length} horizons; at ${describe(points.length - 1)}. ` +
        'The table view has the same figures.';
    return <Chart label={label} picture={markoutPicture(points, clock)} describe={describe} />;
}
