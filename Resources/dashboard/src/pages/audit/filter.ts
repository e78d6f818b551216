import type { Query } from '../../api/client';

/** The filters that the address keeps. */
export const filterKeys = ['search', 'action', 'actor', 'subject', 'from', 'to'] as const;

/**
 * What the server is asked for. Days are the person's own: `from` begins with its day, and `to` is the last day that is
 * still in.
 */
export function auditQuery(query: Readonly<Record<string, string>>): Query {
    const { search, action, actor, subject, from, to } = query;
    return { search, action, actor, subject, from: dayStart(from, 0), to: dayStart(to, 1) };
}

export function isFiltered(query: Readonly<Record<string, string>>): boolean {
    return filterKeys.some((key) => Boolean(query[key]));
}

/** The beginning of a day `later` days on, in UTC; undefined for what is no day. */
export function dayStart(day: string | undefined, later: number): string | undefined {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
    if (match === null) return undefined;
    const date = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + later);
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
