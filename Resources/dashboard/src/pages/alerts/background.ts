import type { Alert } from '../../api/shapes/alert';
import { link } from '../../app/address';

/** The page that shows what an alert is about in its surroundings. */
export interface Background {
    readonly title: string;
    readonly href: string;
}

/** Null when the account's own page says it all. Pure. */
export function backgroundOf(alert: Alert): Background | null {
    const symbol = alert.subject.kind === 'symbol' ? alert.subject.id : undefined;
    switch (alert.rule) {
        case 'EX4':
            return { title: 'Open the value at risk', href: link('/risk') };
        case 'EX5':
            return { title: 'Open the stress scenarios', href: link('/risk', { view: 'stress' }) };
        case 'EX7':
            return { title: 'Open the coverage', href: link('/risk', { view: 'coverage' }) };
        case 'PL1':
        case 'PL3':
            return { title: 'Open the result of the day', href: link('/risk', { view: 'result' }) };
        case 'MG5':
            return { title: 'Open the cascade', href: link('/risk', { view: 'cascade', symbol }) };
        case 'CO2':
            return { title: 'Open the execution', href: link('/risk', { view: 'execution' }) };
        case 'LK1':
        case 'LK2':
        case 'LK3':
        case 'LK4':
            return { title: 'Open the cluster', href: link('/clusters', { account: alert.account_id }) };
        case 'FD1':
        case 'FD2':
        case 'FD3':
            return { title: 'Open the feed incidents', href: link('/feed', { symbol }) };
        default:
            return symbol === undefined ? null : { title: 'Open the exposure', href: link('/exposure') };
    }
}
