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
