import { h } from 'vue';
import type { Content } from 'vue';
import { link } from '../../app/router';
import { duration } from '../../format/time';
import { liveConnections } from '../../stream/live';
import { linkMark } from '../../widgets/marks';
import { nothing } from '../../widgets/states';
import { progressText } from '../connections/progress';

/** Each trading server: whether its data is of now, and if not, why. */
export function linkList(): Content {
    const { items } = liveConnections;
    if (items.length === 0) {
        return nothing(
            'No trading server',
            'Veles has nothing to watch until one is connected.',
            <a class="button" href={link('/connections', { add: 1 })}>Connect a server</a>,
        );
    }
    return (
        <ul class="link-lines">
            {items.map((connection) => (
                <li key={String(connection.id)}>
                    {linkMark(connection.state)}
                    <span class="link-line-text">
                        <strong>{connection.name}</strong>
                        <span class="quiet small">{[connection.reason, progressText(connection)].filter(Boolean).join(' · ')}</span>
                    </span>
                    <span class="quiet small number">{connection.lag_seconds === null ? '' : `lag ${duration(connection.lag_seconds)}`}</span>
                </li>
            ))}
        </ul>
    );
}
