import { h } from 'vue';
import type { VNode } from 'vue';
import type { MarkoutClock, MarkoutPoint } from '../../api/shapes/account';
import { count, statistic } from '../../format/statistic';
import { readable } from '../../format/words';
import type { Column } from '../../widgets/grid/column';
import { figureColumn, plainTable, textColumn } from '../../widgets/plainTable';
import { placeOf } from './markoutPicture';

type Figure = 'mean_bps' | 'low_bps' | 'high_bps' | 'weighted_bps' | 'usd_per_million';

/** The same figures as the curve, one horizon a line. */
export function markoutTable(points: readonly MarkoutPoint[], clock: MarkoutClock): VNode {
    const figure = (key: Figure, title: string, unit: string, places: number): Column<MarkoutPoint> =>
        figureColumn(key, title, unit, (point) => <span class="number">{statistic(point[key], places, true)}</span>, (point) => String(point[key]));
    const columns: readonly Column<MarkoutPoint>[] = [
        textColumn('place', 'After', (point) => placeOf(point, clock), (point) => placeOf(point, clock)),
        figure('mean_bps', 'Mean', 'bps', 3),
        figure('low_bps', 'Low', 'bps', 3),
        figure('high_bps', 'High', 'bps', 3),
        figureColumn(
            'from_mid',
            'From mid',
            'bps',
            (point) => <span class="number">{statistic(point.from_mid.mean_bps, 3, true)}</span>,
            (point) => String(point.from_mid.mean_bps),
        ),
        figure('weighted_bps', 'Weighted', 'bps', 3),
        figure('usd_per_million', 'Yield', 'USD/M', 2),
        figureColumn('n', 'Deals', '', (point) => <span class="number">{count(point.n)}</span>, (point) => String(point.n)),
        textColumn('quality', 'Quality', (point) => <span class="quiet">{readable(point.quality)}</span>, (point) => point.quality),
    ];
    return plainTable('Markouts', columns, points, (point) => placeOf(point, clock));
}
