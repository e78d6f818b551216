/** Where the focus of a grid stands: a row (−1 is the head) and a column. */
export interface GridPosition {
    readonly row: number;
    readonly column: number;
}

export interface GridKey {
    readonly key: string;
    readonly ctrl: boolean;
}

/** The move that a key makes by the ARIA grid pattern, or null when the key is not the grid's. Pure. */
export function move(from: GridPosition, { key, ctrl }: GridKey, rows: number, columns: number, screen = 10): GridPosition | null {
    const at = (row: number, column: number): GridPosition => ({
        row: Math.max(-1, Math.min(rows - 1, row)),
        column: Math.max(0, Math.min(columns - 1, column)),
    });
    switch (key) {
        case 'ArrowDown':
            return at(from.row + 1, from.column);
        case 'ArrowUp':
            return at(from.row - 1, from.column);
        case 'ArrowRight':
            return at(from.row, from.column + 1);
        case 'ArrowLeft':
            return at(from.row, from.column - 1);
        case 'Home':
            return ctrl ? at(0, 0) : at(from.row, 0);
        case 'End':
            return ctrl ? at(rows - 1, columns - 1) : at(from.row, columns - 1);
        case 'PageDown':
            return at(from.row + screen, from.column);
        case 'PageUp':
            return at(Math.max(0, from.row - screen), from.column);
        default:
            return null;
    }
}
