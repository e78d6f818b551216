import type { Band, Book, Decimal, ID } from './common';

export interface Advice {
    readonly book: Book;
    readonly probability: number | null;
    readonly saving_usd: Decimal | null;
    readonly since?: string | null;
}

export interface Account {
    readonly id: ID;
    readonly connection_id: ID;
    readonly server: string | null;
    readonly account_number: string;
    readonly group: string | null;
    readonly name: string | null;
    readonly currency: string;
    readonly leverage: number | null;
    readonly book: Book;
    readonly balance: Decimal | null;
    readonly credit: Decimal | null;
    readonly equity: Decimal | null;
    readonly margin: Decimal | null;
    /** Per cent. */
    readonly margin_level: number | null;
    readonly floating: Decimal | null;
    readonly deals: number;
    readonly volume_lots: Decimal | null;
    readonly profit: Decimal | null;
    readonly risk_score: number | null;
    readonly band: Band | null;
    readonly advice: Advice | null;
    readonly score_reason?: string | null;
    readonly open_positions?: number;
    readonly last_deal_at: string | null;
    readonly reason?: string | null;
    /** Adverse move to the stop-out: in pips of the only symbol, and in standard deviations of what all that is open does in an hour. */
    readonly pips_to_stop_out?: number | null;
    readonly sigma_to_stop_out?: number | null;
    readonly loss_to_stop_out?: Decimal | null;
    /** The chance of touching it within the hour. */
    readonly touch_chance?: number | null;
    /** Notional over equity. */
    readonly leverage_in_use?: number | null;
}

export interface Reason {
    readonly code: string;
    readonly title: string;
    readonly points: number;
    readonly evidence: string;
    readonly p_value: number | null;
    readonly interval: readonly [number, number] | null;
    readonly n: number | null;
    readonly usd: Decimal | number | null;
    readonly deals: readonly ID[];
    readonly innocent_explanation: string | null;
}

export interface Score {
    readonly risk_score: number | null;
    readonly band: Band | null;
    readonly version?: string | number;
    readonly watermark: string | null;
    readonly round_trips: number;
    readonly enough_data: boolean;
    /** How many more are needed for a score without a cap. */
    readonly trips_needed?: number | null;
    /** Null when the account is not scored, with a `reason`. */
    readonly base_points: number | null;
    readonly reason?: string | null;
    readonly reasons: readonly Reason[];
    readonly expected_loss_30d: {
        readonly usd: Decimal | number | null;
        readonly low: Decimal | number | null;
        readonly high: Decimal | number | null;
    } | null;
    readonly advice: Advice | null;
}

export type MarkoutSide = 'open' | 'close';

/** What the horizons count: seconds, quotes of the symbol, or deals in it. */
export type MarkoutClock = 'wall' | 'ticks' | 'trades';

/** `bounded`: some deals are stamped in whole seconds and could have happened at several moments. */
export type MarkoutQuality = 'good' | 'few_trades' | 'bounded';

export interface MarkoutFigures {
    readonly mean_bps: number | null;
    readonly weighted_bps: number | null;
    readonly usd_per_million: number | null;
    readonly low_bps: number | null;
    readonly high_bps: number | null;
}

/** Client sign; the same figures of the house stand in `house`. */
export interface MarkoutPoint extends MarkoutFigures {
    /** By the wall clock; negative before the deal. Null by the other clocks. */
    readonly horizon_seconds: number | null;
    /** By the other clocks: so many quotes or deals later. */
    readonly horizon_count: number | null;
    readonly n: number;
    readonly quality: MarkoutQuality;
    readonly house: MarkoutFigures;
    /** From the mid at the deal in place of the fill: what the client knew, the spread set aside. Client sign. */
    readonly from_mid: { readonly mean_bps: number | null; readonly low_bps: number | null; readonly high_bps: number | null };
}

export interface Markouts {
    readonly side: MarkoutSide;
    readonly clock: MarkoutClock;
    readonly points: readonly MarkoutPoint[];
    readonly reason?: string | null;
}

export interface Position {
    readonly position: ID;
    readonly symbol: string;
    readonly side: 'buy' | 'sell';
    readonly volume: Decimal;
    readonly price_open: Decimal | null;
    readonly price_current?: Decimal | null;
    readonly price_sl?: Decimal | null;
    readonly price_tp?: Decimal | null;
    readonly opened_at: string | null;
    readonly swap?: Decimal | null;
    readonly floating: Decimal | null;
    readonly reason?: string | null;
}

export interface Deal {
    readonly id: ID;
    readonly deal: ID;
    readonly time: string;
    readonly symbol: string | null;
    readonly action: string;
    readonly entry: string | null;
    readonly reason: string | null;
    readonly volume: Decimal | null;
    readonly price: Decimal | null;
    readonly profit: Decimal | null;
    readonly swap: Decimal | null;
    readonly commission: Decimal | null;
    readonly fee: Decimal | null;
    readonly position: ID | null;
    readonly comment: string | null;
    readonly deleted_at?: string | null;
}
