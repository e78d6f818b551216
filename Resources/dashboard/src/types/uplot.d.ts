/** The part of uPlot that the dashboard uses. */
declare module 'uplot' {
    export type Values = readonly (number | null)[];

    export interface Series {
        label?: string;
        stroke?: string;
        fill?: string;
        width?: number;
        dash?: number[];
        show?: boolean;
        points?: { show?: boolean; size?: number; stroke?: string; fill?: string };
        paths?: unknown;
        value?: (plot: Plot, value: number | null) => string;
    }
    export interface Axis {
        stroke?: string;
        size?: number;
        font?: string;
        grid?: { stroke?: string; width?: number; show?: boolean };
        ticks?: { stroke?: string; width?: number; show?: boolean };
        splits?: (plot: Plot) => number[];
        values?: (plot: Plot, splits: readonly number[]) => readonly string[];
    }
    export interface Options {
        width: number;
        height: number;
        padding?: (number | null)[];
        scales: Record<string, { time?: boolean; range?: (plot: Plot, min: number, max: number) => [number, number] }>;
        axes: Axis[];
        series: Series[];
        bands?: { series: [number, number]; fill: string }[];
        legend?: { show: boolean };
        cursor?: { drag?: { x: boolean; y: boolean }; points?: { size: number }; y?: boolean };
        hooks?: { drawClear?: ((plot: Plot) => void)[]; draw?: ((plot: Plot) => void)[]; setCursor?: ((plot: Plot) => void)[] };
    }
    export interface Plot {
        readonly ctx: CanvasRenderingContext2D;
        readonly bbox: { left: number; top: number; width: number; height: number };
        readonly cursor: { idx: number | null };
        valToPos(value: number, scale: string, canvasPixels?: boolean): number;
        setCursor(at: { left: number; top: number }): void;
        setSize(size: { width: number; height: number }): void;
        destroy(): void;
    }
    const uPlot: {
        new (options: Options, data: readonly Values[], target: HTMLElement): Plot;
        readonly paths: { bars(shape: { size: [number, number] }): unknown };
    };
    export default uPlot;
}
