import { duration } from '../../format/time';

/** Who comes first, in words. A positive lag is that of the other account. */
export function lagText(milliseconds: number | null, kind: string): string {
    if (kind === 'identity') return '';
    if (milliseconds === null) return 'not clear';
    if (milliseconds === 0) return 'at the same moment';
    const size = duration(Math.abs(milliseconds) / 1000);
    return milliseconds > 0 ? `this one, by ${size}` : `the other, by ${size}`;
}
