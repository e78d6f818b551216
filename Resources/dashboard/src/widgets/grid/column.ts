import type { Content } from 'vue';

/** One column of a grid. */
export interface Column<Row> {
    readonly key: string;
    readonly title: string;
    /** Stands in the head under the title, once, instead of in each cell. */
    readonly unit?: string;
    readonly align?: 'start' | 'end';
    /** The server sorts by this field; absent = cannot be sorted. */
    readonly sort?: string;
    /** Left out on narrow screens. */
    readonly wideOnly?: boolean;
    readonly cell: (row: Row) => Content;
    /** The plain value, for copies and to notice a change. */
    readonly text: (row: Row) => string;
    /** Marks a change of the value for a second. */
    readonly flashes?: boolean;
}
