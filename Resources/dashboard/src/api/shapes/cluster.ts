import type { Decimal, ID } from './common';

export type LinkKind = 'copy' | 'mirror' | 'identity';

export const linkKinds: Readonly<Record<LinkKind, { readonly title: string; readonly meaning: string }>> = {
    copy: { title: 'Copy', meaning: 'Opens the same way within seconds, far more often than chance.' },
    mirror: { title: 'Mirror', meaning: 'Opens the opposite way within seconds, so that one pays what the other loses.' },
    identity: { title: 'Identity', meaning: 'Shares a device, a payment instrument, an address or a document.' },
};

export interface AccountLink {
    readonly account_id: ID;
    readonly connection_id: ID | null;
    readonly account_number: string | null;
    readonly kind: LinkKind;
    readonly matches: number | null;
    /** J: matches over the opens of the account with fewer. */
    readonly similarity: number | null;
    readonly p_value: number | null;
    /** The same as a power of ten, where the p-value is too small for a number. */
    readonly log10_p?: number | null;
    /** By how much the other account comes later; negative when it comes first. */
    readonly lag_ms: number | null;
    /** Of mirror links: how much of what one wins the other loses. */
    readonly cancel_ratio?: number | null;
    /** Whether it stands out of all pairs of the tenant. */
    readonly proven?: boolean;
    /** Set where the link is one in good faith, as with a declared signal. */
    readonly innocence?: string | null;
    readonly evidence: string | null;
    /** Deals of both accounts that match. */
    readonly deals?: readonly ID[];
    readonly innocent_explanation?: string | null;
    readonly since?: string | null;
}

/** A share of all clients' positions in one symbol that no member holds alone. */
export interface HiddenConcentration {
    readonly symbol: string;
    readonly share: number;
    readonly largest_member: number;
}

export interface Cluster {
    /** The smallest member's; with the kind it names the cluster. */
    readonly id: ID;
    readonly kind: LinkKind | string;
    readonly members: readonly ID[];
    readonly p_value: number | null;
    readonly similarity: number | null;
    readonly log10_p?: number | null;
    /** What the members hold, bought less sold. */
    readonly net_usd: Decimal | number | null;
    /** The same without signs. */
    readonly exposure_usd: Decimal | number | null;
    /** What the members have closed, client sign. */
    readonly result_usd?: Decimal | number | null;
    /** How likely it is that the members as one have an edge. */
    readonly edge_probability?: number | null;
    readonly since: string | null;
    readonly evidence?: string | null;
    readonly innocent_explanation?: string | null;
    readonly hidden_concentration?: HiddenConcentration | null;
    readonly reason?: string | null;
}
