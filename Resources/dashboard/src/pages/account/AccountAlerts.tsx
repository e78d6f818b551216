import { defineComponent, h, watch } from 'vue';
import { get } from '../../api/client';
import type { Alert } from '../../api/shapes/alert';
import type { Page } from '../../api/shapes/common';
import { link } from '../../app/router';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import { liveAlerts } from '../../stream/live';
import { panel, severityMark } from '../../widgets/marks';
import { useResource } from '../../widgets/resource';
import { nothing, shown } from '../../widgets/states';
import { ruleTitle } from '../alerts/rules';
import { measured, symbolOf } from '../alerts/value';

interface AccountAlertsProps {
    readonly id: string;
}

export const AccountAlerts = defineComponent<AccountAlertsProps>((props) => {
    const list = useResource(() => props.id, (signal) => get<Page<Alert>>('/alerts', { query: { account_id: props.id, limit: 50 }, signal }));
    watch(() => liveAlerts.items, (items) => {
        if (items.some((alert) => String(alert.account_id) === props.id) && !list.loading) list.reload();
    });
    const line = (alert: Alert) => (
        <li key={String(alert.id)}>
            <a href={link('/alerts', { id: String(alert.id), account_id: props.id })}>
                {severityMark(alert.severity)}
                <span class="alert-line-text">
                    <strong>{[ruleTitle(alert.rule), symbolOf(alert)].filter((part) => part !== '').join(' · ')}</strong>{' '}
                    <span class="quiet small">{measured(alert)}{alert.count > 1 ? `, ${alert.count} times` : ''}</span>
                </span>
                <span class="quiet small number">{moment(alert.opened_at)} · {readable(alert.state).toLowerCase()}</span>
            </a>
        </li>
    );
    return () =>
        panel(
            'Alerts of this account',
            null,
            shown(list, (data) =>
                data.items.length === 0
                    ? nothing('No alerts', 'No rule has found anything about this account.')
                    : <ul class="alert-lines">{data.items.map(line)}</ul>, 3),
        );
}, { name: 'AccountAlerts', props: { id: null } });
