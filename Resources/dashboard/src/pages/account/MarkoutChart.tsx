import { defineComponent, h, onBeforeUnmount, onMounted, ref, watch } from 'vue';
import uPlot from 'uplot';
import type { Options, Plot, Values } from 'uplot';
import type { MarkoutPoint } from '../../api/shapes/account';
import { count, statistic } from '../../format/statistic';
import { horizon } from '../../format/time';
import { paint } from '../../theme/theme';

interface MarkoutChartProps {
    readonly points: readonly MarkoutPoint[];
    readonly house: boolean;
}

const height = 260;

/** The markout curve with its band. Horizons stand at equal steps, because they reach from a tenth of a second to hours. */
export const MarkoutChart = defineComponent<MarkoutChartProps>((props) => {
    const holder = ref<HTMLDivElement | null>(null);
    const reading = ref('');
    let plot: Plot | null = null;
    let observer: ResizeObserver | null = null;

    const read = (drawn: Plot): void => {
        const { idx } = drawn.cursor;
        const point = idx === null ? undefined : props.points[idx];
        reading.value = point === undefined ? '' : describe(point);
    };
    const draw = (): void => {
        plot?.destroy();
        const element = holder.value;
        if (element === null) return;
        element.replaceChildren();
        plot = new uPlot(options(element.clientWidth, props.points, read), columns(props.points), element);
    };
    onMounted(() => {
        draw();
        observer = new ResizeObserver(() => {
            const width = holder.value?.clientWidth ?? 0;
            if (width > 0) plot?.setSize({ width, height });
        });
        if (holder.value) observer.observe(holder.value);
    });
    watch(() => [props.points, paint.value], draw, { flush: 'post' });
    onBeforeUnmount(() => {
        observer?.disconnect();
        plot?.destroy();
    });

    return () => (
        <div>
            <div ref={holder} class="chart" role="img" aria-label={summary(props.points, props.house)} />
            <p class="chart-key small">
                <span class="key-line" aria-hidden="true" /> mean <span class="key-dash" aria-hidden="true" /> weighted by size{' '}
                <span class="key-band" aria-hidden="true" /> 95 % band
                <span class="chart-reading number">{reading.value}</span>
            </p>
        </div>
    );
}, { name: 'MarkoutChart', props: { points: null, house: null } });

function columns(points: readonly MarkoutPoint[]): readonly Values[] {
    return [
        points.map((_, index) => index),
        points.map((point) => point.mean_bps),
        points.map((point) => point.weighted_bps),
        points.map((point) => point.low_bps),
        points.map((point) => point.high_bps),
    ];
}

function options(width: number, points: readonly MarkoutPoint[], read: (plot: Plot) => void): Options {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const axis = {
        stroke: colour('--quiet'),
        font: '11px system-ui, sans-serif',
        grid: { stroke: colour('--line'), width: 1 },
        ticks: { show: false },
    };
    const hidden = { stroke: 'transparent', width: 0, points: { show: false } };
    const every = Math.max(1, Math.ceil(points.length / Math.max(4, Math.floor(width / 46))));
    return {
        width,
        height,
        padding: [10, 10, 0, 0],
        scales: { x: { time: false, range: () => [-0.3, points.length - 0.7] }, y: { range: padded } },
        axes: [
            {
                ...axis,
                size: 30,
                grid: { show: false },
                splits: () => points.map((_, index) => index).filter((index) => index % every === 0),
                values: (_, splits) => splits.map((index) => horizon(points[index]?.horizon_seconds ?? null)),
            },
            { ...axis, size: 48, values: (_, splits) => splits.map((value) => statistic(value, 2)) },
        ],
        series: [
            {},
            { label: 'mean', stroke: colour('--accent'), width: 2, points: { show: true, size: 5, fill: colour('--accent') } },
            { label: 'weighted', stroke: colour('--quiet'), width: 1.5, dash: [5, 4], points: { show: false } },
            { label: 'low', ...hidden },
            { label: 'high', ...hidden },
        ],
        bands: [{ series: [4, 3], fill: colour('--accent-wash') }],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 7 }, y: false },
        hooks: { draw: [(plot) => drawNought(plot, colour('--ink'))], setCursor: [read] },
    };
}

function padded(_: Plot, low: number | null, high: number | null): [number, number] {
    const bottom = Math.min(0, low ?? 0);
    const top = Math.max(0, high ?? 0);
    const margin = Math.max(0.05, (top - bottom) * 0.08);
    return [bottom - margin, top + margin];
}

/** Nought is the threshold of the whole picture: on one side the client gains, on the other the house. */
function drawNought(plot: Plot, colour: string): void {
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(0, 'y', true)) + 0.5;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
}

function describe(point: MarkoutPoint): string {
    const band = point.low_bps === null || point.high_bps === null ? '' : ` (${statistic(point.low_bps)} to ${statistic(point.high_bps)})`;
    return `${horizon(point.horizon_seconds)}: ${statistic(point.mean_bps, 3, true)} bps${band}, ${count(point.n)} deals`;
}

function summary(points: readonly MarkoutPoint[], house: boolean): string {
    const last = points[points.length - 1];
    return `Markout curve, ${house ? 'house' : 'client'} sign, ${points.length} horizons${
        last ? `; at ${describe(last)}` : ''
    }. The table view has the same figures.`;
}
