import { h } from 'vue';
import type { VNode } from 'vue';
import type { Alert } from '../../api/shapes/alert';
import { since } from '../../format/time';
import { readable } from '../../format/words';
import { clock } from '../../stream/live';
import { severityMark } from '../../widgets/marks';
import { ruleTitle } from './rules';
import { measured, symbolOf } from './value';

export function alertRow(alert: Alert, selected: boolean, choose: () => void): VNode {
    return (
        <li key={String(alert.id)}>
            <button
                type="button"
                class={['inbox-row', selected && 'is-selected', `inbox-${alert.severity}`]}
                aria-current={selected ? 'true' : undefined}
                onClick={choose}
            >
                <span class="inbox-line">
                    {severityMark(alert.severity)}
                    <strong class="clip">{alert.subject.label}</strong>
                    <span class="quiet small number">{since(alert.opened_at, clock.now)}</span>
                </span>
                <span class="inbox-line">
                    <span class="clip">{[ruleTitle(alert.rule), symbolOf(alert)].filter((part) => part !== '').join(' · ')}</span>
                    {alert.count > 1 ? <span class="badge">{`×${alert.count}`}</span> : null}
                </span>
                <span class="inbox-line quiet small">
                    <span class="number">{measured(alert)}</span>
                    <span>{readable(alert.state)}</span>
                </span>
            </button>
        </li>
    );
}
