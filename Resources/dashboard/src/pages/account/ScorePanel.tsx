import { defineComponent, Fragment, h, reactive } from 'vue';
import type { Reason, Score } from '../../api/shapes/account';
import { decimal, negated, sign } from '../../format/decimal';
import { plural, statistic } from '../../format/statistic';
import { reasonText } from '../../format/reasons';
import { moment } from '../../format/time';
import { bandMark } from '../../widgets/marks';
import { nothing } from '../../widgets/states';
import { gauge } from './gauge';
import { reasonDetails, reasonFigures } from './reasonDetails';
import { labels, Step, sumOf, waterfall } from './waterfall';

interface ScorePanelProps {
    readonly score: Score;
}

/** The score as a sum that anyone can add up: base, then each reason with its evidence, its doubt and its deals. */
export const ScorePanel = defineComponent<ScorePanelProps>((props) => {
    const open = reactive<Record<string, boolean>>({});
    const toggle = (code: string): void => {
        open[code] = !open[code];
    };
    const isOpen = (code: string): boolean => open[code] === true;

    return () => {
        const { score } = props;
        if (score.risk_score === null) return nothing('Not scored', `Reason: ${reasonText(score.reason) || 'not stated'}.`);
        return (
            <div class="score-panel">
                {head(score, score.risk_score)}
                <ol class="waterfall">{waterfall(score).map((step) => row(step, isOpen(step.code), toggle))}</ol>
                {sum(score)}
                {labelList(labels(score), isOpen, toggle)}
            </div>
        );
    };
}, { name: 'ScorePanel', props: { score: null } });

function head(score: Score, value: number) {
    return (
        <div class="score-top">
            {gauge(value, score.band)}
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
    );
}

function row({ code, title, points, from, to, reason }: Step, open: boolean, toggle: (code: string) => void) {
    const low = Math.max(0, Math.min(from, to));
    const width = Math.max(0.4, Math.min(100, Math.max(from, to)) - low);
    const kind = reason === null ? 'base' : points < 0 ? 'down' : 'up';
    const line = [
        <span class="step-track" aria-hidden="true">
            <span class={`step-bar step-${kind}`} style={{ left: `${low}%`, width: `${width}%` }} />
        </span>,
        <span class="number step-points">{statistic(points, 2, reason !== null)}</span>,
    ];
    if (reason === null) {
        return (
            <li key={code} class="step">
                <div class="step-line">
                    <span class="step-title">{title}</span>
                    {line}
                </div>
            </li>
        );
    }
    return <li key={code} class="step">{fold(reason, line, open, toggle)}</li>;
}

/** A line that opens: the reason's title and figures, then what belongs beside them. */
function fold(reason: Reason, beside: JSX.Content, open: boolean, toggle: (code: string) => void) {
    const id = `reason-${reason.code}`;
    return (
        <>
            <button
                type="button"
                class="step-line"
                aria-expanded={open ? 'true' : 'false'}
                aria-controls={open ? id : undefined}
                onClick={() => toggle(reason.code)}
            >
                <span class="step-title">
                    <span class="step-turn" aria-hidden="true">{open ? '▾' : '▸'}</span>
                    <span>
                        {reason.title}
                        <span class="step-figures quiet small number">{reasonFigures(reason)}</span>
                    </span>
                </span>
                {beside}
            </button>
            {open ? <div id={id} class="reason">{reasonDetails(reason)}</div> : null}
        </>
    );
}

/** Patterns that were found and move no points: they say how an account trades, not that it harms. */
function labelList(found: readonly Reason[], isOpen: (code: string) => boolean, toggle: (code: string) => void) {
    if (found.length === 0) return null;
    return (
        <section class="labels" aria-label="Patterns without points">
            <h3>Patterns without points</h3>
            <p class="quiet small">Found, but no reason for concern by themselves.</p>
            <ul class="waterfall">
                {found.map((reason) => (
                    <li key={reason.code} class="step">
                        {fold(reason, <span class="label-mark">label</span>, isOpen(reason.code), toggle)}
                    </li>
                ))}
            </ul>
        </section>
    );
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
