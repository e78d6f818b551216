import type { Recorded } from '../../api/shapes/audit';

/** One value that differs; null = it was not there, or is not any more. */
export interface Difference {
    /** Where it stands, as in `limits.accounts`. */
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
}

/** What differs between two recorded states, value by value, in the order in which they were recorded. */
export function differences(before: Recorded, after: Recorded): readonly Difference[] {
    const [old, now] = [leaves(before), leaves(after)];
    const paths = new Set([...old.keys(), ...now.keys()]);
    return [...paths]
        .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
        .filter((difference) => difference.before !== difference.after);
}

/** Every value with its path. A list of plain values is one value: its parts have no names of their own. */
function leaves(value: Recorded, path = '', found = new Map<string, string>()): Map<string, string> {
    if (value === null && path === '') return found;
    if (Array.isArray(value)) {
        if (value.every((part) => typeof part !== 'object' || part === null)) found.set(path, value.map(plain).join(', ') || 'none');
        else value.forEach((part: Recorded, index) => leaves(part, join(path, String(index + 1)), found));
    } else if (typeof value === 'object' && value !== null) {
        for (const [key, part] of Object.entries(value)) leaves(part, join(path, key), found);
    } else {
        found.set(path, plain(value));
    }
    return found;
}

function join(path: string, key: string): string {
    return path === '' ? key : `${path}.${key}`;
}

function plain(value: Recorded): string {
    if (value === null) return 'none';
    if (value === '') return 'empty';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return String(value);
}
