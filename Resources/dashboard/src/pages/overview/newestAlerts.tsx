import { h } from 'vue';
import type { Content } from 'vue';
import { link } from '../../app/router';
import { since } from '../../format/time';
import { readable } from '../../format/words';
import { clock, liveAlerts } from '../../stream/live';
import { severityMark } from '../../widgets/marks';
import { nothing, skeleton } from '../../widgets/states';
import { ruleTitle } from '../alerts/rules';
import { symbolOf } from '../alerts/value';

const shownAlerts = 7;

export function newestAlerts(): Content {
    if (!liveAlerts.loaded) return skeleton(5);
    const alerts = liveAlerts.items.filter((alert) => alert.state !== 'closed').slice(0, shownAlerts);
    if (alerts.length === 0) return nothing('Nothing needs attention', 'No rule has found anything that is still open.');
    return (
        <ul class="alert-lines">
            {alerts.map((alert) => (
                <li key={String(alert.id)}>
                    <a href={link('/alerts', { id: String(alert.id) })}>
                        {severityMark(alert.severity)}
                        <span class="alert-line-text">
                            <strong>{alert.subject.label}</strong>
                            <span class="quiet small">{[ruleTitle(alert.rule), symbolOf(alert)].filter((part) => part !== '').join(' · ')}</span>
                        </span>
                        <span class="quiet small number">
                            {since(alert.opened_at, clock.now)}
                            {alert.state === 'open' ? '' : `, ${readable(alert.state).toLowerCase()}`}
                        </span>
                    </a>
                </li>
            ))}
        </ul>
    );
}
