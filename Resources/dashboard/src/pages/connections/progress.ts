import type { Connection } from '../../api/shapes/connection';
import { percent } from '../../format/statistic';
import { duration } from '../../format/time';

/** What of the history is still to be fetched, in words; empty when nothing is. */
export function progressText(connection: Connection): string {
    const { progress, remaining_seconds: remaining } = connection;
    if (progress === null || progress >= 1) return '';
    const left = remaining ? `, ${duration(remaining)} of it still to fetch` : '';
    return `history ${percent(progress)} fetched${left}`;
}
