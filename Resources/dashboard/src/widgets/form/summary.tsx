import { h } from 'vue';
import type { VNode } from 'vue';
import { duration } from '../../format/time';
import type { Form } from './form';

/** Above a form that was refused: what is wrong, with a way to each field, and the number to quote. */
export function formSummary<Name extends string>(form: Form<Name>): VNode | null {
    const { problem, errors, labels, id } = form;
    const wrong = (Object.keys(labels) as Name[]).filter((name) => errors[name]);
    if (problem === null && wrong.length === 0) return null;
    // The sentence of a plain refusal of fields is what the fields say, in a row.
    const isSaid = problem !== null && problem.code === 'invalid-request' && wrong.length > 0 && wrong.length === problem.fields.length;
    return (
        <div id={`${id}-summary`} class="notice notice-error form-summary" role="alert" tabindex={-1}>
            <p>
                <strong>{problem === null || isSaid ? heading(wrong.length) : problem.title}</strong>
            </p>
            {problem !== null && !isSaid && problem.detail ? <p>{problem.detail}</p> : null}
            {wrong.length > 0
                ? (
                    <ul>
                        {wrong.map((name) => (
                            <li key={name}>
                                <button type="button" class="link" onClick={() => document.getElementById(`${id}-${name}`)?.focus()}>
                                    {labels[name]}
                                </button>
                            </li>
                        ))}
                    </ul>
                )
                : null}
            {problem !== null && problem.retryAfterSeconds !== null ? <p>Try again in {duration(problem.retryAfterSeconds)}.</p> : null}
            {problem !== null && problem.requestID
                ? (
                    <p class="small">
                        Request <code>{problem.requestID}</code>
                    </p>
                )
                : null}
        </div>
    );
}

function heading(count: number): string {
    return count === 1 ? 'One field needs another look' : `${count} fields need another look`;
}
