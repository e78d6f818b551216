export type Theme = 'auto' | 'light' | 'dark';

const key = 'veles.theme';

export function storedTheme(): Theme {
    try {
        const value = localStorage.getItem(key);
        return value === 'light' || value === 'dark' ? value : 'auto';
    } catch {
        return 'auto';
    }
}

export function storeTheme(theme: Theme): void {
    try {
        localStorage.setItem(key, theme);
    } catch {
        // A browser that keeps nothing still shows the choice until the page is left.
    }
}

export function applyTheme(theme: Theme): void {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
}
