import type { Decimal, ID } from './common';

/** USD of the house's side unless a name says otherwise: a gain of the house is positive. */
export type Usd = Decimal | number | null;

export type Light = 'green' | 'yellow' | 'red';

export interface BacktestDay {
    /** `2026-03-01`, the UTC day. */
    readonly day: string;
    readonly pnl_usd: Usd;
    /** The loss forecast for this day from the days before it, as a positive number. */
    readonly var_usd: Usd;
    readonly exception?: boolean;
}

export interface ValueAtRisk {
    readonly confidence: number;
    readonly horizon_days: number;
    readonly as_of?: string | null;
    readonly parametric: {
        readonly var: Usd;
        readonly es: Usd;
        /** They add up to `var`. */
        readonly components: readonly { readonly factor: string; readonly usd: Usd; readonly exposure_usd?: Usd }[];
        readonly reason?: string | null;
    };
    readonly historical: { readonly var: Usd; readonly es: Usd; readonly n: number; readonly reason?: string | null };
    readonly backtest: {
        readonly exceptions: number | null;
        readonly n: number;
        readonly kupiec_p: number | null;
        readonly light?: Light | null;
        readonly days?: readonly BacktestDay[];
        readonly reason?: string | null;
    };
    readonly reason?: string | null;
}

/** What a shock moves: one instrument, one currency, or all instruments of a class. */
export type ShockKind = 'underlying' | 'currency' | 'asset_class';

export interface Shock {
    readonly kind: ShockKind;
    readonly key: string;
    /** One of the two: a move in per cent, or in daily standard deviations. */
    readonly percent?: number | null;
    readonly sigmas?: number | null;
}

export interface StressScenario {
    readonly id: string;
    readonly name: string;
    readonly shocks: readonly Shock[];
}

export interface StressResult {
    /** The id of the scenario. */
    readonly scenario: string;
    readonly name?: string | null;
    readonly pnl_usd: Usd;
    /** What clients cannot pay: a loss of the house that stands beside `pnl_usd`. */
    readonly negative_balance_usd: Usd;
    readonly worst_symbols?: readonly { readonly symbol: string; readonly usd: Usd }[];
    readonly worst_accounts?: readonly { readonly account_id: ID; readonly account_number?: string | null; readonly usd: Usd }[];
    readonly reason?: string | null;
}

export interface CascadeStep {
    readonly move_pips: number;
    readonly accounts: number;
    readonly lots: Decimal | null;
    readonly house_net_lots: Decimal | null;
    readonly negative_balance_usd: Usd;
}

export interface Cascade {
    readonly symbol?: string | null;
    readonly items: readonly CascadeStep[];
    readonly reason?: string | null;
}

/** One covered symbol: what clients hold against what the liquidity provider holds. */
export interface CoverageRow {
    readonly symbol: string;
    readonly client_lots: Decimal | null;
    readonly lp_lots: Decimal | null;
    /** Provider over client: 1 is fully covered. */
    readonly coverage: number | null;
    readonly break_lots: Decimal | null;
    readonly break_usd: Usd;
    /** When the break began; null when there is none. */
    readonly since: string | null;
    readonly severity?: 'warning' | 'critical' | null;
    readonly reason?: string | null;
}

/** A deal or fill that does not meet its other half. */
export interface UnmatchedTicket {
    readonly kind: string;
    readonly symbol: string | null;
    readonly account_id?: ID | null;
    readonly deal?: ID | null;
    readonly fill?: string | null;
    readonly lots?: Decimal | null;
    readonly since: string | null;
    readonly detail?: string | null;
}

export interface Coverage {
    readonly items: readonly CoverageRow[];
    readonly tickets?: readonly UnmatchedTicket[];
    readonly reason?: string | null;
}

/** The house's result of the day, cut one way. */
export interface ResultRow {
    readonly key: string;
    readonly pnl_usd: Usd;
    readonly closed_usd?: Usd;
    readonly floating_change_usd?: Usd;
    readonly swap_usd?: Usd;
    readonly commission_usd?: Usd;
    readonly spread_capture_usd?: Usd;
    readonly adverse_selection_usd?: Usd;
    readonly markout_usd?: Usd;
    readonly turnover_usd?: Usd;
    readonly revenue_per_million?: number | null;
    readonly deals?: number | null;
    readonly reason?: string | null;
}

export interface Concentration {
    readonly by: string;
    readonly hhi: number | null;
    readonly effective?: number | null;
    readonly warn_above?: number | null;
    readonly top?: readonly { readonly key: string; readonly share: number }[];
    readonly reason?: string | null;
}

export interface HouseResult {
    readonly day?: string | null;
    readonly as_of?: string | null;
    readonly total: ResultRow | null;
    readonly by_book?: readonly ResultRow[];
    readonly by_symbol?: readonly ResultRow[];
    readonly by_group?: readonly ResultRow[];
    readonly concentration?: readonly Concentration[];
    readonly reason?: string | null;
}

/** Slippage, positive in the client's favour. */
export interface ExecutionRow {
    readonly key: string;
    readonly fills: number;
    readonly positive: number;
    readonly negative: number;
    readonly zero: number;
    readonly mean_points?: number | null;
    readonly mean_usd?: Usd;
    /** Of the sign test: small means that clients are slipped one way. */
    readonly p_value: number | null;
    readonly reason?: string | null;
}

export interface Execution {
    readonly items: readonly ExecutionRow[];
    readonly reason?: string | null;
}
