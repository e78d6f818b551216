import type { Connection, Progress } from '../../api/shapes/connection';
import { percent } from '../../format/statistic';
import { duration, moment } from '../../format/time';

/** The share of the history that has been fetched, 0 to 1, or null when it is not known. */
export function progressShare(connection: Connection): number | null {
    const { progress } = connection;
    if (typeof progress === 'number') return progress;
    return progress?.share ?? null;
}

/** What is still to be fetched, in words; empty when nothing is. */
export function progressText(connection: Connection): string {
    const { progress } = connection;
    const share = progressShare(connection);
    if (share !== null && share >= 1) return '';
    const parts = [share === null ? '' : `history ${percent(share)} fetched`, typeof progress === 'object' && progress !== null ? span(progress) : ''];
    return parts.filter(Boolean).join(', ');
}

function span(progress: Progress): string {
    if (progress.from && progress.to) return `still to fetch: ${moment(progress.from).slice(0, 16)} to ${moment(progress.to).slice(0, 16)}`;
    return progress.remaining_seconds ? `${duration(progress.remaining_seconds)} of history still to fetch` : '';
}
