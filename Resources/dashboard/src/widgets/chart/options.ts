import uPlot from 'uplot';
import type { Axis, Options, Plot, Series, Values } from 'uplot';
import { ends, Form, Picture, shownPlaces } from './picture';

export interface Size {
    readonly width: number;
    readonly height: number;
}

/** What the words of the vertical axis take. */
const valuesWidth = 58;

/** The colours of the theme as they are now. */
type Paint = (name: string) => string;

export function columns(picture: Picture): readonly Values[] {
    const band = picture.band ? [picture.band.low, picture.band.high] : [];
    return [picture.x, ...picture.series.map((series) => series.values), ...band];
}

export function options(picture: Picture, { width, height }: Size, read: (plot: Plot) => void): Options {
    const style = getComputedStyle(document.documentElement);
    const paint: Paint = (name) => style.getPropertyValue(name).trim();
    const hidden: Series = { stroke: 'transparent', width: 0, points: { show: false } };
    const count = picture.series.length;
    return {
        width,
        height,
        padding: [10, 14, 0, 0],
        scales: { x: { time: false, range: () => across(picture) }, y: { range: () => ends(picture) } },
        axes: axes(picture, width, paint),
        series: [
            {},
            ...picture.series.map(({ label, colour, form }) => drawn(label, paint(colour), form)),
            ...(picture.band ? [hidden, hidden] : []),
        ],
        ...(picture.band ? { bands: [{ series: [count + 2, count + 1], fill: paint('--accent-wash') }] } : {}),
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 7 }, y: false },
        hooks: {
            drawClear: [(plot) => shade(plot, picture, paint('--shade'))],
            draw: [(plot) => drawLevel(plot, picture, paint('--ink'))],
            setCursor: [read],
        },
    };
}

function axes(picture: Picture, width: number, paint: Paint): Axis[] {
    const common: Axis = {
        stroke: paint('--quiet'),
        font: '11px system-ui, sans-serif',
        grid: { stroke: paint('--line'), width: 1 },
        ticks: { show: false },
    };
    const named: Axis = picture.named
        ? {
            splits: () => shownPlaces(picture.x.map(picture.place), width - valuesWidth).map((index) => picture.x[index] ?? 0),
            grid: { show: false },
        }
        : {};
    return [
        { ...common, size: 30, values: (_, splits) => splits.map(picture.place), ...named },
        { ...common, size: valuesWidth, values: (_, splits) => splits.map(picture.value) },
    ];
}

function across(picture: Picture): [number, number] {
    const first = picture.x[0] ?? 0;
    const last = picture.x[picture.x.length - 1] ?? 1;
    const margin = picture.named ? 0.4 : (last - first) * 0.02 || 1;
    return [first - margin, last + margin];
}

function drawn(label: string, colour: string, form: Form): Series {
    const dot = { show: true, size: 6, fill: colour, stroke: colour };
    switch (form) {
        case 'line':
            return { label, stroke: colour, width: 2, points: { show: false } };
        case 'marked':
            return { label, stroke: colour, width: 2, points: { ...dot, size: 5 } };
        case 'dashed':
            return { label, stroke: colour, width: 1.5, dash: [5, 4], points: { show: false } };
        case 'dots':
            return { label, stroke: colour, width: 0, paths: () => null, points: { ...dot, size: 7 } };
        case 'bars':
            return { label, stroke: colour, fill: colour, width: 0, paths: uPlot.paths.bars({ size: [0.6, 18] }), points: { show: false } };
    }
}

function shade(plot: Plot, picture: Picture, colour: string): void {
    if (!picture.shade) return;
    const { ctx, bbox } = plot;
    const [from, to] = picture.shade.map((x) => Math.max(bbox.left, Math.min(bbox.left + bbox.width, plot.valToPos(x, 'x', true))));
    if (from === undefined || to === undefined) return;
    ctx.save();
    ctx.fillStyle = colour;
    ctx.fillRect(from, bbox.top, to - from, bbox.height);
    ctx.restore();
}

/** The level is the threshold of the whole picture: its two sides mean opposite things. */
function drawLevel(plot: Plot, picture: Picture, colour: string): void {
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(picture.level ?? 0, 'y', true)) + 0.5;
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
}
