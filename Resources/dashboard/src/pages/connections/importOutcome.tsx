import { h } from 'vue';
import type { VNode } from 'vue';
import type { ImportReport } from '../../api/shapes/connection';
import { decimal } from '../../format/decimal';
import { plural } from '../../format/statistic';
import { readable } from '../../format/words';

/** What a file brought, and its own totals held against ours. */
export function importOutcome(report: ImportReport): VNode {
    const account = report.account_number ? `, account ${report.account_number}` : '';
    return (
        <div key={report.file} class={['notice', report.ties ? 'notice-done' : 'notice-warning']} role="status">
            <strong>{report.file}</strong> ({readable(report.kind)}
            {account}): {plural(report.accepted, 'event', 'events')} taken
            {report.duplicates > 0 ? `, ${plural(report.duplicates, 'duplicate', 'duplicates')} left out` : ''}.
            {report.checks.length > 0 ? checks(report) : null}
            {report.warnings.map((warning) => <p key={warning} class="small">{warning}</p>)}
        </div>
    );
}

function checks(report: ImportReport) {
    return (
        <table class="table table-plain checks">
            <thead>
                <tr>
                    <th scope="col">Total</th>
                    <th scope="col" class="end">Ours</th>
                    <th scope="col" class="end">The file’s</th>
                    <th scope="col">Ties</th>
                </tr>
            </thead>
            <tbody>
                {report.checks.map((check) => (
                    <tr key={check.name} title={check.explanation || undefined}>
                        <th scope="row">{readable(check.name)}</th>
                        <td class="end number">{decimal(check.computed)}</td>
                        <td class="end number">{decimal(check.stated)}</td>
                        <td class={check.ties ? 'is-positive' : 'is-negative'}>
                            {check.ties ? '✓ yes' : `✗ no${check.explanation ? `: ${check.explanation}` : ''}`}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
