import { h } from 'vue';
import type { VNode } from 'vue';
import type { Tenant } from '../../api/shapes/tenant';
import { count, plural } from '../../format/statistic';
import { fullness } from './fullness';

export function useBars({ use, limits }: Tenant): VNode {
    const unscored = use.accounts - use.scored_accounts;
    return (
        <dl class="use-bars">
            {bar('Trading servers', use.servers, limits.servers, '')}
            {bar('Accounts', use.accounts, limits.accounts, unscored > 0 ? `${plural(unscored, 'account is', 'accounts are')} not scored` : 'all scored')}
        </dl>
    );
}

function bar(title: string, used: number, limit: number | null, note: string) {
    const state = fullness(used, limit);
    const words = { free: '', near: 'nearly used up', full: 'used up', over: 'over the limit' }[state];
    return (
        <div class={`use-bar use-${state}`}>
            <dt>{title}</dt>
            <dd>
                <span class="number">{limit === null ? `${count(used)}, no limit` : `${count(used)} of ${count(limit)}`}</span>
                {limit === null ? null : (
                    <span class="use-track" aria-hidden="true">
                        <span class="use-fill" style={{ width: `${Math.min(100, (used / Math.max(1, limit)) * 100)}%` }} />
                    </span>
                )}
                <span class="quiet small">{[words, note].filter(Boolean).join(' · ')}</span>
            </dd>
        </div>
    );
}
