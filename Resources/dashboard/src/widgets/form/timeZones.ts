import type { Choices } from './fields';

/** Every zone that the browser knows, by region. `always` is in it in any case, so that a stored one is not lost. */
export function timeZoneChoices(always: string): readonly Choices[] {
    const regions = new Map<string, [string, string][]>([['', []]]);
    for (const zone of [...new Set(['UTC', always, ...known()])].filter(Boolean).sort()) {
        const cut = zone.indexOf('/');
        const region = cut < 0 ? '' : zone.slice(0, cut);
        const options = regions.get(region) ?? [];
        options.push([zone, zone.replace(/_/g, ' ')]);
        regions.set(region, options);
    }
    return [...regions].map(([group, options]) => ({ group, options }));
}

/** Newer than the type files that come with the compiler. */
function known(): readonly string[] {
    const { supportedValuesOf } = Intl as { supportedValuesOf?: (key: 'timeZone') => string[] };
    return supportedValuesOf?.('timeZone') ?? [];
}
