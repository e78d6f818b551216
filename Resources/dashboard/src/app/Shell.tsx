import { defineComponent, Fragment, h, onBeforeUnmount, onMounted, reactive, watch } from 'vue';
import { may, roleTitles } from '../session/permissions';
import { session, signOut } from '../session/session';
import { freshness, livePill } from '../stream/LivePill';
import { liveAlerts, liveConnections } from '../stream/live';
import { nextTheme, theme } from '../theme/theme';
import { zone } from '../format/time';
import { icon } from '../widgets/icons';
import { HelpDialog } from './HelpDialog';
import { layers } from './keyboard';
import { PageOutlet } from './PageOutlet';
import { isOffered, pages, sections } from './pages';
import type { PageEntry } from './pages';
import { Palette } from './Palette';
import { PlanBanner } from './PlanBanner';
import { go, place } from './router';

const themeNames = { auto: 'as the system', light: 'light', dark: 'dark' } as const;

/** The frame around every page: where one is, whose data this is, and whether it is of now. */
export const Shell = defineComponent<{}>(() => {
    const menu = reactive({ open: false });
    let prefetch = 0;
    const escape = (event: KeyboardEvent): void => {
        if (event.key === 'Escape' && menu.open) menu.open = false;
    };
    onMounted(() => {
        if (place.path === '/' || place.path === '') go('/overview');
        document.addEventListener('keydown', escape);
        prefetch = window.setTimeout(fetchPages, 2_000);
    });
    onBeforeUnmount(() => {
        document.removeEventListener('keydown', escape);
        window.clearTimeout(prefetch);
    });
    watch(() => place.path, () => {
        menu.open = false;
    });
    watch(() => freshness().state, (state) => {
        document.documentElement.dataset['live'] = state;
    }, { immediate: true });

    const navigation = () => (
        <nav id="navigation" class={['nav', menu.open && 'is-open']} aria-label="Sections">
            <a class="brand" href="#/overview">
                <span class="brand-mark" aria-hidden="true" />Veles
            </a>
            <div class="nav-lists">
                <ul aria-label="Risk">{sections().filter((page) => !page.seldom).map(entry)}</ul>
                <ul class="nav-seldom" aria-label="Administration">{sections().filter((page) => page.seldom).map(entry)}</ul>
            </div>
            <div class="nav-foot">
                <p class="quiet small">Times in {zone}</p>
                <button
                    type="button"
                    class="nav-item"
                    onClick={() => {
                        layers.help = true;
                    }}
                >
                    {icon('help')}
                    <span>Keyboard help</span>
                    <kbd>?</kbd>
                </button>
            </div>
        </nav>
    );
    return () => (
        <div class="shell">
            <a
                class="skip"
                href="#content"
                onClick={(event) => {
                    event.preventDefault();
                    document.getElementById('content')?.focus();
                }}
            >
                Skip to the page
            </a>
            {navigation()}
            {menu.open
                ? (
                    <div
                        class="nav-shade"
                        onClick={() => {
                            menu.open = false;
                        }}
                    />
                )
                : null}
            <div class="stage">
                {header(menu)}
                <main id="content" class="page" tabindex={-1}>
                    {may('manage_tenant') ? <PlanBanner /> : null}
                    <PageOutlet />
                </main>
            </div>
            {layers.help ? <HelpDialog /> : null}
            {layers.palette ? <Palette /> : null}
        </div>
    );
}, { name: 'Shell', props: {} });

/** Brings the code of every section in while the server is there, so that an outage does not lock a person out of a page. */
function fetchPages(): void {
    // A page whose code does not come says so when it is opened.
    for (const page of pages.filter(isOffered)) page.load().catch(() => undefined);
}

function isHere(page: PageEntry): boolean {
    return place.path === page.pattern || place.path.startsWith(`${page.pattern}/`);
}

function entry(page: PageEntry) {
    const here = isHere(page);
    const badge = badgeOf(page.pattern);
    return (
        <li key={page.pattern}>
            <a
                class={['nav-item', here && 'is-here']}
                href={`#${page.pattern}`}
                aria-current={here ? 'page' : undefined}
                title={`g then ${page.key ?? ''}`}
            >
                {icon(page.icon ?? '')}
                <span>{page.title}</span>
                {badge}
            </a>
        </li>
    );
}

function badgeOf(pattern: string) {
    if (pattern === '/alerts') {
        const critical = liveAlerts.items.filter((alert) => alert.state === 'open' && alert.severity === 'critical').length;
        return critical > 0
            ? (
                <span class="badge badge-critical">
                    {critical}
                    <span class="unseen">{' critical and open'}</span>
                </span>
            )
            : null;
    }
    if (pattern === '/connections') {
        const troubled = liveConnections.items.filter((connection) => connection.state === 'down' || connection.state === 'degraded').length;
        return troubled > 0
            ? (
                <span class="badge badge-warning">
                    {troubled}
                    <span class="unseen">{' with trouble'}</span>
                </span>
            )
            : null;
    }
    return null;
}

function header(menu: { open: boolean }) {
    const { me } = session;
    return (
        <header class="head">
            <button
                type="button"
                class="icon-button only-narrow"
                aria-label="Sections"
                aria-expanded={menu.open}
                aria-controls="navigation"
                onClick={() => {
                    menu.open = !menu.open;
                }}
            >
                {icon('menu')}
            </button>
            <div class="head-place">
                <span class="head-tenant">{me?.tenant.name ?? ''}</span>
                {crumbs()}
            </div>
            <button
                type="button"
                class="search-button"
                aria-label="Search or go to"
                onClick={() => {
                    layers.palette = true;
                }}
            >
                {icon('search', 16)}
                <span>Search or go to</span>
                <kbd>Ctrl K</kbd>
            </button>
            {livePill()}
            <button
                type="button"
                class="icon-button"
                aria-label={`Theme: ${themeNames[theme.value]}. Change`}
                title={`Theme: ${themeNames[theme.value]}`}
                onClick={nextTheme}
            >
                {icon('theme')}
            </button>
            <a class="head-person" href="#/profile" title="Profile and security">
                <span class="head-name">{me?.user.name || me?.user.email}</span>
                <span class="quiet small">{me ? roleTitles[me.user.role] : ''}</span>
            </a>
            <button type="button" class="icon-button" aria-label="Sign out" title="Sign out" onClick={() => void signOut()}>{icon('leave')}</button>
        </header>
    );
}

function crumbs() {
    const section = sections().find(isHere);
    if (section === undefined) return null;
    return (
        <>
            <span class="crumb-mark" aria-hidden="true">/</span>
            <a class="crumb" href={`#${section.pattern}`}>{section.title}</a>
        </>
    );
}
