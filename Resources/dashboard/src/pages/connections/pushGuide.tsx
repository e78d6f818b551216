import { h } from 'vue';
import type { VNode } from 'vue';
import type { Connection } from '../../api/shapes/connection';
import { address } from '../../api/client';
import { copy } from '../../widgets/clipboard';

/** Where to send events, and one command that sends two. */
export function pushGuide(connection: Connection): VNode {
    const url = location.origin + address('/ingest', { connection: connection.id });
    const lines = [
        '{"type":"account","account_number":"1001","group":"retail","currency":"USD","leverage":100}',
        '{"type":"deal","deal":"1","account_number":"1001","action":"balance","time":"2026-01-05T09:00:00Z","profit":"1000.00"}',
    ];
    const command = [
        "printf '%s\\n' \\",
        ...lines.map((line) => `  '${line}' \\`),
        `  | curl --fail-with-body -X POST '${url}' \\`,
        '    -H "Authorization: Bearer $VELES_API_KEY" \\',
        "    -H 'Content-Type: application/x-ndjson' --data-binary @-",
    ].join('\n');
    return (
        <details class="guide">
            <summary>How to send events</summary>
            <p class="small">One event a line (NDJSON, gzip allowed), in time order per account. A deal sent twice changes nothing.</p>
            <div class="code-line">
                <code>{url}</code>
                <button type="button" class="button" onClick={() => void copy(url, 'Address')}>Copy</button>
            </div>
            <pre class="code" tabindex={0}>{command}</pre>
            <button type="button" class="button" onClick={() => void copy(command, 'Command')}>Copy the command</button>
        </details>
    );
}
