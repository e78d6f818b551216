import type { Role } from '../api/shapes/person';
import { session } from './session';

export type Act = 'work_alerts' | 'manage_connections' | 'import_files';

const allowed: Readonly<Record<Act, readonly Role[]>> = {
    work_alerts: ['owner', 'risk_manager', 'dealer'],
    manage_connections: ['owner', 'risk_manager'],
    import_files: ['owner', 'risk_manager'],
};

/** Whether to offer an act. The server decides; this only spares people a refusal. */
export function may(act: Act): boolean {
    const role = session.me?.user.role;
    return role !== undefined && allowed[act].includes(role);
}

export const roleTitles: Readonly<Record<Role, string>> = {
    owner: 'Owner',
    risk_manager: 'Risk manager',
    dealer: 'Dealer',
    analyst: 'Analyst',
    auditor: 'Auditor',
};
