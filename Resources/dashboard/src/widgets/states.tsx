import { Fragment, h } from 'vue';
import type { Content, VNode } from 'vue';
import type { Problem } from '../api/Problem';
import type { Resource } from './resource';

/** The error state: what happened, what to do, the number to quote, and another try. */
export function failure(problem: Problem, retry: (() => void) | null): VNode {
    // A problem of one field often says in its detail what the field says.
    const named = problem.fields.filter((field) => field.detail !== problem.detail);
    return (
        <div class="state state-error" role="alert">
            <p class="state-title">{problem.title}</p>
            {problem.detail ? <p>{problem.detail}</p> : null}
            {named.length > 0 ? <ul>{named.map((field) => <li>{field.field ? `${field.field}: ` : ''}{field.detail}</li>)}</ul> : null}
            {problem.retryAfterSeconds !== null ? <p>Try again in {problem.retryAfterSeconds} s.</p> : null}
            {problem.requestID
                ? (
                    <p class="quiet">
                        Request <code>{problem.requestID}</code>
                    </p>
                )
                : null}
            {retry !== null && (problem.isPassing || problem.status < 0)
                ? <button type="button" class="button" onClick={retry}>Try again</button>
                : null}
        </div>
    );
}

/** The empty state: why there is nothing, and what to do next. */
export function nothing(title: string, why: Content, action: Content = null): VNode {
    return (
        <div class="state">
            <p class="state-title">{title}</p>
            <p class="quiet">{why}</p>
            {action}
        </div>
    );
}

export function skeleton(lines: number): VNode {
    return (
        <div class="skeleton" role="status" aria-label="Loading">
            {Array.from({ length: lines }, (_, index) => <div key={index} class="skeleton-line" />)}
        </div>
    );
}

/** Draws whichever state a resource is in. An error beside old data keeps the data and says so. */
export function shown<T>(resource: Resource<T>, draw: (data: T) => Content, lines = 4): Content {
    const { data, error, slow } = resource;
    if (data === null) {
        if (error !== null) return failure(error, resource.reload);
        return slow ? skeleton(lines) : <div class="waiting" />;
    }
    return (
        <>
            {error !== null
                ? (
                    <p class="notice notice-warning" role="status">
                        Not brought up to date: {error.message} <button type="button" class="link" onClick={resource.reload}>Try again</button>
                    </p>
                )
                : null}
            {draw(data)}
        </>
    );
}
