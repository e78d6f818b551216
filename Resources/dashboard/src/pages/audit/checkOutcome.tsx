import { h } from 'vue';
import type { VNode } from 'vue';
import type { Problem } from '../../api/Problem';
import type { AuditCheck } from '../../api/shapes/audit';
import { plural } from '../../format/statistic';
import { copy } from '../../widgets/clipboard';
import { failure } from '../../widgets/states';

/** Whether the trail is whole, and the hash to compare with one that was kept elsewhere. */
export function checkOutcome(check: AuditCheck | null, problem: Problem | null): VNode | null {
    if (problem !== null) return failure(problem, null);
    if (check === null) return null;
    const { ok, entries, head, fault } = check;
    return (
        <div class={['notice', ok ? 'notice-done' : 'notice-error']} role="status">
            <p>
                <strong>{ok ? 'The trail is whole.' : 'The trail has been tampered with or damaged.'}</strong>{' '}
                {ok ? `${plural(entries, 'entry', 'entries')}, each hashed with the one before: none changed, none missing.` : fault ?? ''}
            </p>
            {head
                ? (
                    <p class="small">
                        Head <code class="wrap">{head}</code>{' '}
                        <button type="button" class="link" onClick={() => void copy(head, 'Head')}>Copy</button>
                    </p>
                )
                : null}
        </div>
    );
}
