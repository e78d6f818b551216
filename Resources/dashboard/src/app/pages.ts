import type { Component } from 'vue';
import type { Permission } from '../api/shapes/person';
import { may } from '../session/permissions';

export interface PageProps {
    /** The parts of the path that the pattern names. */
    readonly parameters: Readonly<Record<string, string>>;
}

export interface PageEntry {
    readonly pattern: string;
    readonly title: string;
    /** After `g`; a page without a key is not in the navigation. */
    readonly key?: string;
    readonly icon?: string;
    /** Who may open it; absent = everyone of the tenant. */
    readonly needs?: Permission;
    /** Stands below the line in the navigation, with what is done seldom. */
    readonly seldom?: true;
    readonly load: () => Promise<{ readonly page: Component<PageProps> }>;
}

/** Every page, one line each, in the order of the navigation. */
export const pages: readonly PageEntry[] = [
    { pattern: '/overview', title: 'Overview', key: 'o', icon: 'overview', load: () => import('../pages/overview/OverviewPage') },
    { pattern: '/accounts', title: 'Accounts', key: 'a', icon: 'accounts', load: () => import('../pages/accounts/AccountsPage') },
    { pattern: '/accounts/:id', title: 'Account', load: () => import('../pages/account/AccountPage') },
    { pattern: '/clusters', title: 'Clusters', key: 'k', icon: 'clusters', load: () => import('../pages/clusters/ClustersPage') },
    { pattern: '/exposure', title: 'Exposure', key: 'e', icon: 'exposure', load: () => import('../pages/exposure/ExposurePage') },
    { pattern: '/risk', title: 'Risk', key: 'r', icon: 'risk', load: () => import('../pages/risk/RiskPage') },
    { pattern: '/alerts', title: 'Alerts', key: 'l', icon: 'alerts', load: () => import('../pages/alerts/AlertsPage') },
    { pattern: '/feed', title: 'Feed incidents', key: 'f', icon: 'feed', load: () => import('../pages/feed/FeedPage') },
    { pattern: '/model', title: 'Model card', key: 'm', icon: 'model', load: () => import('../pages/model/ModelPage') },
    { pattern: '/connections', title: 'Connections', key: 'c', icon: 'connections', load: () => import('../pages/connections/ConnectionsPage') },
    { pattern: '/people', title: 'People', key: 'p', icon: 'people', needs: 'manage_users', seldom: true, load: () => import('../pages/people/PeoplePage') },
    { pattern: '/api-keys', title: 'API keys', key: 'i', icon: 'keys', needs: 'manage_users', seldom: true, load: () => import('../pages/keys/KeysPage') },
    { pattern: '/audit', title: 'Audit trail', key: 't', icon: 'audit', needs: 'read_audit', seldom: true, load: () => import('../pages/audit/AuditPage') },
    { pattern: '/tenant', title: 'Tenant & plan', key: 'n', icon: 'tenant', seldom: true, load: () => import('../pages/tenant/TenantPage') },
    { pattern: '/profile', title: 'Profile & security', key: 's', icon: 'profile', seldom: true, load: () => import('../pages/profile/ProfilePage') },
];

export function isOffered(page: PageEntry): boolean {
    return page.needs === undefined || may(page.needs);
}

/** What the navigation, the palette and the letters after `g` offer to this person. */
export function sections(): readonly PageEntry[] {
    return pages.filter((page) => page.key !== undefined && isOffered(page));
}
