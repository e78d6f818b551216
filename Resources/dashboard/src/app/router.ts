import { shallowReactive } from 'vue';
import { Change, link, parsePlace, Place } from './address';

export { link } from './address';

/** The page in view. */
export const place = shallowReactive<Place>(parsePlace(location.hash));

window.addEventListener('hashchange', () => Object.assign(place, parsePlace(location.hash)));

export function go(path: string, query: Change = {}): void {
    location.hash = link(path, query);
}

/** Changes parts of the query. A small change of view replaces the entry in the history; a step gets one of its own. */
export function adjust(change: Change, as: 'replacement' | 'step' = 'replacement'): void {
    const target = link(place.path, { ...place.query, ...change });
    if (target === link(place.path, place.query)) return;
    if (as === 'step') {
        location.hash = target;
        return;
    }
    history.replaceState(null, '', target);
    Object.assign(place, parsePlace(target));
}
