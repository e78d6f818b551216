import type { Credentials } from '../session/session';

/** Pages that come before the first sign-in. They have addresses of their own, with a one-time token after the `#`. */
export type Door = 'setup' | 'welcome';

export function doorOf(path: string): Door | null {
    const found = /^\/dashboard\/(setup|welcome)\/?$/.exec(path)?.[1];
    return found === 'setup' || found === 'welcome' ? found : null;
}

/** The token that the link carries, which browsers never send to a server; empty when there is none. */
export function tokenOf(hash: string): string {
    try {
        return decodeURIComponent(hash.replace(/^#/, '')).trim();
    } catch {
        return '';
    }
}

export interface DoorProps {
    /** What was chosen; the person is signed in with it. */
    readonly onDone: (credentials: Credentials) => void;
}
