import { h } from 'vue';
import type { Content, VNode } from 'vue';
import type { Band } from '../api/shapes/common';
import type { Severity } from '../api/shapes/alert';
import type { LinkState } from '../api/shapes/connection';
import { decimal, DecimalStyle, missing, sign } from '../format/decimal';
import { readable } from '../format/words';
import { statistic } from '../format/statistic';

/** Colour never speaks alone: each band has its own shape and its word. */
export const bandShapes: Readonly<Record<Band, string>> = {
    normal: 'M2 6h8',
    watch: 'M6 1.5L10.5 10h-9z',
    high: 'M6 1l5 5-5 5-5-5z',
    critical: 'M3.6 1h4.8L11 3.6v4.8L8.4 11H3.6L1 8.4V3.6z',
};

/** `why` says in short what an account without a band is not scored for. */
export function bandMark(band: Band | null | undefined, why = ''): VNode {
    if (!band) return <span class="mark mark-none">{why ? `not scored: ${why}` : 'not scored'}</span>;
    return (
        <span class={['mark', `mark-${band}`]}>
            <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
                <path d={bandShapes[band]} />
            </svg>
            {readable(band)}
        </span>
    );
}

const severityShapes: Readonly<Record<Severity, string>> = {
    info: bandShapes.normal,
    warning: bandShapes.watch,
    critical: bandShapes.critical,
};

export function severityMark(severity: Severity): VNode {
    return (
        <span class={['mark', `mark-${severity}`]}>
            <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
                <path d={severityShapes[severity]} />
            </svg>
            {readable(severity)}
        </span>
    );
}

const linkShapes: Readonly<Record<LinkState, string>> = {
    live: 'M6 2a4 4 0 100 8 4 4 0 000-8z',
    connecting: 'M2 6h2M5 6h2M8 6h2',
    catching_up: 'M2 9l4-5 4 5z',
    degraded: bandShapes.watch,
    down: 'M2.5 2.5l7 7m0-7l-7 7',
};

export function linkMark(state: LinkState): VNode {
    return (
        <span class={['mark', `mark-link-${state}`]}>
            <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
                <path d={linkShapes[state]} />
            </svg>
            {readable(state)}
        </span>
    );
}

/** An amount whose sign matters: plus, minus and colour. */
export function amount(value: string | number | null | undefined, style: DecimalStyle = { places: 2 }): VNode {
    const direction = sign(value);
    return (
        <span class={['number', direction < 0 && 'is-negative', direction > 0 && 'is-positive']}>{decimal(value, { signed: true, ...style })}</span>
    );
}

/** A score with a bar as long as it is high. */
export function scoreMark(score: number | null | undefined, band: Band | null | undefined): VNode {
    if (score === null || score === undefined) return <span class="quiet">{missing}</span>;
    return (
        <span class={['score', `score-${band ?? 'none'}`]}>
            <span class="number score-number">{statistic(score, 0)}</span>
            <span class="score-track" aria-hidden="true">
                <span class="score-fill" style={{ width: `${Math.max(0, Math.min(100, score))}%` }} />
            </span>
        </span>
    );
}

/** How much of a limit is used: warned of from 80 %, critical from 100 %. The mark on the track is the limit. */
export function limitBar(share: number | null | undefined): VNode {
    if (share === null || share === undefined) return <span class="quiet">no limit</span>;
    const size = Math.abs(share);
    const level = size >= 1 ? 'critical' : size >= 0.8 ? 'warning' : 'normal';
    // The track reaches to 125 % of the limit, so that an excess is seen as one.
    return (
        <span class={['limit', `limit-${level}`]}>
            <span class="limit-track" aria-hidden="true">
                <span class="limit-fill" style={{ width: `${Math.min(100, size * 80)}%` }} />
                <span class="limit-mark" />
            </span>
            <span class="number limit-number">{statistic(size * 100, 0)} %</span>
        </span>
    );
}

/** One figure of a row of tiles. */
export interface TileOptions {
    readonly note?: Content;
    readonly tone?: 'critical' | 'warning' | undefined;
}

export function tile(label: Content, value: Content, { note, tone }: TileOptions = {}): VNode {
    return (
        <div class={['tile', tone && `tile-${tone}`]}>
            <div class="tile-label">{label}</div>
            <div class="tile-value live-figure">{value}</div>
            {note ? <div class="tile-note">{note}</div> : null}
        </div>
    );
}

/** A boxed part of a page with its heading and what can be done with it. */
export function panel(title: string, actions: Content, body: Content, extra = ''): VNode {
    return (
        <section class={['panel', extra]} aria-label={title}>
            <div class="panel-head">
                <h2>{title}</h2>
                {actions ? <div class="panel-actions">{actions}</div> : null}
            </div>
            {body}
        </section>
    );
}

/** A name with its value, in a list of facts. */
export function fact(name: string, value: Content): VNode {
    return (
        <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    );
}
