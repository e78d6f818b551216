import type { ID } from './common';

export type Recorded = string | number | boolean | null | readonly Recorded[] | { readonly [key: string]: Recorded };

/** One line of the trail: who did what to what, and how it was before and after. */
export interface AuditRecord {
    readonly id: ID;
    readonly at: string;
    readonly actor: { readonly kind: string; readonly id: ID | null; readonly label: string };
    /** Empty when it was done on the server itself. */
    readonly address: string;
    readonly action: string;
    readonly subject: { readonly kind: string; readonly id: string; readonly label: string };
    readonly before: Recorded;
    readonly after: Recorded;
    readonly request_id: string;
    readonly hash: string;
}

export interface AuditCheck {
    readonly ok: boolean;
    readonly entries: number;
    /** The hash of the newest entry. */
    readonly head: string | null;
    /** What is wrong with the first entry that is wrong. */
    readonly fault: string | null;
    /** Its number. */
    readonly faulty_entry: number | null;
}
