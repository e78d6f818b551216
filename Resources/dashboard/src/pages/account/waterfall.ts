import type { Score } from '../../api/shapes/account';

/** One step of the waterfall: from where to where on the scale of 0 to 100. */
export interface Step {
    readonly code: string;
    readonly title: string;
    readonly points: number;
    readonly from: number;
    readonly to: number;
}

/** The base and then every reason, each beginning where the one before ended. Pure. */
export function waterfall(score: Score): readonly Step[] {
    let level = 0;
    const steps = [{ code: 'base', title: 'Base rate of all accounts', points: score.base_points ?? 0 }, ...score.reasons];
    return steps.map(({ code, title, points }) => {
        const from = level;
        level += points;
        return { code, title, points, from, to: level };
    });
}

export interface Sum {
    readonly base: number;
    readonly reasons: number;
    readonly total: number;
    /** The stated score is lower than the sum because there is too little data, or for another stated cap. */
    readonly capped: boolean;
}

export function sumOf(score: Score): Sum {
    const reasons = score.reasons.reduce((sum, reason) => sum + reason.points, 0);
    const base = score.base_points ?? 0;
    const total = base + reasons;
    return { base, reasons, total, capped: score.risk_score !== null && Math.round(total) - score.risk_score > 1 };
}
