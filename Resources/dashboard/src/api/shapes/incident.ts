import type { Decimal, ID } from './common';

export type IncidentKind = 'frozen' | 'lag' | 'spike' | 'crossed';

/** A fault of the house's own prices. Deals inside one accuse nobody. */
export interface FeedIncident {
    readonly id?: ID;
    readonly symbol: string;
    readonly kind: IncidentKind;
    readonly started_at: string;
    /** Null while it goes on. */
    readonly ended_at: string | null;
    /** How large, in the unit of its kind. */
    readonly size: number | null;
    readonly unit?: string | null;
    readonly deals: number | null;
    readonly house_loss_usd: Decimal | number | null;
    readonly reason?: string | null;
}
