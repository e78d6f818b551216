import type { ID } from './common';
import type { Permission } from './person';

export interface APIKey {
    readonly id: ID;
    /** The first characters of the key: enough to recognise it, useless to use it. */
    readonly prefix: string;
    readonly name: string;
    readonly scopes: readonly Permission[];
    /** Networks it may be used from; empty = from anywhere. */
    readonly allowed_addresses: readonly string[];
    readonly created_at: string;
    readonly created_by: string | null;
    readonly expires_at: string | null;
    readonly last_used_at: string | null;
    readonly last_used_address: string | null;
    readonly revoked_at: string | null;
}

export interface NewAPIKey extends APIKey {
    readonly token: string;
}
