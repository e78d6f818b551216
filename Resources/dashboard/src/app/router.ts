import { shallowReactive } from 'vue';

/** The page in view. Everything that makes a view what it is stands after the `#`, so that a link gives it back. */
export interface Place {
    path: string;
    query: Readonly<Record<string, string>>;
}

export type Change = Readonly<Record<string, string | number | null | undefined>>;

export const place = shallowReactive<Place>(parsePlace(location.hash));

window.addEventListener('hashchange', () => Object.assign(place, parsePlace(location.hash)));

/** `#/accounts?band=high` → its parts. Anything unreadable is the first page. */
export function parsePlace(hash: string): Place {
    const text = hash.replace(/^#/, '');
    const mark = text.indexOf('?');
    const path = mark < 0 ? text : text.slice(0, mark);
    const query = Object.fromEntries(new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1)));
    return { path: path.startsWith('/') ? path : '/overview', query };
}

export function link(path: string, query: Change = {}): string {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
        if (value !== null && value !== undefined && value !== '') parameters.set(key, String(value));
    }
    const text = parameters.toString();
    return `#${path}${text ? `?${text}` : ''}`;
}

export function go(path: string, query: Change = {}): void {
    location.hash = link(path, query);
}

/** Changes parts of the query. A small change of view replaces the entry in the history; a step gets one of its own. */
export function adjust(change: Change, as: 'replacement' | 'step' = 'replacement'): void {
    const target = link(place.path, { ...place.query, ...change });
    if (target === link(place.path, place.query)) return;
    if (as === 'step') {
        location.hash = target;
        return;
    }
    history.replaceState(null, '', target);
    Object.assign(place, parsePlace(target));
}

/** What `pattern` (`/accounts/:id`) finds in a path, or null. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
    const wanted = pattern.split('/');
    const given = path.split('/');
    if (wanted.length !== given.length) return null;
    const found: Record<string, string> = {};
    for (const [index, part] of wanted.entries()) {
        const text = given[index] ?? '';
        if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(text);
        else if (part !== text) return null;
    }
    return found;
}
