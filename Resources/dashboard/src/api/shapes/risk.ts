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
    } | null;
    readonly historical: { readonly var: Usd; readonly es: Usd; readonly n: number; readonly reason?: string | null } | null;
    readonly backtest: {
        readonly exceptions: number | null;
        readonly n: number;
        readonly kupiec_p: number | null;
        readonly light?: Light | null;
        readonly days?: readonly BacktestDay[];
        readonly reason?: string | null;
    } | null;
    /** Factors that are held and of which too little is known; they are left out while they are a small part of the book. */
    readonly missing?: readonly string[];
    readonly reason?: string | null;
}

/** What a shock moves: the price of one symbol, the value in USD of one currency, or everything of a class. */
export type ShockKind = 'symbol' | 'currency' | 'asset_class';

export interface Shock {
    readonly kind: ShockKind;
    readonly key: string;
    /** One of the two: a move in per cent, or in standard deviations of a day's move. */
    readonly percent?: number | null;
    readonly deviations?: number | null;
}

export interface StressScenario {
    readonly id: string;
    readonly name: string;
    readonly shocks: readonly Shock[];
    /** Every symbol gaps against the house by its own worst weekend; there are no shocks then. */
    readonly weekend_gap?: boolean;
}

export interface StressResult {
    /** The id of the scenario. */
    readonly scenario: string;
    readonly name?: string | null;
    /** The house's result, what clients cannot pay taken off. */
    readonly pnl_usd: Usd;
    /** The same before what clients cannot pay. */
    readonly market_usd?: Usd;
    readonly negative_balance_usd: Usd;
    readonly negative_accounts?: number;
    readonly worst_symbols?: readonly { readonly symbol: string; readonly usd: Usd }[];
    readonly worst_accounts?: readonly { readonly account_id: ID; readonly account_number?: string | null; readonly shortfall_usd: Usd }[];
    /** Symbols that are held but have too short a history to know how far they would move: they stand still. */
    readonly unmoved?: readonly string[];
    readonly reason?: string | null;
}

export interface CascadeStep {
    readonly move_pips: number;
    readonly accounts: number;
    readonly lots: Decimal | null;
    /** The part of `lots` that belongs to book A and goes to the provider. */
    readonly provider_lots?: Decimal | null;
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
    /** Without sign. */
    readonly break_usd: Usd;
    readonly usd_per_pip?: Usd;
    /** Since when it has been larger than is tolerated; null when it is not. */
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
    readonly severity?: 'warning' | 'critical' | null;
    readonly detail?: string | null;
}

export interface Coverage {
    readonly items: readonly CoverageRow[];
    readonly tickets?: readonly UnmatchedTicket[];
    readonly reason?: string | null;
}

/** Fills against the mid so long afterwards; what was earned at the fill and what the mid then did add up to the markout. */
export interface MarkoutResult {
    readonly spread_capture_usd: Usd;
    readonly adverse_selection_usd: Usd;
    readonly markout_usd: Usd;
    /** Fills that went in. */
    readonly n: number;
}

/** The house's result of the day, cut one way. */
export interface ResultRow {
    readonly key: string;
    readonly pnl_usd: Usd;
    readonly closed_usd: Usd;
    readonly floating_change_usd: Usd;
    readonly swap_usd: Usd;
    readonly commission_usd: Usd;
    readonly charges_usd?: Usd;
    readonly rebates_usd?: Usd;
    /** What bonuses cost; not in the result. */
    readonly bonus_usd?: Usd;
    /** What the provider's side brought; null where no fills are known. */
    readonly cover_usd?: Usd;
    readonly spread_capture_usd?: Usd;
    readonly ten_seconds?: MarkoutResult | null;
    readonly sixty_seconds?: MarkoutResult | null;
    readonly turnover_usd: Usd;
    readonly revenue_per_million: number | null;
    readonly deals: number;
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

/** Prices asked for against prices filled. */
export interface ExecutionRow {
    /** Null for all together. */
    readonly symbol: string | null;
    readonly side: 'buy' | 'sell' | null;
    readonly fills: number;
    /** Fills at better, at worse and at exactly the price asked for; better is better for the client. */
    readonly better: number;
    readonly worse: number;
    readonly same: number;
    /** Positive in the client's favour. */
    readonly mean_bps: number | null;
    /** Of the sign test on fills that slipped: small means that clients are slipped one way. */
    readonly p_value: number | null;
    /** The 95 % interval of the share of better fills among those that slipped. */
    readonly better_share: readonly [number, number] | null;
}

export interface Execution {
    readonly total: ExecutionRow;
    /** By symbol and side. */
    readonly items: readonly ExecutionRow[];
}

/** What one way of covering brought the house over the days of a replay. */
export interface ReplayOutcome {
    readonly usd: Usd;
    readonly drawdown_usd: Usd;
    readonly worst_day_usd: Usd;
    readonly var_95_usd: Usd;
}

/** By how much the policy would have been better, with its 95 % interval. */
export interface ReplayDifference {
    readonly usd: Usd;
    readonly low: Usd;
    readonly high: Usd;
}

export interface Replay {
    readonly policy: string;
    readonly days_asked: number;
    readonly trades: number;
    readonly days: number;
    readonly share_routed: number | null;
    readonly policy_result: ReplayOutcome;
    readonly all_b: ReplayOutcome;
    readonly all_a: ReplayOutcome;
    readonly current: ReplayOutcome;
    readonly over_all_b?: ReplayDifference | null;
    readonly over_all_a?: ReplayDifference | null;
    readonly over_current?: ReplayDifference | null;
}
