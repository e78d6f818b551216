/** The part of qrcode-generator that the dashboard uses. */
declare module 'qrcode' {
    interface Code {
        addData(text: string): void;
        make(): void;
        getModuleCount(): number;
        isDark(row: number, column: number): boolean;
    }
    /** `size` 0 takes the smallest code that the data fits into. */
    export default function qrcode(size: 0, correction: 'L' | 'M' | 'Q' | 'H'): Code;
}
