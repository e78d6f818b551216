export type Fullness = 'free' | 'near' | 'full' | 'over';

/** From 80 % of a limit on it is worth a word. */
export function fullness(used: number, limit: number | null): Fullness {
    if (limit === null) return 'free';
    if (used > limit) return 'over';
    if (used === limit) return 'full';
    return used >= limit * 0.8 ? 'near' : 'free';
}
