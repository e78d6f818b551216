import { missing } from './decimal';

/** A statistic, which is a binary number, to a fixed count of places with the typographic minus. */
export function statistic(value: number | null | undefined, places = 2, signed = false): string {
    if (value === null || value === undefined || !Number.isFinite(value)) return missing;
    const text = Math.abs(value).toFixed(places);
    if (Number(text) === 0) return text;
    return (value < 0 ? '−' : signed ? '+' : '') + text;
}

export function count(value: number | null | undefined): string {
    if (value === null || value === undefined) return missing;
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function percent(share: number | null | undefined, places = 0): string {
    if (share === null || share === undefined || !Number.isFinite(share)) return missing;
    return `${statistic(share * 100, places)} %`;
}

/** Small probabilities by their power, so that "0.000" is never read as impossible. */
export function probability(value: number | null | undefined): string {
    if (value === null || value === undefined || !Number.isFinite(value)) return missing;
    if (value < 1e-6) return '< 0.000001';
    return value < 0.001 ? value.toFixed(6).replace(/0+$/, '') : value.toFixed(3);
}

/** The same for what is told by its power of ten once it is smaller than a person can tell apart. */
export function smallProbability(value: number | null | undefined, log10: number | null | undefined): string {
    const power = log10 ?? (value ? Math.log10(value) : null);
    // The bound is rounded up, so that it is never smaller than what was found.
    return power !== null && power < -6 ? `< 10${superscript(Math.ceil(power))}` : probability(value);
}

function superscript(power: number): string {
    return String(power).replace(/[-\d]/g, (sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(sign))));
}

/** Standard deviations; how far beyond a hundred tells nothing more. */
export function deviations(value: number | null | undefined, places = 1): string {
    return value !== null && value !== undefined && value > 100 ? '> 100' : statistic(value, places);
}

export function plural(number: number, one: string, many: string): string {
    return `${count(number)} ${number === 1 ? one : many}`;
}
