import { h } from 'vue';
import type { VNode } from 'vue';
import { duration } from '../format/time';
import { clock, stream } from './live';

/** Beyond this age the figures on screen are called stale, and greyed. */
const staleAfterSeconds = 15;

export type Freshness = { readonly state: 'connecting' | 'live' | 'reconnecting' | 'stale'; readonly age: number | null };

export function freshness(): Freshness {
    const { state, heardAt } = stream.status;
    const age = heardAt === null ? null : Math.max(0, (clock.now - heardAt) / 1000);
    if (state === 'reconnecting' && age !== null && age > staleAfterSeconds) return { state: 'stale', age };
    return { state, age };
}

/** Says in words and by shape whether the numbers on the page are of now. */
export function livePill(): VNode {
    const { state, age } = freshness();
    const words = {
        connecting: 'Connecting',
        live: 'Live',
        reconnecting: age === null ? 'Not connected yet' : `Reconnecting, data ${duration(age)} old`,
        stale: `Stale, data ${duration(age)} old`,
    }[state];
    return (
        <span class={['pill', `pill-${state}`]} title="Whether the figures on this page are kept up to date">
            <span class="pill-dot" aria-hidden="true" />
            <span>{words}</span>
            <span class="unseen" role="status">
                {state === 'live' ? 'Live data' : state === 'stale' ? 'The figures are stale' : ''}
            </span>
        </span>
    );
}
