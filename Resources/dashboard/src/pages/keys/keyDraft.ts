import type { Permission } from '../../api/shapes/person';
import type { FieldErrors } from '../../widgets/form/form';

export type KeyField = 'name' | 'scopes' | 'expiry' | 'expires_on' | 'allowed_addresses';

export interface KeyDraft {
    readonly values: Readonly<Record<KeyField, string>>;
    readonly scopes: readonly Permission[];
}

/** How long a key works; `on` = until a day that is typed. */
export const expiries: readonly (readonly [string, string])[] = [
    ['30', '30 days'],
    ['90', '90 days'],
    ['365', 'A year'],
    ['on', 'Until a day…'],
    ['never', 'Without end'],
];

const dayMilliseconds = 86_400_000;

export function checkKey({ values, scopes }: KeyDraft, now: number): FieldErrors<KeyField> {
    const errors: FieldErrors<KeyField> = {};
    if (values.name.trim() === '') errors.name = 'Enter a name that says which program has the key.';
    if (scopes.length === 0) errors.scopes = 'Choose at least one thing that the key may do.';
    if (values.expiry === 'on' && !(Date.parse(`${values.expires_on}T00:00:00Z`) > now)) errors.expires_on = 'Choose a day after today.';
    const wrong = networks(values.allowed_addresses).filter((network) => !/^[0-9a-f.:]+(\/\d{1,3})?$/i.test(network));
    if (wrong.length > 0) errors.allowed_addresses = `${wrong.join(', ')}: not an address or a network, as in 192.0.2.0/24 or 2001:db8::/32.`;
    return errors;
}

/** What is sent. The server takes 90 days when nothing is said of the end, and `null` for none. */
export function keyBody({ values, scopes }: KeyDraft, now: number): Readonly<Record<string, unknown>> {
    return {
        name: values.name.trim(),
        scopes,
        expires_at: expiry(values, now),
        allowed_addresses: networks(values.allowed_addresses),
    };
}

function expiry(values: KeyDraft['values'], now: number): string | null {
    if (values.expiry === 'never') return null;
    if (values.expiry === 'on') return `${values.expires_on}T00:00:00.000Z`;
    return new Date(now + Number(values.expiry) * dayMilliseconds).toISOString();
}

export function networks(text: string): readonly string[] {
    return text.split(/[\s,;]+/).filter(Boolean);
}
