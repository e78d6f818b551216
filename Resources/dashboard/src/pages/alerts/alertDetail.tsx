import { h } from 'vue';
import type { VNode } from 'vue';
import { Alert, outcomes } from '../../api/shapes/alert';
import { link } from '../../app/router';
import { plural } from '../../format/statistic';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import { icon } from '../../widgets/icons';
import { severityMark } from '../../widgets/marks';
import { backgroundOf } from './background';
import { ruleTitle } from './rules';
import { evidenceLines, figure, unitOf } from './value';

export interface AlertActs {
    readonly mayWork: boolean;
    readonly busy: boolean;
    readonly onAcknowledge: () => void;
    readonly onClose: () => void;
    readonly onBack: () => void;
}

/** The alert with its evidence inside, so that most can be judged without going anywhere. */
export function alertDetail(alert: Alert, acts: AlertActs): VNode {
    const account = alert.account_id;
    const deals = alert.evidence.deals;
    const background = backgroundOf(alert);
    return (
        <article class="inbox-detail" aria-label={`Alert ${alert.id}`}>
            <div class="detail-head">
                <button type="button" class="icon-button only-narrow" aria-label="Back to the list" onClick={acts.onBack}>{icon('close')}</button>
                <div>
                    <p>
                        {severityMark(alert.severity)} <span class="quiet small">{alert.rule} · {readable(alert.state)}</span>
                    </p>
                    <h2>{alert.subject.label}</h2>
                    <p>{ruleTitle(alert.rule)}</p>
                </div>
            </div>
            <div class="detail-measure">
                <div>
                    <span class="tile-label">{unitOf(alert) === '' ? 'Value' : `Value, ${unitOf(alert)}`}</span>
                    <span class="number detail-value">{figure(alert, alert.value)}</span>
                </div>
                <div>
                    <span class="tile-label">Threshold</span>
                    <span class="number detail-value">{figure(alert, alert.threshold)}</span>
                </div>
                <div>
                    <span class="tile-label">Seen</span>
                    <span class="number detail-value">{plural(alert.count, 'time', 'times')}</span>
                </div>
            </div>
            {evidence(alert)}
            <dl class="evidence">
                <div>
                    <dt>Opened</dt>
                    <dd class="number">{moment(alert.opened_at)}</dd>
                </div>
                {alert.updated_at
                    ? (
                        <div>
                            <dt>Last seen</dt>
                            <dd class="number">{moment(alert.updated_at)}</dd>
                        </div>
                    )
                    : null}
                {alert.acknowledged_at
                    ? (
                        <div>
                            <dt>Acknowledged</dt>
                            <dd class="number">{moment(alert.acknowledged_at)}</dd>
                        </div>
                    )
                    : null}
                {alert.closed_at
                    ? (
                        <div>
                            <dt>Closed</dt>
                            <dd class="number">{moment(alert.closed_at)}</dd>
                        </div>
                    )
                    : null}
                {alert.outcome
                    ? (
                        <div>
                            <dt>Outcome</dt>
                            <dd>{outcomes.find(({ outcome }) => outcome === alert.outcome)?.title ?? readable(alert.outcome)}</dd>
                        </div>
                    )
                    : null}
                {alert.note
                    ? (
                        <div>
                            <dt>Note</dt>
                            <dd>{alert.note}</dd>
                        </div>
                    )
                    : null}
            </dl>
            <div class="buttons">
                {acts.mayWork && alert.state === 'open'
                    ? (
                        <button type="button" class="button button-primary" disabled={acts.busy} onClick={acts.onAcknowledge}>
                            Acknowledge <kbd>a</kbd>
                        </button>
                    )
                    : null}
                {acts.mayWork && alert.state !== 'closed'
                    ? (
                        <button type="button" class="button" disabled={acts.busy} onClick={acts.onClose}>
                            Close… <kbd>c</kbd>
                        </button>
                    )
                    : null}
                {account !== null ? <a class="button" href={link(`/accounts/${account}`)}>Open the account</a> : null}
                {account !== null && deals.length > 0
                    ? (
                        <a class="button" href={link(`/accounts/${account}`, { deals: deals.join(','), why: ruleTitle(alert.rule) })}>
                            {plural(deals.length, 'deal', 'deals')}
                        </a>
                    )
                    : null}
                {background ? <a class="button" href={background.href}>{background.title}</a> : null}
            </div>
        </article>
    );
}

function evidence(alert: Alert) {
    const lines = evidenceLines(alert);
    if (lines.length === 0) return null;
    return (
        <section>
            <h3>Evidence</h3>
            <dl class="evidence">
                {lines.map((line, index) => (
                    <div key={index}>
                        <dt>{line.name}</dt>
                        <dd>{line.value}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}
