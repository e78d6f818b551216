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
    people: 'M7.5 9.5a2.8 2.8 0 100-5.6 2.8 2.8 0 000 5.6zM2 16.5c.5-3 2.7-4.4 5.5-4.4s5 1.4 5.5 4.4M13 4.2a2.8 2.8 0 010 5M15 12.6c1.7.6 2.7 1.9 3 3.9',
    keys: 'M6.5 13.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM10 10h8M15 10v3M18 10v2',
    audit: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 9.5h5M7.5 12h5M7.5 14.5h3',
    tenant: 'M3.5 17V6.5L10 3l6.5 3.5V17zM3.5 17h13M8 17v-4h4v4M7.5 9h.01M12.5 9h.01',
    profile: 'M10 2.8l6 2.2v4.4c0 4-2.4 6.6-6 7.9-3.6-1.3-6-3.9-6-7.9V5zM7.5 9.8l1.8 1.8 3.3-3.5',
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
