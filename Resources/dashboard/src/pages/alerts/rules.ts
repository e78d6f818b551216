import { readable } from '../../format/words';

/** What each rule watches, in a few words. */
const titles: Readonly<Record<string, string>> = {
    EX1: 'Net exposure against the limit of the symbol',
    OR1: 'Large order',
    MG1: 'Margin call',
    TX6: 'Profitable scalper',
    ST1: 'Martingale',
    TX8: 'New account gains fast',
};

export const knownRules: readonly string[] = Object.keys(titles);

export function ruleTitle(rule: string): string {
    return titles[rule] ?? readable(rule);
}
