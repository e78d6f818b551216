const key = 'veles.tenant';

/** The tenant that was last signed in to from here. */
export function remembered(): string {
    try {
        return localStorage.getItem(key) ?? '';
    } catch {
        return '';
    }
}

export function remember(tenant: string): void {
    try {
        localStorage.setItem(key, tenant);
    } catch {
        // A browser that keeps nothing asks again next time.
    }
}
