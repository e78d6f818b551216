import type { Evidence } from '../api/shapes/common';

/** `in_work` → `In work`: a code of the interface as a person reads it. */
export function readable(code: string | null | undefined): string {
    if (!code) return '';
    const text = code.replace(/_/g, ' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface Fact {
    readonly name: string;
    readonly value: string;
}

/** Evidence in whatever form it came, as lines of a name and a value. */
export function facts(evidence: Evidence): readonly Fact[] {
    if (evidence === null || evidence === undefined) return [];
    if (typeof evidence === 'string') return evidence === '' ? [] : [{ name: '', value: evidence }];
    if (isList(evidence)) {
        return evidence.map((entry) => (typeof entry === 'string' ? { name: '', value: entry } : { name: readable(entry.name), value: plain(entry.value) }));
    }
    return Object.entries(evidence).map(([name, value]) => ({ name: readable(name), value: plain(value) }));
}

function isList(evidence: Evidence): evidence is readonly (string | { readonly name: string; readonly value: string | number | boolean | null })[] {
    return Array.isArray(evidence);
}

function plain(value: unknown): string {
    if (value === null || value === undefined) return '—';
    if (Array.isArray(value)) return value.map(plain).join(', ');
    if (typeof value === 'object') return JSON.stringify(value);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return String(value);
}
