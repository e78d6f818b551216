import { reactive } from 'vue';
import { go } from './router';
import { sections } from './pages';

const storageKey = 'veles.single_letters';

/** Which layer lies over the page, and whether single letters act (WCAG 2.1.4 wants them to be switchable). */
export const layers = reactive({ help: false, palette: false });
export const shortcuts = reactive({ singleLetters: stored() });

export function setSingleLetters(on: boolean): void {
    shortcuts.singleLetters = on;
    try {
        localStorage.setItem(storageKey, on ? 'on' : 'off');
    } catch {
        // A browser that keeps nothing still honours the choice until the page is left.
    }
}

/** A page's own letters. It returns true when it has used the key. */
export type KeyHandler = (event: KeyboardEvent) => boolean;
const handlers: KeyHandler[] = [];

export function addKeys(handler: KeyHandler): () => void {
    handlers.push(handler);
    return () => {
        const index = handlers.indexOf(handler);
        if (index >= 0) handlers.splice(index, 1);
    };
}

let leaderAt = 0;

/** Begins listening; the returned function ends it. */
export function beginKeyboard(): () => void {
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
}

function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        layers.palette = !layers.palette;
        return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (event.key.length === 1 && !shortcuts.singleLetters) return;
    if (frameKey(event.key) || handlers.some((handler) => handler(event))) event.preventDefault();
}

function frameKey(key: string): boolean {
    if (Date.now() - leaderAt < 1500) {
        leaderAt = 0;
        const target = sections().find((page) => page.key === key);
        if (target === undefined) return false;
        go(target.pattern);
        return true;
    }
    if (key === 'g') {
        leaderAt = Date.now();
        return true;
    }
    if (key === '?') {
        layers.help = true;
        return true;
    }
    if (key === '/') return focusSearch();
    return false;
}

function focusSearch(): boolean {
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (field === null) {
        layers.palette = true;
        return true;
    }
    field.focus();
    field.select();
    return true;
}

function isTyping(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ||
        (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type));
}

function stored(): boolean {
    try {
        return localStorage.getItem(storageKey) !== 'off';
    } catch {
        return true;
    }
}
