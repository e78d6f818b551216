import { h } from 'vue';
import type { APIKey } from '../../api/shapes/apiKey';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import { permissionTitles } from '../../session/permissions';
import type { Column } from '../../widgets/grid/column';
import { textColumn } from '../../widgets/plainTable';
import { keyState } from './keyState';

/** Below this a key that runs out is marked. */
const soonMilliseconds = 14 * 86_400_000;

export function keyColumns(revoke: (key: APIKey) => void): readonly Column<APIKey>[] {
    return [
        textColumn('name', 'Key', (key) => (
            <span class="two-lines">
                <span>{key.name}</span>
                <code class="quiet">{key.prefix}…</code>
            </span>
        ), (key) => key.name),
        textColumn('scopes', 'May', (key) => (
            <span class="prose-cell" title={key.scopes.map((scope) => permissionTitles[scope] ?? scope).join(', ')}>
                {key.scopes.map((scope) => readable(scope).toLowerCase()).join(', ') || 'nothing'}
            </span>
        ), (key) => key.scopes.join(' ')),
        textColumn('from', 'From', (key) =>
            key.allowed_addresses.length === 0
                ? <span class="quiet">anywhere</span>
                : <span class="number prose-cell">{key.allowed_addresses.join(', ')}</span>, (key) => key.allowed_addresses.join(' ')),
        textColumn('expires_at', 'Works until', (key) => until(key, Date.now()), (key) => key.expires_at ?? ''),
        textColumn('last_used_at', 'Last used', (key) =>
            key.last_used_at === null ? <span class="quiet">never</span> : (
                <span class="two-lines">
                    <span class="number">{moment(key.last_used_at)}</span>
                    <span class="quiet number">{key.last_used_address ?? ''}</span>
                </span>
            ), (key) => key.last_used_at ?? ''),
        textColumn('created_at', 'Made', (key) => (
            <span class="two-lines">
                <span class="number">{moment(key.created_at).slice(0, 10)}</span>
                <span class="quiet">{key.created_by ?? ''}</span>
            </span>
        ), (key) => key.created_at),
        textColumn('act', 'Action', (key) =>
            keyState(key, Date.now()) === 'revoked' ? null : (
                <button type="button" class="button button-small button-danger" aria-label={`Revoke ${key.name}`} onClick={() => revoke(key)}>
                    Revoke…
                </button>
            ), () => ''),
    ];
}

function until(key: APIKey, now: number) {
    const state = keyState(key, now);
    if (state === 'revoked') return <span class="mark mark-critical">revoked {moment(key.revoked_at).slice(0, 10)}</span>;
    if (key.expires_at === null) return <span class="quiet">no end</span>;
    const day = moment(key.expires_at).slice(0, 10);
    if (state === 'expired') return <span class="mark mark-critical">ran out {day}</span>;
    const soon = Date.parse(key.expires_at) - now < soonMilliseconds;
    return soon ? <span class="mark mark-warning">{day}, soon</span> : <span class="number">{day}</span>;
}
