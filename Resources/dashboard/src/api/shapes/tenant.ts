export interface Tenant {
    readonly slug: string;
    readonly name: string;
    readonly plan: string;
    readonly status: string;
    readonly time_zone: string;
    readonly created_at: string;
    /** Null = the plan sets no limit. */
    readonly limits: { readonly servers: number | null; readonly accounts: number | null };
    readonly use: { readonly servers: number; readonly accounts: number; readonly scored_accounts: number };
    readonly warnings: readonly TenantWarning[];
}

export interface TenantWarning {
    readonly code: string;
    readonly title: string;
    readonly detail: string;
}
