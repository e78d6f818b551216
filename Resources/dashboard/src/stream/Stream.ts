import { shallowReactive } from 'vue';
import { Backoff } from './Backoff';
import { parseMessage, ServerMessage, Topic } from './messages';
import { TopicCursor } from './TopicCursor';

export interface Listener {
    snapshot?(data: unknown): void;
    event(data: unknown): void;
}

interface Subscription {
    readonly cursor: TopicCursor;
    readonly listeners: Set<Listener>;
}

export interface LinkStatus {
    state: 'connecting' | 'live' | 'reconnecting';
    /** When the server was last heard; null before the first time. */
    heardAt: number | null;
}

/** Silence after which the server is asked to say something, and after which it is taken for gone. */
const probeAfter = 30_000;
const goneAfter = 45_000;
/** The close code for a sign-in that has ended. */
const signInEnded = 4401;

/**
 * The one WebSocket of a tab. It keeps its subscriptions over reconnects, continues each where it stood, and hands out
 * messages once per animation frame. A hidden tab hears nothing and catches up when it is shown.
 */
export class Stream {
    readonly status = shallowReactive<LinkStatus>({ state: 'connecting', heardAt: null });

    private socket: WebSocket | null = null;
    private readonly subscriptions = new Map<Topic, Subscription>();
    private readonly backoff = new Backoff();
    private queue: ServerMessage[] = [];
    private frame = 0;
    private retryTimer = 0;
    private watchTimer = 0;
    private running = false;
    /** The server has said that the token of the last socket is no longer good. */
    private tokenRefused = false;
    private readonly onVisibility = (): void => this.visibilityChanged();
    private readonly onOnline = (): void => this.retryNow();

    /** `token` gives a valid access token, or null when the person has to sign in. */
    constructor(private readonly url: string, private readonly token: (kind: 'held' | 'new') => Promise<string | null>) {}

    start(): void {
        if (this.running) return;
        this.running = true;
        this.status.state = 'connecting';
        this.status.heardAt = null;
        document.addEventListener('visibilitychange', this.onVisibility);
        window.addEventListener('online', this.onOnline);
        this.watchTimer = window.setInterval(() => this.watch(), 5_000);
        void this.connect();
    }

    /** Ends the socket and every timer; listeners stay for the next start. */
    stop(): void {
        this.running = false;
        document.removeEventListener('visibilitychange', this.onVisibility);
        window.removeEventListener('online', this.onOnline);
        window.clearInterval(this.watchTimer);
        window.clearTimeout(this.retryTimer);
        window.cancelAnimationFrame(this.frame);
        this.frame = 0;
        this.queue = [];
        this.socket?.close(1000);
        this.socket = null;
        for (const { cursor } of this.subscriptions.values()) cursor.forget();
    }

    /** Hears a topic until the returned function is called. */
    listen(topic: Topic, listener: Listener): () => void {
        let subscription = this.subscriptions.get(topic);
        if (subscription === undefined) {
            subscription = { cursor: new TopicCursor(), listeners: new Set() };
            this.subscriptions.set(topic, subscription);
        }
        subscription.listeners.add(listener);
        // A newcomer needs the whole, so the topic starts again from a snapshot.
        subscription.cursor.forget();
        this.subscribe(topic);
        return () => this.leave(topic, listener);
    }

    private leave(topic: Topic, listener: Listener): void {
        const subscription = this.subscriptions.get(topic);
        if (subscription === undefined) return;
        subscription.listeners.delete(listener);
        if (subscription.listeners.size > 0) return;
        this.subscriptions.delete(topic);
        this.send({ type: 'unsubscribe', topics: [topic] });
    }

    private async connect(): Promise<void> {
        const token = await this.token(this.tokenRefused ? 'new' : 'held');
        this.tokenRefused = false;
        if (!this.running || this.socket !== null) return;
        if (token === null) {
            this.retryLater();
            return;
        }
        const socket = new WebSocket(this.url, ['bearer', token]);
        this.socket = socket;
        socket.onopen = () => this.opened(socket);
        socket.onmessage = (message: MessageEvent<unknown>) => this.received(socket, message.data);
        socket.onclose = (event) => {
            this.tokenRefused = event.code === signInEnded;
            this.closed(socket);
        };
    }

    private opened(socket: WebSocket): void {
        if (socket !== this.socket) return;
        this.heard();
        if (document.hidden) return;
        for (const topic of this.subscriptions.keys()) this.subscribe(topic);
    }

    private closed(socket: WebSocket): void {
        if (socket !== this.socket) return;
        this.socket = null;
        if (!this.running) return;
        this.status.state = 'reconnecting';
        this.retryLater();
    }

    private retryLater(): void {
        window.clearTimeout(this.retryTimer);
        this.retryTimer = window.setTimeout(() => void this.connect(), this.backoff.next());
    }

    private retryNow(): void {
        if (!this.running || this.socket !== null) return;
        this.backoff.reset();
        window.clearTimeout(this.retryTimer);
        void this.connect();
    }

    private heard(): void {
        this.status.state = 'live';
        this.status.heardAt = Date.now();
    }

    private received(socket: WebSocket, data: unknown): void {
        if (socket !== this.socket || typeof data !== 'string') return;
        this.heard();
        const message = parseMessage(data);
        if (message === null) return;
        if (message.type !== 'error') this.backoff.reset();
        this.queue.push(message);
        if (this.frame === 0) this.frame = window.requestAnimationFrame(() => this.drain());
    }

    private drain(): void {
        this.frame = 0;
        const messages = this.queue;
        this.queue = [];
        for (const message of messages) this.apply(message);
    }

    private apply(message: ServerMessage): void {
        if (message.type === 'error') {
            console.warn(`stream: ${message.detail}`);
            return;
        }
        const subscription = this.subscriptions.get(message.topic);
        if (subscription === undefined) return;
        const { cursor, listeners } = subscription;
        if (message.type === 'snapshot') {
            cursor.snapshot(message.epoch, message.seq);
            for (const listener of listeners) listener.snapshot?.(message.data);
            return;
        }
        switch (cursor.event(message.seq)) {
            case 'next':
                for (const listener of listeners) listener.event(message.data);
                break;
            case 'gap':
                // One question for a whole gap: once forgotten, later events find no epoch and wait for the snapshot.
                if (cursor.after !== null) {
                    cursor.forget();
                    this.subscribe(message.topic);
                }
                break;
            case 'known':
                break;
        }
    }

    private subscribe(topic: Topic): void {
        const after = this.subscriptions.get(topic)?.cursor.after ?? null;
        this.send(after === null ? { type: 'subscribe', topics: [topic] } : { type: 'subscribe', topics: [topic], after });
    }

    private send(message: object): void {
        if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
    }

    /** A connection can die without a word. Silence is answered with a question, and more silence ends it. */
    private watch(): void {
        if (this.socket?.readyState !== WebSocket.OPEN || document.hidden || this.status.heardAt === null) return;
        const silence = Date.now() - this.status.heardAt;
        if (silence > goneAfter) {
            const dead = this.socket;
            this.closed(dead);
            dead.close();
        } else if (silence > probeAfter) {
            const topic: Topic | undefined = this.subscriptions.has('connections') ? 'connections' : this.subscriptions.keys().next().value;
            if (topic !== undefined) this.send({ type: 'subscribe', topics: [topic] });
        }
    }

    private visibilityChanged(): void {
        if (document.hidden) {
            const topics = [...this.subscriptions.keys()];
            if (topics.length > 0) this.send({ type: 'unsubscribe', topics });
            return;
        }
        if (this.socket === null) {
            this.retryNow();
            return;
        }
        // The silence of a hidden tab was asked for; it says nothing about the server.
        this.status.heardAt = Date.now();
        for (const topic of this.subscriptions.keys()) this.subscribe(topic);
    }
}
