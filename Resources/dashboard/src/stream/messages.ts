export type Topic = 'alerts' | 'exposure' | 'accounts' | 'connections';

export type ServerMessage =
    | { readonly type: 'snapshot'; readonly topic: Topic; readonly epoch: string | number; readonly seq: number; readonly data: unknown }
    | { readonly type: 'event'; readonly topic: Topic; readonly seq: number; readonly data: unknown }
    | { readonly type: 'error'; readonly detail: string };

/** A text frame of the server, or null for what this version does not know. */
export function parseMessage(text: string): ServerMessage | null {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return null;
    }
    if (typeof value !== 'object' || value === null) return null;
    const message = value as Record<string, unknown>;
    const { type, topic, epoch, seq, data } = message;
    if (type === 'error') return { type, detail: String(message['detail'] ?? message['message'] ?? 'The stream reported an error.') };
    if (!isTopic(topic) || typeof seq !== 'number') return null;
    if (type === 'event') return { type, topic, seq, data };
    if (type === 'snapshot' && (typeof epoch === 'string' || typeof epoch === 'number')) return { type, topic, epoch, seq, data };
    return null;
}

function isTopic(value: unknown): value is Topic {
    return value === 'alerts' || value === 'exposure' || value === 'accounts' || value === 'connections';
}
