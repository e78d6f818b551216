import { defineComponent, h, reactive } from 'vue';
import type { Reason, Score } from '../../api/shapes/account';
import { adjust } from '../../app/router';
import { approximate, decimal, missing, negated, sign } from '../../format/decimal';
import { plural, probability, statistic } from '../../format/statistic';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { bandMark } from '../../widgets/marks';
import { nothing } from '../../widgets/states';
import { gauge } from './gauge';
import { Step, sumOf, waterfall } from './waterfall';

interface ScorePanelProps {
    readonly score: Score;
}

/** The score as a sum that anyone can add up: base, then each reason with its evidence, its doubt and its deals. */
export const ScorePanel = defineComponent<ScorePanelProps>((props) => {
    const open = reactive<Record<string, boolean>>({});
    const toggle = (code: string): void => {
        open[code] = !open[code];
    };

    return () => {
        const { score } = props;
        if (score.risk_score === null) return nothing('Not scored', `Reason: ${reasonText(score.reason) || 'not stated'}.`);
        const steps = waterfall(score);
        return (
            <div class="score-panel">
                <div class="score-top">
                    {gauge(score.risk_score, score.band)}
                    <div class="score-words">
                        <p>{bandMark(score.band)}</p>
                        {score.enough_data ? null : (
                            <p class="notice notice-info">
                                Not enough data: {plural(score.round_trips, 'round trip', 'round trips')}{' '}
                                so far. The score stays at 59 or below until there are more{score.trips_needed
                                    ? `; about ${plural(score.trips_needed, 'round trip is', 'round trips are')} needed`
                                    : ''}.
                            </p>
                        )}
                        {expectedLoss(score)}
                        <p class="quiet small">
                            {plural(score.round_trips, 'round trip', 'round trips')} · weights {score.version}
                            {score.watermark ? `, data up to ${moment(score.watermark)}` : ''}
                        </p>
                    </div>
                </div>
                <ol class="waterfall">{steps.map((step, index) => row(step, score.reasons[index - 1], open[step.code] === true, toggle))}</ol>
                {sum(score)}
            </div>
        );
    };
}, { name: 'ScorePanel', props: { score: null } });

function row(step: Step, reason: Reason | undefined, open: boolean, toggle: (code: string) => void) {
    const low = Math.max(0, Math.min(step.from, step.to));
    const width = Math.max(0.4, Math.min(100, Math.max(step.from, step.to)) - low);
    const kind = reason === undefined ? 'base' : step.points < 0 ? 'down' : 'up';
    const bar = (
        <span class="step-track" aria-hidden="true">
            <span class={`step-bar step-${kind}`} style={{ left: `${low}%`, width: `${width}%` }} />
        </span>
    );
    const points = <span class="number step-points">{statistic(step.points, 2, reason !== undefined)}</span>;
    if (reason === undefined) {
        return (
            <li key={step.code} class="step">
                <div class="step-line">
                    <span class="step-title">{step.title}</span>
                    {bar}
                    {points}
                </div>
            </li>
        );
    }
    const id = `reason-${step.code}`;
    return (
        <li key={step.code} class="step">
            <button type="button" class="step-line" aria-expanded={open ? 'true' : 'false'} aria-controls={id} onClick={() => toggle(step.code)}>
                <span class="step-title">
                    <span class="step-turn" aria-hidden="true">{open ? '▾' : '▸'}</span>
                    <span>{step.title}</span>
                </span>
                {bar}
                {points}
            </button>
            {open ? <div id={id} class="reason">{details(reason)}</div> : null}
        </li>
    );
}

function details(reason: Reason) {
    const usd = approximate(reason.usd);
    return [
        <dl class="evidence">
            <div>
                <dt>Evidence</dt>
                <dd>{reason.evidence}</dd>
            </div>
            {reason.interval
                ? (
                    <div>
                        <dt>95 % interval</dt>
                        <dd class="number">{statistic(reason.interval[0])} to {statistic(reason.interval[1])}</dd>
                    </div>
                )
                : null}
            <div>
                <dt>p-value</dt>
                <dd class="number">{probability(reason.p_value)}</dd>
            </div>
            <div>
                <dt>Observations</dt>
                <dd class="number">{reason.n ?? missing}</dd>
            </div>
            {usd !== null
                ? (
                    <div>
                        <dt>USD effect, client sign</dt>
                        <dd class="number">{decimal(reason.usd, { places: 2, signed: true })}</dd>
                    </div>
                )
                : null}
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
                <button type="button" class="button" onClick={() => showDeals(reason)}>
                    {`Show the ${plural(reason.deals.length, 'deal', 'deals')} behind this`}
                </button>
            )
            : null,
    ];
}

function showDeals(reason: Reason): void {
    adjust({ deals: reason.deals.join(','), why: reason.title }, 'step');
    window.requestAnimationFrame(() => document.getElementById('deals')?.scrollIntoView({ block: 'start' }));
}

function sum(score: Score) {
    const { base, reasons, total, capped } = sumOf(score);
    return (
        <p class="sum number">
            {statistic(base)} base {reasons < 0 ? '−' : '+'} {statistic(Math.abs(reasons))} reasons = {statistic(total)}
            {capped ? `, capped at ${score.risk_score ?? ''}` : (
                <span>
                    {' → '}
                    <strong>{score.risk_score}</strong>
                </span>
            )}
        </p>
    );
}

function expectedLoss(score: Score) {
    const loss = score.expected_loss_30d;
    if (loss === null || loss.usd === null) return null;
    const gains = sign(loss.usd) < 0;
    const [low, high] = gains ? [negated(loss.high), negated(loss.low)] : [loss.low, loss.high];
    const range = low === null || high === null ? '' : ` (80 %: ${decimal(low, { places: 0 })} to ${decimal(high, { places: 0 })})`;
    return (
        <p>
            Expected house {gains ? 'gain' : 'loss'}, 30 days:{' '}
            <strong class="number">{decimal(gains ? negated(loss.usd) : loss.usd, { places: 0 })} USD</strong>
            <span class="quiet number">{range}</span>
        </p>
    );
}
