import assert from 'node:assert/strict';
import test from 'node:test';
import type { MarkoutPoint } from '../src/api/shapes/account';
import { markoutPicture, ofHouse, placeOf, pointsBefore } from '../src/pages/account/markoutPicture';

function point(seconds: number, mean = 0.5): MarkoutPoint {
    const figures = { mean_bps: mean, weighted_bps: mean, usd_per_million: mean * 100, low_bps: mean - 1, high_bps: mean + 1 };
    return {
        ...figures,
        horizon_seconds: seconds,
        horizon_count: null,
        n: 40,
        quality: 'good',
        house: figures,
        from_mid: { mean_bps: mean, low_bps: mean - 1, high_bps: mean + 2 },
    };
}

function counted(count: number): MarkoutPoint {
    return { ...point(0), horizon_seconds: null, horizon_count: count };
}

test('what lies before the deal is shaded, and only that', () => {
    const points = [point(-30), point(-1), point(0.1), point(14_400)];
    assert.equal(pointsBefore(points), 2);
    assert.deepEqual(markoutPicture(points, 'wall').shade, [-0.5, 1.5]);
    assert.equal(markoutPicture(points.slice(2), 'wall').shade, undefined);
});

test('each clock counts in its own unit', () => {
    assert.equal(placeOf(point(10), 'wall'), '10s');
    assert.equal(placeOf(counted(20), 'ticks'), '20 ticks');
    assert.equal(placeOf(counted(1), 'trades'), '1 deal');
});

test('the house sees every figure turned round, and its band stays a band', () => {
    const house = { mean_bps: -0.5, weighted_bps: -0.4, usd_per_million: -50, low_bps: -1.5, high_bps: 0.5 };
    const seen = ofHouse({ ...point(10), house });
    assert.equal(seen.mean_bps, -0.5);
    assert.deepEqual(seen.from_mid, { mean_bps: -0.5, low_bps: -2.5, high_bps: 0.5 });
});
