import { h } from 'vue';
import type { VNode } from 'vue';
import type { House } from '../../api/shapes/exposure';
import { compact, decimal, missing, sign } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { duration } from '../../format/time';
import { samples } from '../../stream/live';
import { sparkline } from '../../widgets/Sparkline';

/** The four figures of the house. Each says whose sign it carries. */
export function houseTiles(house: House): VNode {
    return (
        <div class="house">
            {figure('House net exposure', netUnit(house.net_usd), house.net_usd, house.reason, trend('net', 'House net exposure'), 'size')}
            {figure('Open P&L, house', 'USD, house sign', house.floating_usd, house.reason, trend('floating', 'Open profit and loss of the house'))}
            {figure('Open P&L, clients', 'USD, client sign', house.client_floating_usd, house.reason)}
            {figure('Closed today, house', 'USD, house sign', house.closed_today_usd, house.reason)}
            {figure('Gross exposure', 'USD, long and short added', house.gross_usd, house.reason, null, 'size')}
        </div>
    );
}

function figure(
    label: string,
    unit: string,
    value: string | null,
    reason: string | null | undefined,
    extra: VNode | null = null,
    kind: 'profit' | 'size' = 'profit',
): VNode {
    const direction = kind === 'profit' ? sign(value) : 0;
    return (
        <div class="house-figure">
            <div class="tile-label">{label}</div>
            <div
                class={['house-value', 'live-figure', 'number', direction < 0 && 'is-negative', direction > 0 && 'is-positive']}
                title={decimal(value, { signed: kind === 'profit' })}
            >
                {value === null || value === undefined ? missing : compact(value, kind === 'profit')}
            </div>
            <div class="tile-note">{value === null && reason ? reasonText(reason) : unit}</div>
            {extra}
        </div>
    );
}

/** Of an exposure the side matters, not a verdict: it has a word instead of a colour. */
function netUnit(value: string | null): string {
    const side = sign(value);
    return side === 0 ? 'USD' : `USD, the house is net ${side > 0 ? 'long' : 'short'}`;
}

function trend(which: 'net' | 'floating', label: string): VNode | null {
    const { points } = samples;
    const first = points[0];
    const last = points[points.length - 1];
    if (first === undefined || last === undefined) return null;
    const span = duration((last.at - first.at) / 1000);
    const line = sparkline(points.map((point) => point[which]), `${label} over the last ${span}`);
    return line === null ? null : (
        <div class="trend">
            {line}
            <span class="quiet small">last {span}</span>
        </div>
    );
}
