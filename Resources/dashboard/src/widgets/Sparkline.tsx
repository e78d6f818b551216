import { h } from 'vue';
import type { VNode } from 'vue';

/** A small line without axes; the figure beside it says the value. Gaps stay gaps. */
export function sparkline(values: readonly (number | null)[], label: string, width = 220, height = 44): VNode | null {
    const known = values.filter((value): value is number => value !== null);
    if (known.length < 2) return null;
    const low = Math.min(...known);
    const range = Math.max(...known) - low || 1;
    const x = (index: number): number => (index / (values.length - 1)) * (width - 6) + 1;
    const y = (value: number): number => height - 4 - ((value - low) / range) * (height - 8);
    let path = '';
    let pen = false;
    for (const [index, value] of values.entries()) {
        if (value === null) {
            pen = false;
            continue;
        }
        path += `${pen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = true;
    }
    const newest = values[values.length - 1];
    return (
        <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
            <path d={path} fill="none" vector-effect="non-scaling-stroke" />
            {newest !== null && newest !== undefined ? <circle cx={x(values.length - 1)} cy={y(newest)} r="2.5" /> : null}
        </svg>
    );
}
