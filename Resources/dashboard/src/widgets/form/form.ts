import { nextTick, reactive } from 'vue';
import { Problem } from '../../api/Problem';

export type FieldErrors<Name extends string> = Partial<Record<Name, string>>;

/** What has been typed into a form, what is wrong with it, and whether it is on its way. */
export interface Form<Name extends string, Values extends Readonly<Record<Name, string>> = Record<Name, string>> {
    /** Begins the ids of everything in it, so that two forms on one page do not meet. */
    readonly id: string;
    readonly labels: Readonly<Record<Name, string>>;
    values: Values;
    errors: FieldErrors<Name>;
    problem: Problem | null;
    busy: boolean;
}

export function useForm<Name extends string, Values extends Readonly<Record<Name, string>> = Record<Name, string>>(
    id: string,
    labels: Readonly<Record<Name, string>>,
    values: Values,
): Form<Name, Values> {
    return reactive({ id, labels, values: { ...values }, errors: {}, problem: null, busy: false });
}

/**
 * Sends a form: `errors` is what the page itself has found, `work` does it. A refusal is taken apart: what it says of a
 * field stands at the field, the rest in the summary, which gets the focus.
 * - Returns whether it is done.
 */
export async function submit<Name extends string>(form: Form<Name>, errors: FieldErrors<Name>, work: () => Promise<void>): Promise<boolean> {
    if (form.busy) return false;
    Object.assign(form, { errors, problem: null });
    if (Object.values(errors).some(Boolean)) {
        await showSummary(form);
        return false;
    }
    form.busy = true;
    try {
        await work();
    } catch (error) {
        const problem = Problem.of(error);
        Object.assign(form, { problem, errors: fieldErrors(problem, Object.keys(form.labels) as Name[]) });
    }
    form.busy = false;
    if (form.problem === null) return true;
    await showSummary(form);
    return false;
}

/** What a refusal says of fields that the form has; a part of a list counts for its list. */
export function fieldErrors<Name extends string>(problem: Problem, names: readonly Name[]): FieldErrors<Name> {
    const errors: FieldErrors<Name> = {};
    for (const { field, detail } of problem.fields) {
        const name = names.find((known) => known === field.split(/[/.[]/)[0]);
        if (name !== undefined) errors[name] = errors[name] ? `${errors[name]} ${detail}` : detail;
    }
    return errors;
}

async function showSummary<Name extends string>(form: Form<Name>): Promise<void> {
    await nextTick();
    document.getElementById(`${form.id}-summary`)?.focus();
}
