/** One month of one model at one horizon, measured by predicting first and learning afterwards. */
export interface ModelRecord {
    /** `2026-03`. */
    readonly month: string;
    readonly horizon_seconds: number;
    readonly model: string;
    readonly n: number;
    readonly base_rate: number | null;
    readonly auc: number | null;
    readonly auc_low?: number | null;
    readonly auc_high?: number | null;
    readonly brier?: number | null;
    readonly log_loss?: number | null;
    /** House gain from acting on the ranking, bps. */
    readonly money?: number | null;
    readonly calibration?: readonly CalibrationBin[];
    readonly reason?: string | null;
}

export interface CalibrationBin {
    readonly n: number;
    readonly predicted: number | null;
    readonly observed: number | null;
}

export interface ChampionChange {
    readonly at: string;
    readonly horizon_seconds?: number | null;
    readonly from: string | null;
    readonly to: string;
    readonly gain?: number | null;
    readonly low?: number | null;
    readonly high?: number | null;
    readonly note?: string | null;
}

export interface Drift {
    readonly month: string;
    readonly feature: string;
    /** Population stability index against the month before. */
    readonly psi: number | null;
    readonly reason?: string | null;
}

export interface RulePrecision {
    readonly rule: string;
    readonly raised: number;
    readonly closed: number;
    readonly confirmed: number;
    readonly precision: number | null;
    readonly low?: number | null;
    readonly high?: number | null;
}

export interface ModelCard {
    readonly as_of?: string | null;
    readonly version?: string | number | null;
    readonly champions?: readonly { readonly horizon_seconds: number; readonly model: string; readonly since?: string | null }[];
    readonly records: readonly ModelRecord[];
    readonly champion_history: readonly ChampionChange[];
    readonly drift: readonly Drift[];
    readonly rules: readonly RulePrecision[];
    readonly reason?: string | null;
}
