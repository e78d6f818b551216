import type { ID } from './common';

export type Role = 'owner' | 'risk_manager' | 'dealer' | 'analyst' | 'auditor';
export type Permission =
    | 'read'
    | 'read_audit'
    | 'handle_alerts'
    | 'make_reports'
    | 'edit_rules'
    | 'edit_books'
    | 'edit_connections'
    | 'import_history'
    | 'ingest'
    | 'manage_users'
    | 'manage_tenant';

export interface Me {
    readonly user: { readonly id: ID; readonly email: string; readonly name: string | null; readonly role: Role };
    readonly tenant: { readonly slug: string; readonly name: string; readonly plan: string };
    readonly permissions: readonly Permission[];
}
