import type { Permission, Role } from '../api/shapes/person';
import { session } from './session';

/** Whether to offer an act. The server decides; this only spares people a refusal. */
export function may(permission: Permission): boolean {
    return session.me?.permissions.includes(permission) ?? false;
}

export const roleTitles: Readonly<Record<Role, string>> = {
    owner: 'Owner',
    risk_manager: 'Risk manager',
    dealer: 'Dealer',
    analyst: 'Analyst',
    auditor: 'Auditor',
};

export const roleMeanings: Readonly<Record<Role, string>> = {
    owner: 'Everything, with people, keys and the plan',
    risk_manager: 'Rules, books, reports, connections and imports',
    dealer: 'Works on alerts, writes notes, makes reports',
    analyst: 'Reads',
    auditor: 'Reads, with the audit trail',
};

export const permissionTitles: Readonly<Record<Permission, string>> = {
    read: 'Read accounts, exposure, risk and alerts',
    read_audit: 'Read the audit trail',
    handle_alerts: 'Work on alerts',
    make_reports: 'Make reports',
    edit_rules: 'Change rules and scenarios',
    edit_books: 'Change books',
    edit_connections: 'Change connections',
    import_history: 'Import history',
    ingest: 'Send events (push)',
    manage_users: 'Manage people and keys',
    manage_tenant: 'Manage the tenant, personal data included',
};
