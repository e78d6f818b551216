const shortened: Readonly<Record<string, string>> = { sl: 'Stop loss', tp: 'Take profit', stop_out: 'Stop-out' };

/** Why a deal was made: `sl` → `Stop loss`. */
export function dealReason(code: string | null | undefined): string {
    return code ? shortened[code] ?? readable(code) : '';
}

/** `in_work` → `In work`: a code of the interface as a person reads it. */
export function readable(code: string | null | undefined): string {
    if (!code) return '';
    const text = code.replace(/_/g, ' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}
