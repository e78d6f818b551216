import type { Reason, Score } from '../../api/shapes/account';

/** One step of the waterfall: from where to where on the scale of 0 to 100. */
export interface Step {
    readonly code: string;
    readonly title: string;
    readonly points: number;
    readonly from: number;
    readonly to: number;
    /** Null for the base. */
    readonly reason: Reason | null;
}

/** The base and then every reason that moves points, each beginning where the one before ended. Pure. */
export function waterfall(score: Score): readonly Step[] {
    const base = score.base_points ?? 0;
    let level = base;
    const steps: Step[] = [{ code: 'base', title: 'Base rate of all accounts', points: base, from: 0, to: base, reason: null }];
    for (const reason of score.reasons) {
        if (reason.points === 0) continue;
        const from = level;
        level += reason.points;
        steps.push({ code: reason.code, title: reason.title, points: reason.points, from, to: level, reason });
    }
    return steps;
}

/** Patterns that were found and move no points. */
export function labels(score: Score): readonly Reason[] {
    return score.reasons.filter((reason) => reason.points === 0);
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
