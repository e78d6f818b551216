/** Rows as RFC 4180 text. Cells that a spreadsheet would run as a formula are made harmless. */
export function csv(rows: readonly (readonly string[])[]): string {
    return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: string): string {
    const safe = /^[=+\-@\t\r]/.test(value) && !isNumber(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function isNumber(value: string): boolean {
    return /^[+-]?\d+(\.\d+)?$/.test(value);
}
