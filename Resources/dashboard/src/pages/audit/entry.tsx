import { h } from 'vue';
import type { VNode } from 'vue';
import type { AuditRecord } from '../../api/shapes/audit';
import { adjust } from '../../app/router';
import { moment } from '../../format/time';
import { readable } from '../../format/words';
import { actionTitle, isAlarming } from './actions';
import { differences } from './differences';

/** One line of the trail, which opens to what was before and after. */
export function entry(record: AuditRecord, open: boolean, toggle: () => void): VNode {
    const id = `entry-${record.id}`;
    return (
        <li key={String(record.id)} class="trail-entry">
            <button type="button" class="trail-line" aria-expanded={open ? 'true' : 'false'} aria-controls={open ? id : undefined} onClick={toggle}>
                <span class="step-turn" aria-hidden="true">{open ? '▾' : '▸'}</span>
                <span class="number trail-time">{moment(record.at)}</span>
                <span class="trail-actor">{actorName(record)}</span>
                <span class={['trail-action', isAlarming(record.action) && 'is-negative']}>{actionTitle(record.action)}</span>
                <span class="trail-subject quiet">{record.subject.label || readable(record.subject.kind)}</span>
            </button>
            {open ? <div id={id} class="trail-details">{details(record)}</div> : null}
        </li>
    );
}

/** What the label alone does not tell. */
const actorKinds: Readonly<Record<string, string>> = { program: 'key', administrator: 'on the server' };

function actorName(record: AuditRecord): string {
    const kind = actorKinds[record.actor.kind];
    return kind === undefined ? record.actor.label : `${record.actor.label} (${kind})`;
}

function details(record: AuditRecord) {
    return [
        changes(record),
        <dl class="facts">
            {fact('Entry', String(record.id))}
            {fact('From', record.address)}
            {fact('Action', record.action)}
            {fact('Subject', [record.subject.kind, record.subject.id].filter(Boolean).join(' '))}
            {fact('Request', record.request_id)}
            {fact('Hash', record.hash)}
        </dl>,
        <div class="buttons">
            <button type="button" class="button button-small" onClick={() => adjust({ actor: [record.actor.kind, record.actor.id].filter((part) => part !== null).join(':') })}>Only {record.actor.label}</button>
            {record.subject.id
                ? (
                    <button type="button" class="button button-small" onClick={() => adjust({ subject: `${record.subject.kind}:${record.subject.id}` })}>
                        Only {record.subject.label || readable(record.subject.kind)}
                    </button>
                )
                : null}
        </div>,
    ];
}

function changes(record: AuditRecord) {
    const found = differences(record.before, record.after);
    if (found.length === 0) return null;
    return (
        <div class="table-frame" role="group" aria-label="What changed" tabindex={0}>
            <table class="table table-plain changes">
                <thead>
                    <tr>
                        <th scope="col">What</th>
                        <th scope="col">Before</th>
                        <th scope="col">After</th>
                    </tr>
                </thead>
                <tbody>
                    {found.map(({ path, before, after }) => (
                        <tr key={path}>
                            <th scope="row">{path === '' ? 'Value' : readable(path.replace(/\./g, ' '))}</th>
                            <td>{value(before, 'gone')}</td>
                            <td>{value(after, 'come')}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

/** Taken away is struck through and added is underlined, so that colour is not the only sign. */
function value(text: string | null, kind: 'gone' | 'come') {
    if (text === null) return <span class="quiet">—</span>;
    return kind === 'gone' ? h('del', { class: 'change-gone' }, text) : h('ins', { class: 'change-come' }, text);
}

function fact(name: string, text: string | null) {
    return text
        ? (
            <div key={name}>
                <dt>{name}</dt>
                <dd class={name === 'Hash' || name === 'Request' ? 'number' : undefined}>{text}</dd>
            </div>
        )
        : null;
}
