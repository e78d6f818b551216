import type { Alert } from '../../api/shapes/alert';

/** What the inbox is narrowed to; absent = anything. */
export interface AlertFilter {
    readonly state: string | undefined;
    readonly severity: string | undefined;
    readonly rule: string | undefined;
    readonly account_id: string | undefined;
}

/** From the address. Without a word about the state the inbox shows what is open. */
export function alertFilters(query: Readonly<Record<string, string>>): AlertFilter {
    const state = query['state'] ?? (query['account_id'] ? 'all' : 'open');
    return { state: state === 'all' ? undefined : state, severity: query['severity'], rule: query['rule'], account_id: query['account_id'] };
}

export function matches(alert: Alert, filter: AlertFilter): boolean {
    return (filter.state === undefined || alert.state === filter.state || (filter.state === 'unfinished' && alert.state !== 'closed')) &&
        (filter.severity === undefined || alert.severity === filter.severity) &&
        (filter.rule === undefined || alert.rule === filter.rule) &&
        (filter.account_id === undefined || String(alert.account_id) === filter.account_id);
}
