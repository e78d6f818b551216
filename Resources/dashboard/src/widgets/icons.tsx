import { h } from 'vue';
import type { VNode } from 'vue';

/** Line drawings of our own on a field of 20 by 20. */
const paths: Readonly<Record<string, string>> = {
    overview: 'M3 3h6v8H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 13h6v4H3z',
    accounts: 'M10 9.5a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4zM3.5 17c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5',
    exposure: 'M3 17V3M3 17h14M6.5 14V9M10 14V5.5M13.5 14v-3.5',
    clusters: 'M5 7a2 2 0 100-4 2 2 0 000 4zM15 9a2 2 0 100-4 2 2 0 000 4zM8 17a2 2 0 100-4 2 2 0 000 4zM7 5.4l6 1.2M5.6 7l1.8 6M13.6 8.6l-4.2 5',
    risk: 'M3 17c2.5 0 3.4-13 7-13s4.5 13 7 13M3 17h14M6 17v-4.5',
    feed: 'M2 10h3l2-5 3.5 10L13 7l1.5 3H18',
    model: 'M3 17V3M3 17h14M3 17c3-1 4-3 5.5-7S12 4.5 17 4M7 15.5h.01M11 8h.01',
    alerts: 'M10 2.5c-3 0-4.8 2.1-4.8 5.2 0 3.6-1.7 4.8-1.7 6h13c0-1.2-1.7-2.4-1.7-6 0-3.1-1.8-5.2-4.8-5.2zM8.2 16.2a1.9 1.9 0 003.6 0',
    connections: 'M4 4h12v5H4zM4 11h12v5H4zM7 6.5h.01M7 13.5h.01M10 6.5h3.5M10 13.5h3.5',
    search: 'M8.5 14a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM12.7 12.7L17 17',
    theme: 'M10 3a7 7 0 100 14V3z',
    help: 'M7.2 7.5a2.8 2.8 0 115 1.7c-.9 1-2.2 1.3-2.2 2.9M10 15.5h.01',
    leave: 'M8 3H4v14h4M12 6.5l3.5 3.5-3.5 3.5M15 10H7.5',
    menu: 'M3 5h14M3 10h14M3 15h14',
    close: 'M5 5l10 10M15 5L5 15',
};

export function icon(name: string, size = 18): VNode {
    return (
        <svg
            class="icon"
            viewBox="0 0 20 20"
            width={size}
            height={size}
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
        >
            <path d={paths[name] ?? ''} />
        </svg>
    );
}
