import type { Account } from '../../api/shapes/account';
import type { AccountLink, LinkKind } from '../../api/shapes/cluster';
import type { ID } from '../../api/shapes/common';

export interface Edge {
    /** The leader of a copy, where that is known. */
    readonly from: string;
    readonly to: string;
    readonly kind: LinkKind;
    readonly similarity: number | null;
    readonly p_value: number | null;
    readonly log10_p: number | null;
    readonly matches: number | null;
    /** By how much `to` comes later; never negative. */
    readonly lag_ms: number | null;
    /** Deals of both that match. */
    readonly deals: readonly ID[];
}

/** A member of a cluster with what its account and its links say. */
export interface Member {
    readonly account: Account;
    readonly links: readonly AccountLink[];
}

/** The proven links among the members, each pair and kind once, from the one that comes first. Pure. */
export function edgesAmong(members: readonly Member[]): readonly Edge[] {
    const inside = new Set(members.map(({ account }) => String(account.id)));
    const found = new Map<string, Edge>();
    for (const { account, links } of members) {
        const own = String(account.id);
        for (const link of links) {
            const other = String(link.account_id);
            if (!inside.has(other) || other === own || link.proven === false) continue;
            const key = [link.kind, ...[own, other].sort()].join(' ');
            const edge = directed(own, other, link);
            // Both ends tell of the same link; the one that comes first has the deals that lead.
            if (!found.has(key) || edge.from === own) found.set(key, edge);
        }
    }
    return [...found.values()];
}

function directed(own: string, other: string, link: AccountLink): Edge {
    const { kind, similarity, p_value, matches, lag_ms: lag } = link;
    const isSecond = lag !== null && lag < 0;
    return {
        from: isSecond ? other : own,
        to: isSecond ? own : other,
        kind,
        similarity,
        p_value,
        log10_p: link.log10_p ?? null,
        matches,
        lag_ms: lag === null ? null : Math.abs(lag),
        deals: link.deals ?? [],
    };
}
