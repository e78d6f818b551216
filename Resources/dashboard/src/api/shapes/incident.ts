import type { Decimal, ID } from './common';

export type IncidentKind = 'frozen' | 'lag' | 'spike' | 'crossed';

/** A fault of the house's own prices. Deals inside one accuse nobody. */
export interface FeedIncident {
    readonly connection_id?: ID;
    readonly symbol: string;
    readonly kind: IncidentKind;
    readonly started_at: string;
    /** Null while it goes on. */
    readonly ended_at: string | null;
    /** Pips that the reference moved (frozen) or that the quote stood away (spike), milliseconds (lag), points (crossed). */
    readonly size: number | null;
    readonly unit?: string;
    readonly deals: number | null;
    /** The newest of them, oldest first. */
    readonly deal_ids?: readonly ID[];
    readonly house_loss_usd: Decimal | number | null;
    readonly reason?: string | null;
}
