import { h, shallowReactive } from 'vue';
import type { VNode } from 'vue';

interface Toast {
    readonly id: number;
    readonly text: string;
    readonly tone: 'done' | 'failed';
}

const toasts = shallowReactive<{ items: readonly Toast[] }>({ items: [] });
let last = 0;

/** Says for some seconds what an act has done. Failures stay longer. */
export function say(text: string, tone: 'done' | 'failed' = 'done'): void {
    last += 1;
    const id = last;
    toasts.items = [...toasts.items.slice(-3), { id, text, tone }];
    window.setTimeout(() => {
        toasts.items = toasts.items.filter((toast) => toast.id !== id);
    }, tone === 'done' ? 4_000 : 9_000);
}

export function toastStack(): VNode {
    return (
        <div class="toasts" role="status" aria-live="polite">
            {toasts.items.map((toast) => <p key={toast.id} class={['toast', `toast-${toast.tone}`]}>{toast.text}</p>)}
        </div>
    );
}
