import { h } from 'vue';
import type { VNode } from 'vue';
import type { Band } from '../../api/shapes/common';

const radius = 52;
const sweep = Math.PI * radius;
const edges = [30, 60, 80];

/** The score on a half circle, with the edges of the bands marked. */
export function gauge(score: number, band: Band | null): VNode {
    const share = Math.max(0, Math.min(100, score)) / 100;
    const arc = `M${64 - radius} 64A${radius} ${radius} 0 01${64 + radius} 64`;
    return (
        <svg
            class={['gauge', `gauge-${band ?? 'none'}`]}
            viewBox="0 0 128 76"
            width="150"
            height="89"
            role="img"
            aria-label={`Score ${score} of 100`}
        >
            <path class="gauge-track" d={arc} />
            <path class="gauge-fill" d={arc} stroke-dasharray={`${(share * sweep).toFixed(1)} ${sweep.toFixed(1)}`} />
            {edges.map((edge) => {
                const angle = Math.PI * (1 - edge / 100);
                const at = (distance: number): string =>
                    `${(64 + distance * Math.cos(angle)).toFixed(1)} ${(64 - distance * Math.sin(angle)).toFixed(1)}`;
                return <path key={edge} class="gauge-edge" d={`M${at(radius - 7)}L${at(radius + 7)}`} />;
            })}
            <text class="gauge-number" x="64" y="62" text-anchor="middle">{Math.round(score)}</text>
            <text class="gauge-end" x="12" y="75" text-anchor="middle">0</text>
            <text class="gauge-end" x="116" y="75" text-anchor="middle">100</text>
        </svg>
    );
}
