import { h } from 'vue';
import type { Content } from 'vue';
import type { Reason } from '../../api/shapes/account';
import { approximate, decimal, missing } from '../../format/decimal';
import { count, plural, probability, statistic } from '../../format/statistic';
import { showDeals } from './proof';

/** The figures of a reason in one line, so that reasons can be weighed without opening each. */
export function reasonFigures(reason: Reason): string {
    const usd = approximate(reason.usd);
    return [
        reason.n === null ? '' : `n ${count(reason.n)}`,
        reason.p_value === null ? '' : `p ${probability(reason.p_value)}`,
        usd === null ? '' : `${decimal(reason.usd, { places: 0, signed: true })} USD client`,
    ].filter((part) => part !== '').join(' · ');
}

/** What was measured, how sure that is, what it is worth, why it may be innocent, and the deals that show it. */
export function reasonDetails(reason: Reason): Content {
    const line = (name: string, value: Content, isNumber = true) => (
        <div key={name}>
            <dt>{name}</dt>
            <dd class={isNumber && 'number'}>{value}</dd>
        </div>
    );
    const { interval } = reason;
    return [
        <dl class="evidence">
            {line('Evidence', reason.evidence, false)}
            {line('95 % interval', interval ? `${statistic(interval[0])} to ${statistic(interval[1])}` : 'none: the p-value says how sure it is')}
            {line('p-value', reason.p_value === null ? 'none: it is an estimate, the interval says how sure it is' : probability(reason.p_value))}
            {line('Observations', reason.n === null ? missing : count(reason.n))}
            {line(
                'USD effect, client sign',
                reason.usd === null ? 'not measured in money' : decimal(reason.usd, { places: 2, signed: true }),
            )}
        </dl>,
        reason.innocent_explanation
            ? (
                <p class="innocent">
                    <strong>It may be innocent:</strong> {reason.innocent_explanation}
                </p>
            )
            : null,
        reason.deals.length > 0
            ? (
                <button type="button" class="button" onClick={() => showDeals(reason.deals, reason.title)}>
                    {`Show the ${plural(reason.deals.length, 'deal', 'deals')} behind this`}
                </button>
            )
            : <p class="quiet small">No single deals prove this; it is measured over all of them.</p>,
    ];
}
