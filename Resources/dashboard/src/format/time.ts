import { missing } from './decimal';

/** The person's own zone, by name; shown in the frame of the page. */
export const zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const formatter = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
});

/** `2026-03-01 14:05:09` in the person's zone. */
export function moment(value: string | number | Date | null | undefined): string {
    const date = parse(value);
    if (date === null) return missing;
    const part = Object.fromEntries(formatter.formatToParts(date).map(({ type, value: text }) => [type, text]));
    return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`;
}

/** `14:05:09` when it is today, the date otherwise. */
export function briefMoment(value: string | null | undefined): string {
    const text = moment(value);
    if (text === missing) return text;
    return text.slice(0, 10) === moment(new Date()).slice(0, 10) ? text.slice(11) : text.slice(0, 16);
}

/** `12 s`, `3 min`, `5 h`, `2 d`. */
export function duration(seconds: number | null | undefined): string {
    if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return missing;
    const size = Math.max(0, seconds);
    if (size > 0 && size < 1) return `${Math.round(size * 1000)} ms`;
    if (size < 90) return `${Math.round(size)} s`;
    if (size < 5_400) return `${Math.round(size / 60)} min`;
    if (size < 172_800) return `${Math.round(size / 3600)} h`;
    return `${Math.round(size / 86_400)} d`;
}

export function since(value: string | null | undefined, now: number): string {
    const date = parse(value);
    if (date === null) return missing;
    const seconds = (now - date.getTime()) / 1000;
    return seconds < 1 ? 'now' : duration(seconds);
}

/** The short form of a markout horizon: `-5s`, `0.25s`, `1m`, `4h`. */
export function horizon(seconds: number | null): string {
    if (seconds === null) return 'close';
    const size = Math.abs(seconds);
    const sign = seconds < 0 ? '−' : '';
    if (size >= 3600) return `${sign}${size / 3600}h`;
    if (size >= 60) return `${sign}${size / 60}m`;
    return `${sign}${size}s`;
}

function parse(value: string | number | Date | null | undefined): Date | null {
    if (value === null || value === undefined || value === '') return null;
    const date = value instanceof Date ? value : new Date(value);
    return Number.isNaN(date.getTime()) ? null : date;
}
