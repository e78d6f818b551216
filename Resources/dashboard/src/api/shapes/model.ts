/** One month of one model at one horizon, measured by predicting first and learning afterwards. */
export interface ModelRecord {
    /** `2026-03`. */
    readonly month: string;
    readonly horizon_seconds: number;
    readonly model: string;
    /** Trades whose outcome is known, and how many of them proved toxic. */
    readonly n: number;
    readonly toxic: number;
    readonly base_rate: number | null;
    /** Null without both kinds of trades. */
    readonly auc: number | null;
    readonly auc_low: number | null;
    readonly auc_high: number | null;
    /** Average precision. */
    readonly pr_auc?: number | null;
    /** The share of toxic ones in the tenth ranked highest. */
    readonly top_tenth_precision?: number | null;
    readonly brier: number | null;
    readonly log_loss: number | null;
    /** What the house would have gained by passing on the tenth ranked highest, bps times trades, and how many trades that were. */
    readonly gain: number | null;
    readonly acted: number | null;
    /** The tenths of probability that were forecast at all, rising. */
    readonly calibration: readonly CalibrationBin[];
}

export interface CalibrationBin {
    readonly n: number;
    readonly predicted: number;
    readonly observed: number;
}

/** The model whose word counts. */
export interface Champion {
    readonly horizon_seconds: number;
    readonly model: string;
    /** The UTC day it took over; null for the base rate that was there from the start. */
    readonly since: string | null;
    /** Blocks of days on which a challenger has been compared; a change needs twenty. */
    readonly blocks?: number | null;
}

export interface ChampionChange {
    /** The UTC day. */
    readonly day: string;
    readonly horizon_seconds: number;
    readonly from: string;
    readonly to: string;
    /** What acting on the new one saved over the old one, bps times trades a block, with its 95 % interval. */
    readonly gain: number;
    readonly low: number;
    readonly high: number;
    readonly p_value: number | null;
    readonly blocks: number;
}

export interface Drift {
    readonly month: string;
    readonly horizon_seconds: number;
    readonly model: string;
    /** Population stability index of the scores against the month before. */
    readonly psi: number | null;
}

export interface RulePrecision {
    readonly rule: string;
    readonly raised: number;
    /** Closed with a verdict. */
    readonly closed: number;
    /** Closed as true. */
    readonly confirmed: number;
    readonly precision: number | null;
    readonly low?: number | null;
    readonly high?: number | null;
}

export interface ModelCard {
    readonly as_of?: string | null;
    readonly version?: string | number | null;
    readonly champions: readonly Champion[];
    readonly records: readonly ModelRecord[];
    readonly champion_history: readonly ChampionChange[];
    readonly drift: readonly Drift[];
    readonly rules: readonly RulePrecision[];
    readonly reason?: string | null;
}
