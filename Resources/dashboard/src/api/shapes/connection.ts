import type { Decimal, ID } from './common';

export type LinkState = 'connecting' | 'catching_up' | 'live' | 'degraded' | 'down';
export type Platform = 'mt5' | 'mt4' | 'push';

export interface Connection {
    readonly id: ID;
    readonly platform: Platform;
    readonly name: string;
    readonly state: LinkState;
    readonly reason: string | null;
    /** True when it is not tried again until someone edits it. */
    readonly stopped?: boolean;
    readonly lag_seconds: number | null;
    /** Share of the history fetched, 0 to 1. */
    readonly progress: number | null;
    /** The span of history still to fetch. */
    readonly remaining_seconds?: number | null;
    readonly endpoint?: string | null;
    readonly login?: string | null;
    readonly transport?: 'https' | 'tcp' | null;
    readonly encryption?: string | null;
    readonly groups?: string | null;
    readonly certificate_sha256?: string | null;
    readonly has_password?: boolean;
    readonly accounts?: number | null;
    readonly clock_offset_seconds?: number | null;
    readonly clock_rule?: string | null;
    readonly server_build?: number | null;
}

export interface TestStep {
    readonly step: string;
    readonly ok: boolean;
    readonly detail: string;
}

export interface TestReport {
    readonly ok: boolean;
    readonly steps: readonly TestStep[];
    readonly certificate_sha256?: string | null;
}

export interface ImportCheck {
    readonly name: string;
    readonly computed: Decimal | null;
    readonly stated: Decimal | null;
    readonly ties: boolean;
    readonly explanation: string;
}

export interface ImportReport {
    readonly file: string;
    readonly kind: string;
    readonly account_number: string | null;
    readonly accepted: number;
    readonly duplicates: number;
    readonly ties: boolean;
    readonly checks: readonly ImportCheck[];
    readonly warnings: readonly string[];
}
