import type { Connection, Platform } from '../../api/shapes/connection';
import type { FieldErrors } from '../../widgets/form/form';

/** What the form holds: text as typed. */
// A type and not an interface: forms hold records of text.
export type Draft = {
    platform: Platform;
    name: string;
    endpoint: string;
    login: string;
    password: string;
    transport: 'https' | 'tcp';
    encryption: string;
    groups: string;
    certificate_sha256: string;
};

export const labels: Readonly<Record<keyof Draft, string>> = {
    platform: 'Platform',
    name: 'Name',
    endpoint: 'Address',
    login: 'Manager login',
    password: 'API password',
    transport: 'Transport',
    encryption: 'Encryption',
    groups: 'Groups',
    certificate_sha256: 'Certificate fingerprint (optional)',
};

export function draftOf(connection: Connection | null): Draft {
    return {
        platform: connection?.platform ?? 'mt5',
        name: connection?.name ?? '',
        endpoint: connection?.endpoint ?? '',
        login: connection?.login ?? '',
        password: '',
        transport: connection?.transport ?? 'https',
        encryption: connection?.encryption ?? 'aes256',
        groups: connection?.groups ?? '*',
        certificate_sha256: connection?.certificate_sha256 ?? '',
    };
}

/** What can be said without asking the server; it checks everything again. */
export function check(draft: Draft, isNew: boolean): FieldErrors<keyof Draft> {
    const errors: FieldErrors<keyof Draft> = {};
    if (draft.name.trim() === '') errors.name = 'Give it a name that your people will recognise.';
    if (draft.platform === 'push') return errors;
    if (!/^[^\s/@]+$/.test(draft.endpoint.trim())) errors.endpoint = 'Write host and port, as in mt5.example.com:443.';
    if (!/^\d{1,19}$/.test(draft.login.trim())) errors.login = 'The manager login is a number.';
    if (isNew && draft.password === '') errors.password = 'Enter the API password of this manager.';
    const fingerprint = draft.certificate_sha256.replace(/[:\s]/g, '');
    if (!/^(|off|[0-9a-fA-F]{64})$/.test(fingerprint)) {
        errors.certificate_sha256 = 'A SHA-256 fingerprint has 64 hexadecimal digits; off trusts any certificate.';
    }
    return errors;
}

/** The body to send: only what the platform knows; an empty password leaves the stored one. */
export function body(draft: Draft, isNew: boolean): Record<string, string> {
    const sent: Record<string, string> = { name: draft.name.trim() };
    if (isNew) sent['platform'] = draft.platform;
    if (draft.platform === 'push') return sent;
    Object.assign(sent, { endpoint: draft.endpoint.trim(), login: draft.login.trim(), transport: draft.transport });
    if (draft.groups.trim() !== '' || !isNew) sent['groups'] = draft.groups.trim();
    if (draft.password !== '') sent['password'] = draft.password;
    if (draft.transport === 'tcp') sent['encryption'] = draft.encryption;
    const fingerprint = draft.certificate_sha256.replace(/[:\s]/g, '').toLowerCase();
    if (fingerprint !== '' || !isNew) sent['certificate_sha256'] = fingerprint;
    return sent;
}
