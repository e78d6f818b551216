/** A short name for a company, as people type it when they sign in: `Acme Markets Ltd.` → `acme-markets-ltd`. */
export function slugOf(company: string): string {
    return company
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-/, '')
        .slice(0, 40)
        .replace(/-$/, '');
}
