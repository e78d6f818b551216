import { h } from 'vue';
import type { VNode } from 'vue';

/** One of several values, with its label inside the control's name. */
export function choice(label: string, value: string, options: readonly (readonly [string, string])[], changed: (value: string) => void): VNode {
    return (
        <label class={['choice', value !== '' && 'is-set']}>
            <span class="choice-label">{label}</span>
            <select value={value} onChange={(event) => changed((event.target as HTMLSelectElement).value)}>
                {options.map(([option, title]) => <option key={option} value={option} selected={option === value}>{title}</option>)}
            </select>
        </label>
    );
}

/** Views side by side of which one is shown; kept in the address by the caller. */
export function tabs(label: string, value: string, options: readonly (readonly [string, string])[], changed: (value: string) => void): VNode {
    return (
        <div class="tabs" role="group" aria-label={label}>
            {options.map(([option, title]) => (
                <button
                    key={option}
                    type="button"
                    class={['tab', option === value && 'is-here']}
                    aria-pressed={option === value ? 'true' : 'false'}
                    onClick={() => changed(option)}
                >
                    {title}
                </button>
            ))}
        </div>
    );
}
