/** One field that the server refused. */
export interface FieldError {
    readonly field: string;
    readonly detail: string;
}

/** An answer that is not a success (RFC 9457), or no answer at all (`status` 0). */
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly title: string,
        readonly detail: string,
        readonly requestID: string | null = null,
        readonly fields: readonly FieldError[] = [],
        readonly retryAfterSeconds: number | null = null,
        /** The last part of `type`: what a page may branch on. */
        readonly code: string = '',
    ) {
        super(detail || title);
    }

    /** Whether trying again unchanged may help. */
    get isPassing(): boolean {
        return this.status === 0 || this.status === 429 || this.status >= 500;
    }

    static unreachable(): Problem {
        return new Problem(0, 'No answer', 'The server cannot be reached. Check the network; the page keeps trying.');
    }

    static async read(response: Response): Promise<Problem> {
        const requestID = response.headers.get('X-Request-Id');
        const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
        const body: unknown = await response.json().catch(() => null);
        const record = isRecord(body) ? body : {};
        return new Problem(
            response.status,
            text(record['title']) ?? `Status ${response.status}`,
            text(record['detail']) ?? '',
            text(record['request_id']) ?? requestID,
            fieldErrors(record['errors']),
            Number.isFinite(retryAfter) ? retryAfter : null,
            text(record['type'])?.split(/[:/]/).pop() ?? '',
        );
    }

    /** What was thrown, in the one form that pages show. */
    static of(error: unknown): Problem {
        if (error instanceof Problem) return error;
        return new Problem(-1, 'The page failed', error instanceof Error ? error.message : String(error));
    }
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | null {
    return typeof value === 'string' ? value : null;
}

function fieldErrors(value: unknown): FieldError[] {
    if (!Array.isArray(value)) return [];
    return value.filter(isRecord).map((entry) => ({
        field: text(entry['field']) ?? text(entry['pointer'])?.replace(/^#?\//, '') ?? '',
        detail: text(entry['detail']) ?? text(entry['message']) ?? '',
    }));
}
