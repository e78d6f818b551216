/** Where a reader of one topic stands. Pure: it says what to do with a message, and the stream does it. */
export class TopicCursor {
    private epoch: string | number | null = null;
    private seq = 0;

    /** What a subscription says so as to get only what was missed; null asks for a snapshot. */
    get after(): { epoch: string | number; seq: number } | null {
        return this.epoch === null ? null : { epoch: this.epoch, seq: this.seq };
    }

    snapshot(epoch: string | number, seq: number): void {
        this.epoch = epoch;
        this.seq = seq;
    }

    /** `next`: apply it. `known`: it was applied before. `gap`: something is missing; forget and ask for a snapshot. */
    event(seq: number): 'next' | 'known' | 'gap' {
        if (this.epoch === null) return 'gap';
        if (seq <= this.seq) return 'known';
        if (seq > this.seq + 1) return 'gap';
        this.seq = seq;
        return 'next';
    }

    forget(): void {
        this.epoch = null;
        this.seq = 0;
    }
}
