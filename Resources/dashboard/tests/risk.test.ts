import assert from 'node:assert/strict';
import test from 'node:test';
import { backtestPicture, isException } from '../src/pages/risk/backtestPicture';
import { bySteps, cascadePicture } from '../src/pages/risk/cascadePicture';
import { check, draftOf, refused, ScenarioDraft, scenarioOf, shockWords } from '../src/pages/risk/scenarioDraft';
import type { StressScenario } from '../src/api/shapes/risk';

const franc: StressScenario = { id: 'franc', name: 'Franc lets go', shocks: [{ kind: 'currency', key: 'CHF', percent: 21.951219512195 }] };

function draft(change: Partial<ScenarioDraft>): ScenarioDraft {
    return { name: 'Gold falls', shocks: [{ kind: 'symbol', key: 'XAUUSD', size: '-9', unit: 'percent' }], ...change };
}

test('a day is an exception when its loss is larger than the forecast', () => {
    assert.equal(isException({ day: '2026-01-05', pnl_usd: '-1201', var_usd: '1200' }), true);
    assert.equal(isException({ day: '2026-01-05', pnl_usd: '-1200', var_usd: '1200' }), false);
    assert.equal(isException({ day: '2026-01-05', pnl_usd: '5000', var_usd: '1200' }), false);
    assert.equal(isException({ day: '2026-01-05', pnl_usd: null, var_usd: '1200' }), false);
});

test('the forecast loss is drawn below nought, exceptions as dots on their day', () => {
    const { series } = backtestPicture([{ day: '2026-01-05', pnl_usd: -2000, var_usd: 1200 }, { day: '2026-01-06', pnl_usd: 10, var_usd: 1300 }]);
    assert.deepEqual(series.map(({ values }) => [...values]), [[-2000, 10], [-1200, -1300], [-2000, null]]);
});

test('a cascade is drawn from the deepest fall to the highest rise', () => {
    const step = (move: number, lots: string) => ({ move_pips: move, accounts: 1, lots, house_net_lots: '-6.00', negative_balance_usd: null });
    const picture = cascadePicture(bySteps([step(25, '4.00'), step(-35, '10.00'), step(-25, '4.00')]));
    assert.deepEqual([...picture.x], [-35, -25, 25]);
    assert.deepEqual([...picture.series[0]?.values ?? []], [10, 4, 4]);
});

test('a scenario becomes a draft and again the same scenario', () => {
    assert.deepEqual(scenarioOf(draftOf(franc), 'franc', ['franc']), franc);
    assert.equal(check(draftOf(franc), []), null);
});

test('a new scenario gets an id of its own', () => {
    assert.equal(scenarioOf(draft({}), null, []).id, 'gold_falls');
    assert.equal(scenarioOf(draft({}), null, ['gold_falls', 'gold_falls_2']).id, 'gold_falls_3');
    assert.equal(scenarioOf(draft({ name: '金' }), null, []).id, 'scenario');
});

test('what is missing or cannot be is said at its place', () => {
    assert.ok(check(draft({ name: ' ' }), [])?.name);
    assert.ok(check(draft({ name: 'franc LETS go' }), [franc])?.name);
    assert.ok(check(draft({ shocks: [] }), [])?.shocks);
    const at = (size: string, key = 'XAUUSD', kind: 'symbol' | 'currency' = 'symbol', unit: 'percent' | 'deviations' = 'percent') =>
        check(draft({ shocks: [{ kind, key, size, unit }] }), [])?.at[0];
    for (const size of ['', '0', 'nine', '1e3', '1001']) assert.ok(at(size), size);
    assert.ok(at('21', 'XAUUSD', 'symbol', 'deviations'));
    assert.ok(at('-100', 'CHF', 'currency'));
    assert.ok(at('5', 'usd', 'currency'));
    assert.ok(at('5', ' '));
    assert.equal(at('−7,5'), undefined);
    const twice = draft({ shocks: [...draft({}).shocks, { kind: 'symbol', key: 'xauusd', size: '1', unit: 'percent' }] });
    assert.ok(check(twice, [])?.at[1]);
});

test('what the server refuses stands at the line that it is about', () => {
    assert.equal(refused([{ field: 'scenarios[2].shocks[1].size', detail: 'Too far.' }])?.at[1], 'Too far.');
    assert.equal(refused([{ field: 'scenarios[2].name', detail: 'Too long.' }])?.name, 'Too long.');
    assert.equal(refused([]), null);
});

test('shocks are said in words with their unit', () => {
    assert.equal(shockWords(franc), 'CHF +21.95 %');
    assert.equal(
        shockWords({ id: 'a', name: 'a', shocks: [{ kind: 'asset_class', key: 'forex_major', deviations: -3 }] }),
        'Major currency pairs −3 σ',
    );
    assert.equal(shockWords({ id: 'w', name: 'w', shocks: [], weekend_gap: true }), 'each symbol by its own worst weekend, against the house');
});
