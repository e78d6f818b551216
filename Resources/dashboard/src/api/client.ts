import { accessToken, renew } from '../session/session';
import { Problem } from './Problem';

export type Query = Readonly<Record<string, string | number | null | undefined>>;

export interface Call {
    readonly query?: Query;
    readonly signal?: AbortSignal;
    /** Sent as JSON, or as it is when it is a file. */
    readonly body?: unknown;
}

export const get = <T>(path: string, call: Call = {}): Promise<T> => request<T>('GET', path, call);
export const post = <T>(path: string, call: Call = {}): Promise<T> => request<T>('POST', path, call);
export const put = <T>(path: string, call: Call = {}): Promise<T> => request<T>('PUT', path, call);
export const patch = <T>(path: string, call: Call = {}): Promise<T> => request<T>('PATCH', path, call);
export const remove = (path: string, call: Call = {}): Promise<void> => request<void>('DELETE', path, call);

/** The address of a path of the interface with its query. */
export function address(path: string, query: Query = {}): string {
    const parts = Object.entries(query)
        .filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== undefined && entry[1] !== '')
        .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
    return `/api/v1${path}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

async function request<T>(method: string, path: string, call: Call): Promise<T> {
    const response = await answer(method, path, call);
    if (response.status === 204) return undefined as unknown as T;
    return (await response.json()) as T;
}

/** The answer itself, for what is not JSON. A refusal is thrown as a `Problem`. */
export async function answer(method: string, path: string, call: Call): Promise<Response> {
    const url = address(path, call.query);
    // A change carries one key through all its attempts, so that a lost answer does not do it twice. Files are safe by themselves.
    const key = method === 'GET' || call.body instanceof Blob ? null : idempotencyKey();
    let response = await send(method, url, call, key);
    if (response.status === 401 && (await renew())) {
        response = await send(method, url, call, key);
    }
    if (!response.ok) throw await Problem.read(response);
    return response;
}

async function send(method: string, url: string, call: Call, key: string | null): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json' });
    const token = accessToken();
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    if (key !== null) headers.set('Idempotency-Key', key);
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    if (call.signal) init.signal = call.signal;
    if (call.body instanceof Blob) {
        headers.set('Content-Type', 'application/octet-stream');
        init.body = call.body;
    } else if (call.body !== undefined) {
        headers.set('Content-Type', 'application/json');
        init.body = JSON.stringify(call.body);
    }
    try {
        return await fetch(url, init);
    } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') throw error;
        throw Problem.unreachable();
    }
}

function idempotencyKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
