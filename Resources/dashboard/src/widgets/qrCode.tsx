import qrcode from 'qrcode';
import { h } from 'vue';
import type { VNode } from 'vue';

/** Light squares around the code; readers need four. */
const border = 4;

/** A QR code drawn as one path, dark on light in both themes because readers want it so. */
export function qrCode(text: string, label: string): VNode {
    const { size, path } = qrPath(text);
    return (
        <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
            <path class="qr-ground" d={`M0 0h${size}v${size}h-${size}z`} />
            <path class="qr-dark" d={path} />
        </svg>
    );
}

/** Its side in squares with the border, and the dark runs of each row. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let path = '';
    for (let row = 0; row < count; row += 1) {
        let from = -1;
        for (let column = 0; column <= count; column += 1) {
            const dark = column < count && code.isDark(row, column);
            if (dark && from < 0) from = column;
            if (dark || from < 0) continue;
            path += `M${from + border} ${row + border}h${column - from}v1h-${column - from}z`;
            from = -1;
        }
    }
    return { size: count + 2 * border, path };
}
