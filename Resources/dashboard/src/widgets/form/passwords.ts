/** Bytes of UTF-8; the server counts the same. */
export const shortestPassword = 12;
export const longestPassword = 256;

export const passwordNote = `At least ${shortestPassword} characters. A sentence that only you would write does well; no digits or signs are demanded.`;

/** What can be said of a new password here; the server knows more, such as which are common. */
export function passwordFault(password: string): string | undefined {
    const size = new TextEncoder().encode(password).length;
    if (size < shortestPassword) return `Choose a password of at least ${shortestPassword} characters.`;
    if (size > longestPassword) return `Choose a password of at most ${longestPassword} bytes; this one has ${size}.`;
    return undefined;
}
