import { h } from 'vue';
import type { VNode } from 'vue';
import type { Problem } from '../../api/Problem';
import type { TestReport } from '../../api/shapes/connection';
import { readable } from '../../format/words';
import { copy } from '../../widgets/clipboard';

/** What the trial has shown, step by step, up to the step that failed. */
export function testOutcome(report: TestReport | null, problem: Problem | null): VNode | null {
    if (problem !== null) {
        return (
            <div class="notice notice-error" role="status">
                <strong>{problem.title}</strong> {problem.detail}
                {problem.requestID ? <span class="quiet small">{` Request ${problem.requestID}`}</span> : null}
            </div>
        );
    }
    if (report === null) return null;
    const { ok, steps, certificate_sha256: certificate } = report;
    return (
        <div class={['notice', ok ? 'notice-done' : 'notice-error']} role="status">
            <strong>{ok ? 'The connection works.' : 'The connection does not work yet.'}</strong>
            <ol class="steps">
                {steps.map((step) => (
                    <li key={step.step}>
                        <span class={step.ok ? 'is-positive' : 'is-negative'}>
                            {step.ok ? '✓' : '✗'}
                            <span class="unseen">{step.ok ? 'passed' : 'failed'}</span>
                        </span>
                        <span class="quiet">{readable(step.step)}</span>
                        <span>{step.detail}</span>
                    </li>
                ))}
            </ol>
            {certificate
                ? (
                    <p class="small">
                        Its certificate is <code>{certificate}</code>. If that is your server’s, enter it as the fingerprint.{' '}
                        <button type="button" class="link" onClick={() => void copy(certificate, 'Fingerprint')}>Copy</button>
                    </p>
                )
                : null}
        </div>
    );
}
