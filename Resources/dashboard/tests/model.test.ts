import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelRecord } from '../src/api/shapes/model';
import { smallProbability } from '../src/format/statistic';
import { aucPicture, horizonsOf, modelsOf } from '../src/pages/model/aucPicture';
import { pooled } from '../src/pages/model/pooled';

function record(change: Partial<ModelRecord>): ModelRecord {
    return {
        month: '2026-01',
        horizon_seconds: 10,
        model: 'logistic',
        n: 100,
        toxic: 40,
        base_rate: 0.4,
        auc: 0.6,
        auc_low: null,
        auc_high: null,
        brier: 0.2,
        log_loss: 0.6,
        gain: null,
        acted: null,
        calibration: [],
        ...change,
    };
}

test('the base rate stands first, because the others are held against it', () => {
    const records = [record({ model: 'network' }), record({}), record({ model: 'base_rate' })];
    assert.deepEqual(modelsOf(records), ['base_rate', 'logistic', 'network']);
    assert.deepEqual(horizonsOf([record({ horizon_seconds: 60 }), record({ horizon_seconds: 1 }), record({ horizon_seconds: 1 })]), [1, 60]);
});

test('a month without a measure is a gap in its line, and one half is always in the picture', () => {
    const picture = aucPicture(
        [record({ month: '2026-02', auc: null }), record({}), record({ month: '2026-02', model: 'network', auc: 0.71 })],
        undefined,
    );
    assert.deepEqual(picture.series.map((series) => [...series.values]), [[0.6, null], [null, 0.71]]);
    assert.ok((picture.range?.[0] ?? 1) < 0.5 && (picture.range?.[1] ?? 0) > 0.71);
});

test('the champion has its band, with a gap where it has no interval', () => {
    const { band } = aucPicture([record({ auc_low: 0.55, auc_high: 0.65 }), record({ month: '2026-02' })], 'logistic');
    assert.deepEqual([[...band?.low ?? []], [...band?.high ?? []]], [[0.55, null], [0.65, null]]);
});

test('calibrations of several months are pooled by tenths, whichever tenths a month has', () => {
    const bins = pooled([
        record({ calibration: [{ n: 300, predicted: 0.1, observed: 0.2 }, { n: 10, predicted: 0.95, observed: 1 }] }),
        record({ calibration: [{ n: 5, predicted: 0.05, observed: 0 }, { n: 100, predicted: 0.18, observed: 0.4 }] }),
    ]);
    assert.deepEqual(bins.map(({ n, predicted, observed }) => [n, predicted.toFixed(2), observed.toFixed(2)]), [
        [5, '0.05', '0.00'],
        [400, '0.12', '0.25'],
        [10, '0.95', '1.00'],
    ]);
});

test('a probability too small for a number is told by its power of ten', () => {
    assert.equal(smallProbability(0, -42.7), '< 10⁻⁴²');
    assert.equal(smallProbability(3.9729e-264, null), '< 10⁻²⁶³');
    assert.equal(smallProbability(0.012, -1.92), '0.012');
    assert.equal(smallProbability(null, null), '—');
});
