import type { ID } from './common';

export type Role = 'owner' | 'risk_manager' | 'dealer' | 'analyst' | 'auditor';
export const roles: readonly Role[] = ['owner', 'risk_manager', 'dealer', 'analyst', 'auditor'];

export const permissions = [
    'read',
    'read_audit',
    'handle_alerts',
    'make_reports',
    'edit_rules',
    'edit_books',
    'edit_connections',
    'import_history',
    'ingest',
    'manage_users',
    'manage_tenant',
] as const;
export type Permission = (typeof permissions)[number];

export interface Me {
    readonly user: {
        readonly id: ID;
        readonly email: string;
        readonly name: string | null;
        readonly role: Role;
        readonly otp_enabled?: boolean;
    };
    readonly tenant: { readonly slug: string; readonly name: string; readonly plan: string; readonly time_zone?: string };
    readonly permissions: readonly Permission[];
}

export interface Person {
    readonly id: ID;
    readonly email: string;
    readonly name: string | null;
    readonly role: Role;
    readonly disabled: boolean;
    /** The invitation is open: no password has been chosen yet. */
    readonly invited: boolean;
    readonly otp_enabled: boolean;
    readonly created_at: string;
    readonly last_login_at: string | null;
}

/** A link that works once; whoever has it chooses the person's password. */
export interface PersonLink {
    readonly link: string;
    readonly link_expires_at: string;
}

export interface SignInRecord {
    readonly id: ID;
    readonly created_at: string;
    readonly last_used_at: string | null;
    readonly expires_at: string;
    readonly address: string;
    readonly user_agent: string;
    /** True of the one that asks. */
    readonly current?: boolean;
}

/** A person's two-factor authentication. */
export interface SecondFactor {
    readonly enabled: boolean;
    readonly since: string | null;
    readonly recovery_codes_left: number;
}

export interface SecondFactorSecret {
    readonly secret: string;
    /** `otpauth://…`, what the QR code holds. */
    readonly uri: string;
}

export interface LinkCheck {
    readonly tenant: string;
    readonly tenant_name: string;
    readonly email: string;
    readonly kind: 'invitation' | 'reset';
    readonly expires_at: string;
}
