import { say } from './toasts';

/** Copies a text and says so. Pages served without TLS have no clipboard interface, so there is the older way too. */
export async function copy(text: string, what: string): Promise<void> {
    const clipboard = navigator.clipboard as Clipboard | undefined;
    try {
        if (clipboard) await clipboard.writeText(text);
        else copyBySelection(text);
        say(`${what} copied`);
    } catch {
        say(`The browser did not allow ${what.toLowerCase()} to be copied`, 'failed');
    }
}

function copyBySelection(text: string): void {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'unseen';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw new Error('refused');
}
