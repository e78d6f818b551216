import { h } from 'vue';
import type { Content, VNode } from 'vue';
import type { Form } from './form';

export interface TextOptions {
    readonly type?: 'text' | 'email' | 'password' | 'date';
    readonly note?: Content;
    readonly autocomplete?: string;
    readonly inputmode?: string;
    readonly maxlength?: number;
    readonly placeholder?: string;
    /** Told after the value has changed. */
    readonly changed?: (value: string) => void;
}

/** A line of text with its label before it and its fault or its note after it. */
export function textField<Name extends string>(form: Form<Name>, name: Name, options: TextOptions = {}): VNode {
    const { type = 'text', note, changed, ...attributes } = options;
    return field(form, name, note, (described) => (
        <input
            id={`${form.id}-${name}`}
            name={name}
            type={type}
            value={form.values[name]}
            autocapitalize="none"
            spellcheck="false"
            {...{ autocomplete: 'off', ...attributes }}
            aria-invalid={form.errors[name] ? 'true' : undefined}
            aria-describedby={described}
            onInput={(event) => {
                form.values[name] = (event.target as HTMLInputElement).value;
                changed?.(form.values[name]);
            }}
        />
    ));
}

export function textArea<Name extends string>(form: Form<Name>, name: Name, options: { readonly note?: Content; readonly rows?: number } = {}): VNode {
    return field(form, name, options.note, (described) => (
        <textarea
            id={`${form.id}-${name}`}
            name={name}
            rows={options.rows ?? 3}
            spellcheck="false"
            value={form.values[name]}
            aria-invalid={form.errors[name] ? 'true' : undefined}
            aria-describedby={described}
            onInput={(event) => {
                form.values[name] = (event.target as HTMLTextAreaElement).value;
            }}
        />
    ));
}

export interface Choices {
    /** Heads a group; empty = stands outside of groups. */
    readonly group: string;
    readonly options: readonly (readonly [value: string, title: string])[];
}

export function selectField<Name extends string>(form: Form<Name>, name: Name, choices: readonly Choices[], note: Content = null): VNode {
    const entry = ([value, title]: readonly [string, string]) => (
        <option key={value} value={value} selected={form.values[name] === value}>{title}</option>
    );
    return field(form, name, note, (described) => (
        <select
            id={`${form.id}-${name}`}
            name={name}
            value={form.values[name]}
            aria-invalid={form.errors[name] ? 'true' : undefined}
            aria-describedby={described}
            onChange={(event) => {
                form.values[name] = (event.target as HTMLSelectElement).value;
            }}
        >
            {choices.map(({ group, options }) =>
                group === '' ? options.map(entry) : h('optgroup', { key: group, label: group }, options.map(entry))
            )}
        </select>
    ));
}

function field<Name extends string>(form: Form<Name>, name: Name, note: Content, control: (described: string | undefined) => VNode): VNode {
    const error = form.errors[name];
    const [errorID, noteID] = [`${form.id}-${name}-error`, `${form.id}-${name}-note`];
    const described = [error && errorID, note && noteID].filter(Boolean).join(' ');
    return (
        <div class="field">
            <label for={`${form.id}-${name}`}>{form.labels[name]}</label>
            {control(described || undefined)}
            {error ? <p id={errorID} class="field-error">{error}</p> : null}
            {note ? <p id={noteID} class="field-note">{note}</p> : null}
        </div>
    );
}

/** A box to tick beside its words. */
export function checkbox(label: Content, checked: boolean, changed: (checked: boolean) => void): VNode {
    return (
        <label class="check">
            <input type="checkbox" checked={checked} onChange={(event) => changed((event.target as HTMLInputElement).checked)} />
            <span>{label}</span>
        </label>
    );
}
