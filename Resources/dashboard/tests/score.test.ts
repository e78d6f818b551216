import assert from 'node:assert/strict';
import test from 'node:test';
import type { Reason, Score } from '../src/api/shapes/account';
import { labels, sumOf, waterfall } from '../src/pages/account/waterfall';

function reason(code: string, points: number): Reason {
    return { code, title: code, points, evidence: '', p_value: null, interval: null, n: 1, usd: null, deals: [], innocent_explanation: null };
}

function score(risk: number | null, base: number | null, reasons: readonly Reason[]): Score {
    return {
        risk_score: risk,
        band: 'high',
        version: 1,
        watermark: null,
        round_trips: 50,
        enough_data: true,
        base_points: base,
        reasons,
        expected_loss_30d: null,
        advice: null,
    };
}

test('every step begins where the one before ended, and the last ends at the sum', () => {
    const steps = waterfall(score(60, 9.98, [reason('a', 40.3), reason('b', 17.27), reason('c', -7.67)]));
    assert.deepEqual(steps.map((step) => step.from.toFixed(2)), ['0.00', '9.98', '50.28', '67.55']);
    assert.equal(steps[steps.length - 1]?.to.toFixed(2), '59.88');
});

test('the sum says whether the stated score is lower because of a cap', () => {
    assert.equal(sumOf(score(60, 9.98, [reason('a', 49.9)])).capped, false);
    assert.equal(sumOf(score(59, 9.98, [reason('a', 70)])).capped, true);
});

test('an account that is not scored has an empty sum', () => {
    assert.deepEqual(sumOf(score(null, null, [])), { base: 0, reasons: 0, total: 0, capped: false });
});

test('a pattern without points is a label and no step', () => {
    const found = score(10, 9.98, [reason('a', 0), reason('b', 0.4)]);
    assert.deepEqual(labels(found).map(({ code }) => code), ['a']);
    assert.deepEqual(waterfall(found).map(({ code }) => code), ['base', 'b']);
});
