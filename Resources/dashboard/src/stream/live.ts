import { reactive, shallowReactive } from 'vue';
import type { Account } from '../api/shapes/account';
import type { Alert } from '../api/shapes/alert';
import type { Connection } from '../api/shapes/connection';
import type { ExposureRow, House } from '../api/shapes/exposure';
import type { ID } from '../api/shapes/common';
import { freshToken } from '../session/session';
import { Stream } from './Stream';

/** What the stream keeps up to date for every page. */
export const stream = new Stream(`${location.origin.replace(/^http/, 'ws')}/api/v1/stream`, freshToken);

/** The newest alerts, newest first. */
export const liveAlerts = shallowReactive<{ items: readonly Alert[]; loaded: boolean }>({ items: [], loaded: false });
/** Exposure by symbol, and the house's totals as far as events have told them. */
export const liveExposure = shallowReactive<{ rows: ReadonlyMap<string, ExposureRow>; house: Partial<House>; loaded: boolean }>({
    rows: new Map(),
    house: {},
    loaded: false,
});
export const liveConnections = shallowReactive<{ items: readonly Connection[]; loaded: boolean }>({ items: [], loaded: false });
/** The second hand, for ages and staleness. */
export const clock = reactive({ now: Date.now() });

/** The house's figures over the last minutes, one point a second at most; drawn as a spark line. */
export interface Sample {
    readonly at: number;
    readonly net: number | null;
    readonly floating: number | null;
}
export const samples = shallowReactive<{ points: readonly Sample[] }>({ points: [] });

const alertsKept = 50;
const samplesKept = 240;
let leaves: (() => void)[] = [];
let ticking = 0;

/** Begins when a person is signed in; `endLive` ends it. */
export function beginLive(): void {
    ticking = window.setInterval(() => {
        clock.now = Date.now();
    }, 1000);
    leaves = [
        stream.listen('alerts', { snapshot: (data) => replaceAlerts(items<Alert>(data)), event: (data) => upsertAlert(data as Alert) }),
        stream.listen('exposure', {
            snapshot: (data) => replaceExposure(items<ExposureRow>(data), house(data)),
            event: (data) => mergeExposure(items<ExposureRow>(data), house(data)),
        }),
        stream.listen('connections', {
            snapshot: (data) => replaceConnections(items<Connection>(data)),
            event: (data) => mergeConnections(items<Connection>(data)),
        }),
    ];
    stream.start();
}

export function endLive(): void {
    window.clearInterval(ticking);
    for (const leave of leaves) leave();
    leaves = [];
    stream.stop();
    // The next person at this screen may belong to another tenant.
    Object.assign(liveAlerts, { items: [], loaded: false });
    Object.assign(liveExposure, { rows: new Map(), house: {}, loaded: false });
    Object.assign(liveConnections, { items: [], loaded: false });
    samples.points = [];
}

/** Changed accounts, for as long as the page that wants them is open. */
export function listenToAccounts(changed: (accounts: readonly Account[]) => void): () => void {
    return stream.listen('accounts', { event: (data) => changed(items<Account>(data)) });
}

/** Puts in what a page has fetched or an act has answered, without waiting for the stream. */
export function upsertAlert(alert: Alert): void {
    const others = liveAlerts.items.filter((other) => String(other.id) !== String(alert.id));
    liveAlerts.items = [...others, alert].sort(newestFirst).slice(0, alertsKept);
}

export function dropConnection(id: ID): void {
    liveConnections.items = liveConnections.items.filter((other) => String(other.id) !== String(id));
}

export function mergeConnections(changed: readonly Connection[]): void {
    const byID = new Map(liveConnections.items.map((item) => [String(item.id), item]));
    for (const item of changed) byID.set(String(item.id), { ...byID.get(String(item.id)), ...item });
    liveConnections.items = [...byID.values()];
    liveConnections.loaded = true;
}

/** Stands in for snapshots as long as no stream could be opened; what the stream has told is newer and stays. */
export function standIn(alerts: readonly Alert[], rows: readonly ExposureRow[]): void {
    if (!liveAlerts.loaded) replaceAlerts(alerts);
    if (!liveExposure.loaded) replaceExposure(rows, null);
}

export function noteHouse(figures: Partial<House>): void {
    liveExposure.house = { ...liveExposure.house, ...figures };
    const { net_usd: net, floating_usd: floating } = liveExposure.house;
    const at = Date.now();
    const last = samples.points[samples.points.length - 1];
    if (last !== undefined && at - last.at < 900) return;
    const sample = { at, net: net == null ? null : Number(net), floating: floating == null ? null : Number(floating) };
    samples.points = [...samples.points, sample].slice(-samplesKept);
}

function replaceAlerts(alerts: readonly Alert[]): void {
    liveAlerts.items = [...alerts].sort(newestFirst).slice(0, alertsKept);
    liveAlerts.loaded = true;
}

function replaceExposure(rows: readonly ExposureRow[], figures: Partial<House> | null): void {
    liveExposure.rows = new Map(rows.map((row) => [row.key, row]));
    liveExposure.loaded = true;
    if (figures) noteHouse(figures);
}

function mergeExposure(changed: readonly ExposureRow[], figures: Partial<House> | null): void {
    if (changed.length > 0) {
        const rows = new Map(liveExposure.rows);
        for (const row of changed) {
            // A symbol in which nobody holds anything any more is told once, empty.
            if (row.accounts === 0) rows.delete(row.key);
            else rows.set(row.key, row);
        }
        liveExposure.rows = rows;
    }
    if (figures) noteHouse(figures);
}

function replaceConnections(connections: readonly Connection[]): void {
    liveConnections.items = connections;
    liveConnections.loaded = true;
}

function newestFirst(a: Alert, b: Alert): number {
    return b.opened_at.localeCompare(a.opened_at) || String(b.id).localeCompare(String(a.id), undefined, { numeric: true });
}

function items<Item>(data: unknown): readonly Item[] {
    const list = (data as { items?: unknown } | null)?.items;
    return Array.isArray(list) ? (list as Item[]) : [];
}

function house(data: unknown): Partial<House> | null {
    const figures = (data as { house?: unknown } | null)?.house;
    return typeof figures === 'object' && figures !== null ? (figures as Partial<House>) : null;
}
