import { ref } from 'vue';
import { applyTheme, storedTheme, storeTheme, Theme } from './storage';

export type { Theme } from './storage';
export const theme = ref<Theme>(storedTheme());
/** Counts the changes of colours, so that charts know when to draw again. */
export const paint = ref(0);

const order: readonly Theme[] = ['auto', 'light', 'dark'];

export function nextTheme(): void {
    setTheme(order[(order.indexOf(theme.value) + 1) % order.length] ?? 'auto');
}

export function setTheme(choice: Theme): void {
    theme.value = choice;
    storeTheme(choice);
    applyTheme(choice);
    paint.value += 1;
}

window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    paint.value += 1;
});
