import type { ID } from './common';

export type LinkState = 'connecting' | 'catching_up' | 'live' | 'degraded' | 'down';
export type Platform = 'mt5' | 'mt4' | 'push';

export interface Connection {
    readonly id: ID;
    readonly platform: Platform;
    readonly name: string;
    readonly state: LinkState;
    readonly reason: string | null;
    readonly lag_seconds: number | null;
    /** Share of the history fetched, 0 to 1, or an object that says more. */
    readonly progress: number | Progress | null;
    readonly endpoint?: string | null;
    readonly login?: string | null;
    readonly transport?: 'https' | 'tcp' | null;
    readonly encryption?: string | null;
    readonly groups?: string | readonly string[] | null;
    readonly certificate_sha256?: string | null;
    readonly accounts?: number | null;
    readonly deals?: number | null;
    readonly updated_at?: string | null;
}

export interface Progress {
    readonly share?: number | null;
    readonly from?: string | null;
    readonly to?: string | null;
    readonly remaining_seconds?: number | null;
}

export type TestResult = Readonly<Record<string, unknown>>;

export interface ImportResult {
    readonly [figure: string]: unknown;
}
