import { defineComponent, h } from 'vue';
import { Modal } from '../widgets/Modal';
import { layers, setSingleLetters, shortcuts } from './keyboard';
import { sections } from './pages';

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
    {
        title: 'Everywhere',
        keys: [['?', 'This list'], ['/', 'To the search field'], ['Ctrl K', 'Search or go to anything'], ['Esc', 'Close the top layer']],
    },
    {
        title: 'Tables',
        keys: [['← → ↑ ↓', 'From cell to cell'], ['Home  End', 'Ends of the row'], ['Ctrl Home  Ctrl End', 'Ends of the table'], [
            'Page Up  Page Down',
            'Ten rows',
        ], ['Enter', 'Open the row']],
    },
    { title: 'Charts', keys: [['← →', 'Read it, place by place']] },
    {
        title: 'Alerts',
        keys: [['j  k', 'Next, previous'], ['Enter', 'Open or close the evidence'], ['a', 'Acknowledge'], ['c', 'Close with an outcome']],
    },
];

export const HelpDialog = defineComponent<{}>(() => () => (
    <Modal
        title="Keyboard"
        onDismiss={() => {
            layers.help = false;
        }}
        wide
    >
        <div class="help-groups">
            <section>
                <h3>Go to</h3>
                <dl class="keys">
                    {sections().map((page) => [
                        <dt>
                            <kbd>g</kbd> <kbd>{page.key}</kbd>
                        </dt>,
                        <dd>{page.title}</dd>,
                    ])}
                </dl>
            </section>
            {groups.map((group) => (
                <section key={group.title}>
                    <h3>{group.title}</h3>
                    <dl class="keys">
                        {group.keys.map(([key, meaning]) => [<dt>{key.split('  ').map((part) => <kbd>{part}</kbd>)}</dt>, <dd>{meaning}</dd>])}
                    </dl>
                </section>
            ))}
        </div>
        <label class="check">
            <input
                type="checkbox"
                checked={shortcuts.singleLetters}
                onChange={(event) => setSingleLetters((event.target as HTMLInputElement).checked)}
            />
            Single letters act (switch off when you speak to the computer or press keys by accident)
        </label>
    </Modal>
), { name: 'HelpDialog', props: {} });
