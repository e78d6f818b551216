import { readable } from '../../format/words';

interface Rule {
    readonly title: string;
    /** What its value and threshold count; a share is written in per cent. */
    readonly unit: 'USD' | '%' | 'share' | 'steps' | 'stated';
}

/** What each rule watches, in a few words. */
const rules: Readonly<Record<string, Rule>> = {
    EX1: { title: 'Net exposure against the limit of the symbol', unit: 'USD' },
    OR1: { title: 'Large order', unit: 'stated' },
    MG1: { title: 'Margin call', unit: '%' },
    TX6: { title: 'Profitable scalper', unit: 'share' },
    ST1: { title: 'Martingale', unit: 'steps' },
    TX8: { title: 'New account gains fast', unit: 'share' },
};

export const knownRules: readonly string[] = Object.keys(rules);

export function ruleTitle(rule: string): string {
    return rules[rule]?.title ?? readable(rule);
}

export function ruleUnit(rule: string): Rule['unit'] {
    return rules[rule]?.unit ?? 'stated';
}
