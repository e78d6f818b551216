import { h } from 'vue';
import type { Content, VNode } from 'vue';
import { copy } from './clipboard';

/** A text that will not be shown again, with a button that copies it. */
export function shownOnce(label: string, text: string, note: Content): VNode {
    return (
        <div class="once">
            <p id="once-label" class="once-label">{label}</p>
            <div class="code-line">
                <code class="once-text" tabindex={0} aria-labelledby="once-label">{text}</code>
                <button type="button" class="button button-primary" onClick={() => void copy(text, label)}>Copy</button>
            </div>
            <p class="quiet small">{note}</p>
        </div>
    );
}
