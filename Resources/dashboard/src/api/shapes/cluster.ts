import type { Decimal, ID } from './common';

export type LinkKind = 'copy' | 'mirror' | 'identity';

export const linkKinds: Readonly<Record<LinkKind, { readonly title: string; readonly meaning: string }>> = {
    copy: { title: 'Copy', meaning: 'Opens the same way within seconds, far more often than chance.' },
    mirror: { title: 'Mirror', meaning: 'Opens the opposite way within seconds, so that one pays what the other loses.' },
    identity: { title: 'Identity', meaning: 'Shares a device, a payment instrument, an address or a document.' },
};

export interface AccountLink {
    readonly account_id: ID;
    readonly connection_id: ID;
    readonly account_number: string;
    readonly kind: LinkKind;
    readonly matches: number | null;
    /** J: matches over the opens of the account with fewer. */
    readonly similarity: number | null;
    readonly p_value: number | null;
    /** By how much the other account comes later; negative when it comes first. */
    readonly lag_ms: number | null;
    readonly cancel_ratio?: number | null;
    readonly evidence: string | null;
    /** This account's deals that match. */
    readonly deals?: readonly ID[];
    readonly innocent_explanation?: string | null;
}

export interface Cluster {
    readonly id: ID;
    readonly kind: LinkKind | string;
    readonly members: readonly ID[];
    readonly p_value: number | null;
    readonly similarity: number | null;
    readonly net_usd: Decimal | number | null;
    readonly exposure_usd: Decimal | number | null;
    readonly since: string | null;
    readonly evidence?: string | null;
    /** Each member is small, together they are not. */
    readonly hidden_concentration?: boolean | null;
    readonly reason?: string | null;
}
