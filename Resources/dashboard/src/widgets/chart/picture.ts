import type { Values } from 'uplot';

/** How a series is drawn. */
export type Form = 'line' | 'marked' | 'dashed' | 'dots' | 'bars';

export interface ChartSeries {
    readonly label: string;
    readonly values: Values;
    /** The name of a colour of the theme. */
    readonly colour: string;
    readonly form: Form;
}

/** What a chart shows. Every value has its place in `x`, which grows. */
export interface Picture {
    readonly x: readonly number[];
    readonly series: readonly ChartSeries[];
    readonly band?: { readonly label: string; readonly low: Values; readonly high: Values };
    /** A part of the picture that is of another kind than the rest, from and to in `x`. */
    readonly shade?: readonly [number, number];
    /** The lines that matter: nought, or a chance of one half. */
    readonly level?: number;
    /** The ends of the scale; absent = what the values need, and the level. */
    readonly range?: readonly [number, number];
    /** How a place and a value are written on the axes. */
    readonly place: (x: number) => string;
    readonly value: (y: number) => string;
    /** Places are names at equal steps, not amounts. */
    readonly named?: boolean;
}

/** The ends of the vertical scale, with a margin, so that nothing touches the frame. Pure. */
export function ends(picture: Picture): [number, number] {
    if (picture.range) return [picture.range[0], picture.range[1]];
    const level = picture.level ?? 0;
    let low = level;
    let high = level;
    for (const values of [...picture.series.map((series) => series.values), picture.band?.low ?? [], picture.band?.high ?? []]) {
        for (const value of values) {
            if (value === null) continue;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }
    const margin = (high - low) * 0.08 || 0.05;
    return [low - margin, high + margin];
}

/** Which of the names fit under an axis of `width` pixels without touching each other. Pure. */
export function shownPlaces(names: readonly string[], width: number): readonly number[] {
    const each = 16 + 7 * Math.max(1, ...names.map((name) => name.length));
    const every = Math.max(1, Math.ceil(names.length / Math.max(1, Math.floor(width / each))));
    return names.map((_, index) => index).filter((index) => index % every === 0);
}
