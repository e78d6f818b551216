import type { Alert } from '../../api/shapes/alert';
import { decimal } from '../../format/decimal';

/** `5,240,000 of 5,000,000`: what was measured against the threshold. */
export function measured(alert: Alert): string {
    if (alert.value === null) return '';
    return alert.threshold === null ? `${figure(alert.value)}` : `${figure(alert.value)} against ${figure(alert.threshold)}`;
}

export function figure(value: number | string | null): string {
    if (typeof value === 'string' && !/^[+-]?\d+(\.\d+)?$/.test(value)) return value;
    const size = Math.abs(Number(value));
    return decimal(value, { places: size >= 1000 ? 0 : size >= 10 ? 1 : 2 });
}
