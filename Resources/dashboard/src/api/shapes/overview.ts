import type { Band } from './common';
import type { Connection } from './connection';
import type { House } from './exposure';

export interface Use {
    readonly used: number;
    readonly limit: number | null;
}

export interface Overview {
    readonly house: House;
    readonly accounts: { readonly total: number; readonly scored: number; readonly bands: Readonly<Partial<Record<Band, number>>> };
    readonly deals: { readonly total: number; readonly last_at: string | null };
    readonly alerts: { readonly open: number; readonly critical: number };
    readonly connections: readonly Connection[];
    readonly plan: { readonly name: string; readonly servers: Use; readonly accounts: Use };
    readonly as_of: string;
}
