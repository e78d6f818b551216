/** Rows are named by the server; the dashboard only hands their names back. */
export type ID = number | string;

/** An exact decimal, as text; never turned into a binary number except to compare or to draw. */
export type Decimal = string;

export interface Page<Item> {
    readonly items: readonly Item[];
    readonly next_cursor: string | null;
}

/** A named value of an evidence. */
export interface Fact {
    readonly name: string;
    readonly value: string;
}

export type Band = 'normal' | 'watch' | 'high' | 'critical';
export const bands: readonly Band[] = ['critical', 'high', 'watch', 'normal'];

export type Book = 'A' | 'B' | 'C';
export const books: readonly { readonly book: Book; readonly title: string }[] = [
    { book: 'A', title: 'A, covered' },
    { book: 'B', title: 'B, kept' },
    { book: 'C', title: 'C, mixed' },
];
