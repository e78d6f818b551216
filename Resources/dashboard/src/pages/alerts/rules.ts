import { readable } from '../../format/words';

interface Rule {
    readonly title: string;
    /** What its value and threshold count. A `share` is written in per cent; `stated` rules say in each alert how they measured. */
    readonly unit: string;
}

/** What each rule watches, in a few words. */
const rules: Readonly<Record<string, Rule>> = {
    EX1: { title: 'Net exposure against the limit of the symbol', unit: 'USD' },
    EX2: { title: 'Net exposure against the limit of the currency', unit: 'USD' },
    EX3: { title: 'Jump in exposure', unit: 'stated' },
    EX4: { title: 'Value at risk against its limit', unit: 'USD' },
    EX5: { title: 'Loss in the worst stress scenario', unit: 'USD' },
    EX6: { title: 'Concentration in one client or cluster', unit: 'share' },
    EX7: { title: 'Break with the liquidity provider', unit: 'lots' },
    PL1: { title: 'Loss of the book today', unit: 'USD' },
    PL2: { title: 'Client’s profit today', unit: 'stated' },
    PL3: { title: 'Loss in a symbol today', unit: 'USD' },
    PL4: { title: 'Large open profit', unit: 'stated' },
    MG1: { title: 'Margin call', unit: '%' },
    MG2: { title: 'Large account near its stop-out', unit: 'stated' },
    MG3: { title: 'Stopped out', unit: 'stated' },
    MG4: { title: 'Negative balance', unit: 'stated' },
    MG5: { title: 'Stop-out cascade', unit: 'share' },
    OR1: { title: 'Large order', unit: 'stated' },
    OR2: { title: 'Burst of orders', unit: 'stated' },
    OR3: { title: 'High leverage in use', unit: 'stated' },
    TX1: { title: 'Toxic edge', unit: 'stated' },
    TX2: { title: 'Toxic edge, severe', unit: 'stated' },
    TX3: { title: 'Latency arbitrage', unit: 'as −log10 of the p-value' },
    TX4: { title: 'Fills off the market', unit: 'USD' },
    TX5: { title: 'News trader', unit: 'stated' },
    TX6: { title: 'Profitable scalper', unit: 'share' },
    TX7: { title: 'Change of style', unit: 'stated' },
    TX8: { title: 'New account gains fast', unit: 'share' },
    TX9: { title: 'Sharp deals', unit: 'stated' },
    ST1: { title: 'Martingale', unit: 'stated' },
    ST2: { title: 'Grid or averaging', unit: 'stated' },
    LK1: { title: 'Copy cluster', unit: 'accounts' },
    LK2: { title: 'Mirror pair', unit: 'share' },
    LK3: { title: 'Same person as a blocked client', unit: 'share' },
    LK4: { title: 'Exposure of a cluster', unit: 'share' },
    AB1: { title: 'Bonus abuse', unit: 'stated' },
    AB2: { title: 'Swap arbitrage', unit: 'stated' },
    AB3: { title: 'Churning for rebates', unit: 'stated' },
    AB4: { title: 'Deposits and withdrawals without trading', unit: 'stated' },
    FD1: { title: 'Own feed frozen', unit: 'pips' },
    FD2: { title: 'Own feed late', unit: 'ms' },
    FD3: { title: 'Spike or crossed quote in the own feed', unit: 'stated' },
    FD4: { title: 'Wide spread', unit: 'times the usual' },
    CO1: { title: 'Leverage above the cap', unit: 'stated' },
    CO2: { title: 'Slippage against clients', unit: 'stated' },
    BK1: { title: 'Another book advised', unit: 'stated' },
};

export const knownRules: readonly string[] = Object.keys(rules);

export function ruleTitle(rule: string): string {
    return rules[rule]?.title ?? readable(rule);
}

export function ruleUnit(rule: string): Rule['unit'] {
    return rules[rule]?.unit ?? 'stated';
}
