/**
 * Exact decimals from the wire, shown without ever becoming binary numbers.
 * What is missing or not a decimal is an em dash: a figure that is not known is never shown as nought.
 */
export const missing = '—';

export interface DecimalStyle {
    /** Digits after the point; absent = as many as were sent. */
    readonly places?: number;
    /** Writes a plus before what is above nought. */
    readonly signed?: boolean;
}

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export function decimal(value: string | number | null | undefined, style: DecimalStyle = {}): string {
    const parts = split(value);
    if (parts === null) return missing;
    const { digits, places } = rounded(parts, style.places ?? parts.places);
    const text = digits.toString().padStart(places + 1, '0');
    const whole = text.slice(0, text.length - places);
    const sign = digits === 0n ? '' : parts.negative ? '−' : style.signed ? '+' : '';
    const point = places > 0 ? `.${text.slice(text.length - places)}` : '';
    return sign + grouped(whole) + point;
}

/** Of a decimal: −1, 0 or 1; 0 for what is missing. */
export function sign(value: string | number | null | undefined): -1 | 0 | 1 {
    const parts = split(value);
    if (parts === null || parts.digits === 0n) return 0;
    return parts.negative ? -1 : 1;
}

/** To compare and to draw only. */
export function approximate(value: string | number | null | undefined): number | null {
    if (value === null || value === undefined || value === '') return null;
    const number = Number(value);
    return Number.isFinite(number) ? number : null;
}

/** The opposite, exactly: the house's side of a client's figure. */
export function negated<T extends string | number | null | undefined>(value: T): T | string | number {
    if (typeof value === 'number') return -value;
    if (typeof value !== 'string' || split(value) === null) return value;
    if (sign(value) === 0) return value;
    return value.startsWith('-') ? value.slice(1) : `-${value.replace(/^\+/, '')}`;
}

/** A large amount in a few characters: `1.25 M`. For tiles only; tables carry every digit. */
export function compact(value: string | number | null | undefined, signed = false): string {
    const number = approximate(value);
    if (number === null) return missing;
    const size = Math.abs(number);
    const [divisor, unit] = size >= 999_500_000 ? [1e9, ' bn'] : size >= 999_500 ? [1e6, ' M'] : size >= 9_999.5 ? [1e3, ' k'] : [1, ''];
    const scaled = size / divisor;
    const places = divisor === 1 ? 0 : scaled >= 100 ? 1 : 2;
    const prefix = number < 0 ? '−' : signed && number > 0 ? '+' : '';
    return prefix + (divisor === 1 ? grouped(scaled.toFixed(0)) : scaled.toFixed(places)) + unit;
}

interface Parts {
    readonly negative: boolean;
    readonly digits: bigint;
    readonly places: number;
}

function split(value: string | number | null | undefined): Parts | null {
    if (value === null || value === undefined) return null;
    const match = pattern.exec(typeof value === 'number' ? plain(value) : value);
    if (match === null) return null;
    const fraction = match[3] ?? '';
    return { negative: match[1] === '-', digits: BigInt((match[2] ?? '0') + fraction), places: fraction.length };
}

function plain(value: number): string {
    if (!Number.isFinite(value)) return '';
    const text = String(value);
    return text.includes('e') ? value.toFixed(8) : text;
}

function rounded(parts: Parts, places: number): { digits: bigint; places: number } {
    if (places >= parts.places) return { digits: parts.digits * 10n ** BigInt(places - parts.places), places };
    const unit = 10n ** BigInt(parts.places - places);
    return { digits: (parts.digits + unit / 2n) / unit, places };
}

function grouped(whole: string): string {
    return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}
