import { h } from 'vue';
import type { VNode } from 'vue';
import type { Problem } from '../../api/Problem';
import type { TestResult } from '../../api/shapes/connection';
import { facts, readable } from '../../format/words';

/** What the trial has shown. Whether it went well is said in words first, then whatever the server measured. */
export function testOutcome(result: TestResult | null, problem: Problem | null): VNode {
    if (problem !== null) {
        return (
            <div class="notice notice-error" role="status">
                <strong>{problem.title}</strong> {problem.detail}{problem.requestID ? <span class="quiet small"> Request {problem.requestID}</span> : null}
            </div>
        );
    }
    const { ok, state, reason, detail, ...rest } = result ?? {};
    const works = ok === true || (ok === undefined && state === 'live');
    const words = [reason, detail].filter((text): text is string => typeof text === 'string' && text !== '').join(' ');
    return (
        <div class={['notice', works ? 'notice-done' : 'notice-error']} role="status">
            <strong>{works ? 'The connection works.' : 'The connection does not work.'}</strong> {words || (works ? '' : readable(String(state ?? '')))}
            <dl class="evidence">{facts(rest).filter((fact) => fact.value !== '—').map((fact) => <div key={fact.name}><dt>{fact.name}</dt><dd>{fact.value}</dd></div>)}</dl>
        </div>
    );
}
