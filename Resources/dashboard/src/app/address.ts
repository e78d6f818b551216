/** A view. Everything that makes it what it is stands after the `#`, so that a link gives it back. */
export interface Place {
    path: string;
    query: Readonly<Record<string, string>>;
}

export type Change = Readonly<Record<string, string | number | null | undefined>>;

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

/** What `pattern` (`/accounts/:id`) finds in a path, or null. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
    const wanted = pattern.split('/');
    const given = path.split('/');
    if (wanted.length !== given.length) return null;
    const found: Record<string, string> = {};
    for (const [index, part] of wanted.entries()) {
        const text = given[index] ?? '';
        if (!part.startsWith(':')) {
            if (part !== text) return null;
            continue;
        }
        const plain = unescaped(text);
        if (plain === '') return null;
        found[part.slice(1)] = plain;
    }
    return found;
}

/** Empty when the escapes are broken. */
function unescaped(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return '';
    }
}
