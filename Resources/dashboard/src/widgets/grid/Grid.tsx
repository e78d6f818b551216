import { defineComponent, h, nextTick, ref, shallowRef, watch } from 'vue';
import type { Component } from 'vue';
import { copy } from '../clipboard';
import { csv } from '../../format/csv';
import type { Column } from './column';
import { GridPosition, move } from './position';

export interface GridProps<Row> {
    /** What the table is, for those who hear it. */
    readonly label: string;
    readonly columns: readonly Column<Row>[];
    readonly rows: readonly Row[];
    readonly rowKey: (row: Row) => string;
    /** The field sorted by, with `-` for descending. */
    readonly sort?: string;
    readonly onSort?: (sort: string) => void;
    readonly onOpen?: (row: Row) => void;
    /** Told when the pointer or the focus comes into the table, and when it has left. */
    readonly onEngaged?: (engaged: boolean) => void;
    readonly selected?: string | null;
}

/**
 * A table of up to a few hundred rows: one tab stop, arrows from cell to cell, Enter opens. Heads that sort are
 * buttons. A changed cell is marked for a second.
 */
const AnyGrid = defineComponent<GridProps<unknown>>((props) => {
    const table = ref<HTMLTableElement | null>(null);
    const position = ref<GridPosition>({ row: 0, column: 0 });
    const changed = useFlashes(props);
    let inside = { pointer: false, focus: false };

    const engage = (part: Partial<typeof inside>): void => {
        const before = inside.pointer || inside.focus;
        inside = { ...inside, ...part };
        const now = inside.pointer || inside.focus;
        if (before !== now) props.onEngaged?.(now);
    };
    const stand = async (target: GridPosition): Promise<void> => {
        position.value = target;
        await nextTick();
        const cell = table.value?.querySelector<HTMLElement>(`[data-at="${target.row},${target.column}"]`);
        (cell?.querySelector('button') ?? cell)?.focus();
    };
    const pressed = (event: KeyboardEvent): void => {
        if (event.altKey || event.metaKey) return;
        const row = props.rows[position.value.row];
        if (event.key === 'Enter' && row !== undefined && props.onOpen && !(event.target instanceof HTMLButtonElement)) {
            event.preventDefault();
            props.onOpen(row);
            return;
        }
        const target = move(position.value, { key: event.key, ctrl: event.ctrlKey }, props.rows.length, props.columns.length);
        if (target === null) return;
        event.preventDefault();
        void stand(target);
    };
    const stop = (row: number, column: number): number => {
        const at = position.value;
        const held = Math.min(at.row, props.rows.length - 1);
        return held === row && at.column === column ? 0 : -1;
    };

    const head = (column: Column<unknown>, index: number) => {
        const field = column.sort;
        const descending = props.sort === `-${field ?? ''}`;
        const sorted = field !== undefined && (props.sort === field || descending);
        const title = [column.title, column.unit ? <span class="unit">{column.unit}</span> : null];
        return (
            <th
                key={column.key}
                scope="col"
                role="columnheader"
                data-at={`-1,${index}`}
                class={cellClass(column)}
                tabindex={field ? undefined : stop(-1, index)}
                aria-sort={sorted ? (descending ? 'descending' : 'ascending') : undefined}
            >
                {field !== undefined && props.onSort
                    ? (
                        <button
                            type="button"
                            class={['sort', sorted && 'is-sorted']}
                            tabindex={stop(-1, index)}
                            onFocus={() => {
                                position.value = { row: -1, column: index };
                            }}
                            onClick={() => props.onSort?.(descending ? field : `-${field}`)}
                        >
                            <span>{title}</span>
                            <span class="sort-arrow" aria-hidden="true">{sorted ? (descending ? '▼' : '▲') : ''}</span>
                        </button>
                    )
                    : title}
            </th>
        );
    };

    const body = (row: unknown, rowIndex: number) => {
        const key = props.rowKey(row);
        const opens = props.onOpen !== undefined;
        return (
            <tr
                key={key}
                class={[opens && 'opens', props.selected === key && 'is-selected']}
                aria-selected={props.selected === undefined ? undefined : props.selected === key}
                onClick={() => {
                    if (!hasSelection()) props.onOpen?.(row);
                }}
            >
                {props.columns.map((column, index) => (
                    <td
                        key={column.key}
                        role="gridcell"
                        data-at={`${rowIndex},${index}`}
                        tabindex={stop(rowIndex, index)}
                        class={[...cellClass(column), changed.value.has(`${key} ${column.key}`) && 'is-changed']}
                        onFocus={() => {
                            position.value = { row: rowIndex, column: index };
                        }}
                    >
                        {column.cell(row)}
                    </td>
                ))}
            </tr>
        );
    };

    return () => (
        <div
            class="table-frame"
            tabindex={undefined}
            onPointerenter={() => engage({ pointer: true })}
            onPointerleave={() => engage({ pointer: false })}
            onFocusin={() => engage({ focus: true })}
            onFocusout={() => engage({ focus: false })}
        >
            <table ref={table} class="table" role="grid" aria-label={props.label} aria-rowcount={props.rows.length + 1} onKeydown={pressed}>
                <thead>
                    <tr>{props.columns.map(head)}</tr>
                </thead>
                <tbody>{props.rows.map(body)}</tbody>
            </table>
        </div>
    );
}, {
    name: 'Grid',
    props: { label: null, columns: null, rows: null, rowKey: null, sort: null, onSort: null, onOpen: null, onEngaged: null, selected: null },
});

/** The grid for rows of one type; the component itself knows none. */
export function gridOf<Row>(): Component<GridProps<Row>> {
    return AnyGrid as unknown as Component<GridProps<Row>>;
}

export function copyRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    const head = columns.map((column) => (column.unit ? `${column.title} (${column.unit})` : column.title));
    void copy(csv([head, ...rows.map((row) => columns.map((column) => column.text(row)))]), `${rows.length} rows`);
}

function cellClass<Row>(column: Column<Row>): (string | false)[] {
    return [column.align === 'end' && 'end', column.wideOnly === true && 'wide-only'];
}

function hasSelection(): boolean {
    return (window.getSelection()?.toString() ?? '') !== '';
}

/** Which cells have another value than before; forgotten after a second. Rows that have just come are not changes. */
function useFlashes(props: Readonly<GridProps<unknown>>): { readonly value: ReadonlySet<string> } {
    const marked = shallowRef<ReadonlySet<string>>(new Set());
    let before = new Map<string, string>();
    let timer = 0;
    watch(() => props.rows, (rows) => {
        const now = new Map<string, string>();
        const fresh = new Set<string>();
        for (const row of rows) {
            const key = props.rowKey(row);
            for (const column of props.columns) {
                if (!column.flashes) continue;
                const id = `${key} ${column.key}`;
                const text = column.text(row);
                const old = before.get(id);
                if (old !== undefined && old !== text) fresh.add(id);
                now.set(id, text);
            }
        }
        before = now;
        if (fresh.size === 0) return;
        marked.value = fresh;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => {
            marked.value = new Set();
        }, 1000);
    }, { immediate: true });
    return marked;
}
