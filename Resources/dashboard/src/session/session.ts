import { shallowReactive } from 'vue';
import { Problem } from '../api/Problem';
import type { Me } from '../api/shapes/person';

/** Who is at the screen. The access token lives in this module's memory and nowhere else. */
interface Session {
    state: 'starting' | 'signed_out' | 'signed_in';
    me: Me | null;
    /** Why the person was signed out without asking for it. */
    notice: string | null;
}

export interface Credentials {
    readonly tenant: string;
    readonly email: string;
    readonly password: string;
    /** The second factor: a code of the authenticator, or a recovery code. */
    readonly otp?: string;
}

interface Grant {
    readonly access_token: string;
    readonly expires_in: number;
}

export const session = shallowReactive<Session>({ state: 'starting', me: null, notice: null });

let token: string | null = null;
let tokenEndsAt = 0;
let renewal: Promise<boolean> | null = null;
let renewalTimer: number | undefined;
/** Whether the last exchange failed because the server was away, which says nothing about the session. */
let serverIsAway = false;

export function accessToken(): string | null {
    return token;
}

/** A token with at least ten seconds left, or a new one in any case; null when the person has to sign in. */
export async function freshToken(kind: 'held' | 'new'): Promise<string | null> {
    if (kind === 'held' && token !== null && Date.now() < tokenEndsAt - 10_000) return token;
    return (await renew()) ? token : null;
}

/** Goes on with the session that the cookie of an earlier visit holds, if there is one. */
export async function resume(): Promise<void> {
    if (await renew()) await identify();
    else if (serverIsAway) throw Problem.unreachable();
    else if (session.state === 'starting') session.state = 'signed_out';
}

export async function signIn(credentials: Credentials): Promise<void> {
    const response = await call('login', credentials);
    if (!response.ok) throw await Problem.read(response);
    accept((await response.json()) as Grant);
    session.notice = null;
    await identify();
}

export async function signOut(): Promise<void> {
    const leaving = token;
    forget(null);
    // Told to the server afterwards: the screen is locked even when the server does not answer.
    await call('logout', {}, leaving).catch(() => undefined);
}

/** Exchanges the cookie for a new token; false when the session is over. One exchange at a time, over all tabs. */
export function renew(): Promise<boolean> {
    renewal ??= exclusively(exchange).finally(() => {
        renewal = null;
    });
    return renewal;
}

async function exchange(): Promise<boolean> {
    const response = await call('refresh', {}).catch(() => null);
    serverIsAway = response === null || response.status >= 500 || response.status === 429;
    if (response === null || serverIsAway) {
        if (session.state === 'signed_in') scheduleRenewal(5_000);
        return false;
    }
    if (!response.ok) {
        forget(session.state === 'signed_in' ? 'Your session has ended. Sign in again to go on.' : null);
        return false;
    }
    accept((await response.json()) as Grant);
    return true;
}

/** A refresh cookie is good for one use. Two tabs must not spend the same one, so they queue where the browser can. */
function exclusively(work: () => Promise<boolean>): Promise<boolean> {
    // Locks exist only where the page is served securely; elsewhere the type does not hold.
    const locks = navigator.locks as LockManager | undefined;
    return locks ? locks.request('veles.refresh', work) : work();
}

/** Asks who this is: after the sign-in, and again after something about the person or the tenant has changed. */
export async function identify(): Promise<void> {
    const response = await fetch('/api/v1/me', { headers: { Authorization: `Bearer ${token ?? ''}` }, cache: 'no-store' }).catch(() => null);
    if (response === null) throw Problem.unreachable();
    if (!response.ok) throw await Problem.read(response);
    session.me = (await response.json()) as Me;
    session.state = 'signed_in';
}

function call(path: string, body: object, bearer: string | null = null): Promise<Response> {
    const headers = new Headers({ 'Content-Type': 'application/json' });
    if (bearer !== null) headers.set('Authorization', `Bearer ${bearer}`);
    return fetch(`/api/v1/auth/${path}`, { method: 'POST', headers, credentials: 'same-origin', body: JSON.stringify(body) }).catch(() => {
        throw Problem.unreachable();
    });
}

function accept(grant: Grant): void {
    token = grant.access_token;
    tokenEndsAt = Date.now() + grant.expires_in * 1000;
    scheduleRenewal(Math.max(5_000, grant.expires_in * 800));
}

function scheduleRenewal(delay: number): void {
    window.clearTimeout(renewalTimer);
    renewalTimer = window.setTimeout(() => void renew(), delay);
}

function forget(notice: string | null): void {
    window.clearTimeout(renewalTimer);
    token = null;
    tokenEndsAt = 0;
    session.me = null;
    session.notice = notice;
    session.state = 'signed_out';
}
