import { h } from 'vue';
import type { VNode } from 'vue';
import type { Column } from './grid/column';

/** A short table to read, without the movements of a grid. The first column names the row. */
export function plainTable<Row>(label: string, columns: readonly Column<Row>[], rows: readonly Row[], rowKey: (row: Row) => string): VNode {
    const kind = (column: Column<Row>) => [column.align === 'end' && 'end', column.wideOnly === true && 'wide-only'] as const;
    return (
        <div class="table-frame" role="group" aria-label={label} tabindex={0}>
            <table class="table table-plain">
                <thead>
                    <tr>
                        {columns.map((column) => (
                            <th key={column.key} scope="col" class={kind(column)}>
                                {column.title}
                                {column.unit ? <span class="unit">{column.unit}</span> : null}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => (
                        <tr key={rowKey(row)}>
                            {columns.map((column, index) =>
                                index === 0
                                    ? <th key={column.key} scope="row" class={kind(column)}>{column.cell(row)}</th>
                                    : <td key={column.key} class={kind(column)}>{column.cell(row)}</td>
                            )}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

/** Columns made in one line: text, and figures at the end of the cell. */
export function textColumn<Row>(key: string, title: string, cell: Column<Row>['cell'], text: (row: Row) => string): Column<Row> {
    return { key, title, cell, text };
}

export function figureColumn<Row>(
    key: string,
    title: string,
    unit: string,
    cell: Column<Row>['cell'],
    text: (row: Row) => string,
    wideOnly = false,
): Column<Row> {
    return { key, title, align: 'end', cell, text, wideOnly, ...(unit ? { unit } : {}) };
}
