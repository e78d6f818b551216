import type { Decimal } from './common';

export type Grouping = 'symbol' | 'currency' | 'group' | 'book';

export interface ExposureRow {
    readonly key: string;
    readonly long_lots: Decimal | null;
    readonly short_lots: Decimal | null;
    readonly net_lots: Decimal | null;
    readonly gross_lots: Decimal | null;
    readonly net_units: Decimal | null;
    /** Clients' net position. */
    readonly net_usd: Decimal | null;
    /** Clients' open profit. */
    readonly floating_usd: Decimal | null;
    /** What is left with the house. */
    readonly house_net_usd: Decimal | null;
    /** Of the limit: 1 is the limit. */
    readonly limit_share: number | null;
    readonly accounts: number;
    readonly updated_at: string | null;
    readonly reason?: string | null;
}

export interface House {
    readonly net_usd: Decimal | null;
    readonly gross_usd: Decimal | null;
    readonly floating_usd: Decimal | null;
    readonly client_floating_usd: Decimal | null;
    readonly closed_today_usd: Decimal | null;
    readonly reason?: string | null;
}
