import type { ID } from './common';

export type Role = 'owner' | 'risk_manager' | 'dealer' | 'analyst' | 'auditor';

export interface Me {
    readonly user: { readonly id: ID; readonly email: string; readonly name: string | null; readonly role: Role };
    readonly tenant: { readonly slug: string; readonly name: string; readonly plan: string };
    readonly permissions: readonly string[];
}
