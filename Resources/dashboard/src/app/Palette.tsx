import { defineComponent, h, onBeforeUnmount, reactive, shallowReactive } from 'vue';
import { get } from '../api/client';
import type { Account } from '../api/shapes/account';
import type { Page } from '../api/shapes/common';
import { signOut } from '../session/session';
import { setTheme } from '../theme/theme';
import { Modal } from '../widgets/Modal';
import { layers } from './keyboard';
import { sections } from './pages';
import { go, link } from './router';

interface Entry {
    readonly title: string;
    readonly note: string;
    readonly run: () => void;
}

/** One field that reaches every section, every act of the frame, and any account by number or name. */
export const Palette = defineComponent<{}>(() => {
    const state = reactive({ text: '', index: 0 });
    const found = shallowReactive<{ accounts: readonly Account[] }>({ accounts: [] });
    let timer = 0;
    let controller: AbortController | null = null;
    onBeforeUnmount(() => {
        window.clearTimeout(timer);
        controller?.abort();
    });

    const dismiss = (): void => {
        layers.palette = false;
    };
    const search = async (text: string): Promise<void> => {
        controller?.abort();
        controller = new AbortController();
        try {
            found.accounts = (await get<Page<Account>>('/accounts', { query: { q: text, limit: 8 }, signal: controller.signal })).items;
        } catch {
            // Sections and acts stay reachable when accounts cannot be searched.
            found.accounts = [];
        }
    };
    const typed = (text: string): void => {
        Object.assign(state, { text, index: 0 });
        window.clearTimeout(timer);
        if (text.trim() === '') found.accounts = [];
        else timer = window.setTimeout(() => void search(text.trim()), 150);
    };
    const entries = (): readonly Entry[] => {
        const text = state.text.trim().toLowerCase();
        return [...fixed().filter((entry) => entry.title.toLowerCase().includes(text)), ...found.accounts.map(accountEntry)];
    };
    const run = (entry: Entry | undefined): void => {
        if (entry === undefined) return;
        dismiss();
        entry.run();
    };
    const pressed = (event: KeyboardEvent): void => {
        const list = entries();
        if (event.key === 'ArrowDown') state.index = Math.min(list.length - 1, state.index + 1);
        else if (event.key === 'ArrowUp') state.index = Math.max(0, state.index - 1);
        else if (event.key === 'Enter') run(list[state.index]);
        else return;
        event.preventDefault();
    };

    return () => (
        <Modal title="Search or go to" onDismiss={dismiss}>
            <input
                type="text"
                class="palette-field"
                placeholder="Section, action, account number or name"
                aria-label="Search"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant={`palette-${state.index}`}
                autocomplete="off"
                spellcheck="false"
                value={state.text}
                onInput={(event) => typed((event.target as HTMLInputElement).value)}
                onKeydown={pressed}
            />
            <ul id="palette-list" class="palette-list" role="listbox" aria-label="Found">
                {entries().map((entry, index) => (
                    <li
                        key={`${entry.title} ${entry.note}`}
                        id={`palette-${index}`}
                        role="option"
                        aria-selected={index === state.index}
                        class={index === state.index && 'is-selected'}
                        onClick={() => run(entry)}
                    >
                        <span>{entry.title}</span>
                        <span class="quiet small">{entry.note}</span>
                    </li>
                ))}
                {entries().length === 0 ? <li class="quiet">Nothing found.</li> : null}
            </ul>
        </Modal>
    );
}, { name: 'Palette', props: {} });

function fixed(): readonly Entry[] {
    return [
        ...sections().map((page) => ({ title: page.title, note: `g ${page.key ?? ''}`, run: () => go(page.pattern) })),
        { title: 'Critical accounts', note: 'accounts', run: () => go('/accounts', { band: 'critical' }) },
        { title: 'Open critical alerts', note: 'alerts', run: () => go('/alerts', { state: 'open', severity: 'critical' }) },
        { title: 'Theme: as the system', note: 'action', run: () => setTheme('auto') },
        { title: 'Theme: light', note: 'action', run: () => setTheme('light') },
        { title: 'Theme: dark', note: 'action', run: () => setTheme('dark') },
        {
            title: 'Keyboard help',
            note: '?',
            run: () => {
                layers.help = true;
            },
        },
        { title: 'Sign out', note: 'action', run: () => void signOut() },
    ];
}

function accountEntry(account: Account): Entry {
    return {
        title: `${account.account_number}${account.name ? `, ${account.name}` : ''}`,
        note: [account.server, account.group].filter(Boolean).join(' · '),
        run: () => {
            location.hash = link(`/accounts/${account.id}`);
        },
    };
}
