/** Waits between attempts: half a second, doubling to thirty, with full jitter so that browsers do not return in step. */
export class Backoff {
    private attempt = 0;

    constructor(private readonly random: () => number = Math.random) {}

    next(): number {
        const ceiling = Math.min(30_000, 500 * 2 ** Math.min(this.attempt, 6));
        this.attempt += 1;
        return Math.max(100, this.random() * ceiling);
    }

    reset(): void {
        this.attempt = 0;
    }
}
