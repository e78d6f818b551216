import type { Shock, ShockKind, StressScenario } from '../../api/shapes/risk';

/** What the form holds: text as typed. */
export interface ShockDraft {
    kind: ShockKind;
    key: string;
    size: string;
    unit: 'percent' | 'deviations';
}

export interface ScenarioDraft {
    name: string;
    shocks: ShockDraft[];
}

export interface ScenarioErrors {
    name?: string;
    shocks?: string;
    /** By the place of the shock in the list. */
    readonly at: Record<number, string>;
}

export const shockKinds: readonly (readonly [ShockKind, string])[] = [
    ['symbol', 'Symbol'],
    ['currency', 'Currency'],
    ['asset_class', 'Asset class'],
];

/** The classes that the engine sorts symbols into. */
export const assetClasses: readonly (readonly [string, string])[] = [
    ['forex_major', 'Major currency pairs'],
    ['forex_minor', 'Other currency pairs'],
    ['metal', 'Metals'],
    ['energy', 'Energy'],
    ['index', 'Indices'],
    ['crypto', 'Crypto'],
    ['other', 'Other'],
];

const mostShocks = 100;

export function draftOf(scenario: StressScenario | null): ScenarioDraft {
    if (scenario === null) return { name: '', shocks: [emptyShock()] };
    return {
        name: scenario.name,
        shocks: scenario.shocks.map(({ kind, key, percent, deviations }) =>
            deviations == null
                ? { kind, key, size: String(percent ?? ''), unit: 'percent' }
                : { kind, key, size: String(deviations), unit: 'deviations' }
        ),
    };
}

export function emptyShock(): ShockDraft {
    return { kind: 'symbol', key: '', size: '', unit: 'percent' };
}

/** What can be said without asking the server; it checks everything again. Null when nothing is wrong. */
export function check(draft: ScenarioDraft, others: readonly StressScenario[]): ScenarioErrors | null {
    const errors: ScenarioErrors = { at: {} };
    const name = draft.name.trim();
    if (name === '') errors.name = 'Give it a name that your people will recognise.';
    else if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) errors.name = 'Another scenario has this name.';
    if (draft.shocks.length === 0) errors.shocks = 'A scenario needs at least one shock.';
    if (draft.shocks.length > mostShocks) errors.shocks = `At most ${mostShocks} shocks.`;
    const seen = new Set<string>();
    for (const [index, shock] of draft.shocks.entries()) {
        const problem = shockProblem(shock, seen);
        if (problem !== null) errors.at[index] = problem;
    }
    return errors.name === undefined && errors.shocks === undefined && Object.keys(errors.at).length === 0 ? null : errors;
}

function shockProblem({ kind, key, size, unit }: ShockDraft, seen: Set<string>): string | null {
    const name = key.trim();
    if (name === '') return 'Say what moves.';
    if (kind === 'currency' && name.toUpperCase() === 'USD') return 'All values are in USD; it cannot move against itself.';
    const place = `${kind} ${name.toUpperCase()}`;
    if (seen.has(place)) return 'This is moved by another line already.';
    seen.add(place);
    const number = numberOf(size);
    if (number === null || number === 0) return 'Write how far it moves, as in -20 or 7.5.';
    if (unit === 'percent' && Math.abs(number) > 1000) return 'A move lies between -1000 and 1000 %.';
    if (unit === 'deviations' && Math.abs(number) > 20) return 'A move lies between -20 and 20 σ.';
    if (kind === 'currency' && unit === 'percent' && number <= -100) return 'A currency cannot lose all of its value.';
    return null;
}

/** Takes the typographic minus and a decimal comma too. */
function numberOf(text: string): number | null {
    const plain = text.trim().replace('−', '-').replace(',', '.');
    return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The scenario to send. The draft has been checked. */
export function scenarioOf(draft: ScenarioDraft, id: string | null, taken: readonly string[]): StressScenario {
    const name = draft.name.trim();
    return { id: id ?? freeID(name, taken), name, shocks: draft.shocks.map(shockOf) };
}

function shockOf({ kind, key, size, unit }: ShockDraft): Shock {
    const name = kind === 'currency' ? key.trim().toUpperCase() : key.trim();
    const number = numberOf(size) ?? 0;
    return unit === 'percent' ? { kind, key: name, percent: number } : { kind, key: name, deviations: number };
}

/** `Gold −9 %` → `gold_9`, with a number behind it when there is one already. */
function freeID(name: string, taken: readonly string[]): string {
    const stem = name.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40) || 'scenario';
    let id = stem;
    for (let number = 2; taken.includes(id); number += 1) id = `${stem}_${number}`;
    return id;
}

/** `USDCHF −18 %, index −3 σ`. */
export function shockWords(scenario: StressScenario): string {
    if (scenario.weekend_gap) return 'each symbol by its own worst weekend, against the house';
    return scenario.shocks.map(({ kind, key, percent, deviations }) => {
        const name = kind === 'asset_class' ? assetClasses.find(([value]) => value === key)?.[1] ?? key : key;
        return `${name} ${signedNumber(percent ?? deviations ?? 0)} ${deviations == null ? '%' : 'σ'}`;
    }).join(', ');
}

/** Two places at most: `+4.55`. */
function signedNumber(value: number): string {
    return `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toFixed(2))}`;
}

/** What the server refused, at the place of the form that it is about: `scenarios[2].shocks[0].size` is the first line. */
export function refused(fields: readonly { readonly field: string; readonly detail: string }[]): ScenarioErrors | null {
    const errors: ScenarioErrors = { at: {} };
    for (const { field, detail } of fields) {
        const line = /shocks\[(\d+)\]/.exec(field)?.[1];
        if (line !== undefined) errors.at[Number(line)] = detail;
        else if (field.endsWith('.name')) errors.name = detail;
        else if (field.endsWith('.shocks')) errors.shocks = detail;
    }
    return errors.name === undefined && errors.shocks === undefined && Object.keys(errors.at).length === 0 ? null : errors;
}
