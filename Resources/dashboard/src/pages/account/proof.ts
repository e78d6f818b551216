import type { ID } from '../../api/shapes/common';
import { adjust } from '../../app/router';

/** Shows in the table of deals just those that prove something, and brings the table into view. */
export function showDeals(deals: readonly ID[], why: string): void {
    adjust({ deals: deals.join(','), why }, 'step');
    window.requestAnimationFrame(() => document.getElementById('deals')?.scrollIntoView({ block: 'start' }));
}
