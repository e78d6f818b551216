import { h } from 'vue';
import type { VNode } from 'vue';
import type { Account, Advice } from '../../api/shapes/account';
import { books } from '../../api/shapes/common';
import { decimal, sign } from '../../format/decimal';
import { reasonText } from '../../format/reasons';
import { percent } from '../../format/statistic';
import { moment } from '../../format/time';
import { copy } from '../../widgets/clipboard';
import { bandMark } from '../../widgets/marks';

export function accountHead(account: Account): VNode {
    const book = books.find((entry) => entry.book === account.book)?.title ?? account.book;
    const facts: readonly (readonly [string, string | null])[] = [
        ['Server', account.server],
        ['Group', account.group],
        ['Book', book],
        ['Currency', account.currency],
        ['Leverage', account.leverage === null ? null : `1:${account.leverage}`],
        ['Last deal', account.last_deal_at === null ? null : moment(account.last_deal_at)],
    ];
    const advice = adviceText(account.advice);
    return (
        <div class="account-head">
            <div>
                <h1>
                    <span class="number">{account.account_number}</span> {account.name ? <span class="account-name">{account.name}</span> : null}
                    {' '}
                    {bandMark(account.band, reasonText(account.score_reason))}
                </h1>
                <dl class="facts">
                    {facts.map(([name, value]) =>
                        value
                            ? (
                                <div key={name}>
                                    <dt>{name}</dt>
                                    <dd>{value}</dd>
                                </div>
                            )
                            : null
                    )}
                </dl>
                {advice ? <p class="small">{advice}</p> : null}
            </div>
            <button type="button" class="button" onClick={() => void copy(location.href, 'Link')}>Copy link</button>
        </div>
    );
}

function adviceText(advice: Advice | null): string {
    if (advice === null) return '';
    const sure = advice.probability === null ? '' : ` (covering pays with probability ${chance(advice.probability)})`;
    const saving = sign(advice.saving_usd) <= 0 ? '' : `, saves ${decimal(advice.saving_usd, { places: 0 })} USD a month`;
    const since = advice.since ? `, since ${moment(advice.since).slice(0, 10)}` : '';
    return `Advice: book ${advice.book}${sure}${saving}${since}.`;
}

/** Never quite sure, never quite impossible: a computed probability is neither. */
function chance(probability: number): string {
    if (probability > 0.999) return 'over 99.9 %';
    return probability < 0.001 ? 'under 0.1 %' : percent(probability, 1);
}
