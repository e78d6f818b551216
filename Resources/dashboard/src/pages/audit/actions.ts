import { readable } from '../../format/words';

/** What is recorded, as a person says it, by what it is done to. */
export const actionGroups: readonly { readonly group: string; readonly actions: Readonly<Record<string, string>> }[] = [
    {
        group: 'Signing in',
        actions: {
            'session.start': 'Signed in',
            'session.refuse': 'Sign-in refused',
            'session.end': 'Signed out',
            'session.end_all': 'Sign-ins ended',
            'session.reuse': 'Stolen session noticed',
        },
    },
    {
        group: 'People',
        actions: {
            'user.invite': 'Invited',
            'user.create': 'Person made',
            'user.change': 'Person changed',
            'user.delete': 'Invitation withdrawn',
            'user.link': 'Link made',
            'user.set_password': 'Password set',
            'user.enable_otp': '2FA turned on',
            'user.disable_otp': '2FA turned off',
            'user.reset_otp': '2FA reset',
            'user.make_recovery_codes': 'Recovery codes made',
        },
    },
    { group: 'API keys', actions: { 'api_key.create': 'Key made', 'api_key.revoke': 'Key revoked' } },
    {
        group: 'Tenant',
        actions: { 'tenant.create': 'Tenant made', 'tenant.change': 'Tenant changed', 'tenant.rotate_signing_key': 'Signing key changed' },
    },
    {
        group: 'Connections',
        actions: {
            'connection.add': 'Connection added',
            'connection.change': 'Connection changed',
            'connection.remove': 'Connection removed',
            'import.run': 'History imported',
        },
    },
    {
        group: 'Alerts and risk',
        actions: {
            'alert.acknowledge': 'Alert acknowledged',
            'alert.assign': 'Alert assigned',
            'alert.close': 'Alert closed',
            'alert.reopen': 'Alert opened again',
            'alert.comment': 'Alert commented on',
            'risk.change_scenarios': 'Scenarios changed',
        },
    },
    {
        group: 'Clients’ personal data',
        actions: {
            'account.list': 'Accounts listed',
            'account.view': 'Account looked at',
            'account.export_personal_data': 'Personal data exported',
            'account.erase_personal_data': 'Personal data erased',
        },
    },
    { group: 'This trail', actions: { 'audit.export': 'Trail exported' } },
];

const titles: Readonly<Record<string, string>> = Object.assign({}, ...actionGroups.map(({ actions }) => actions));

/** Newer servers record more than this page knows by name. */
export function actionTitle(action: string): string {
    return titles[action] ?? readable(action.replace(/\./g, ' '));
}

/** What somebody outside, or nobody in this house, should have caused. */
export function isAlarming(action: string): boolean {
    return action === 'session.reuse' || action === 'session.refuse';
}
