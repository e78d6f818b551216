import assert from 'node:assert/strict';
import test from 'node:test';
import type { MarkoutPoint } from '../src/api/shapes/account';
import { markoutPicture, placeOf, pointsBefore } from '../src/pages/account/markoutPicture';

function point(seconds: number, mean = 0.5): MarkoutPoint {
    const figures = { mean_bps: mean, weighted_bps: mean, usd_per_million: mean * 100, low_bps: mean - 1, high_bps: mean + 1 };
    return { ...figures, horizon_seconds: seconds, n: 40, quality: 'good', house: figures };
}

test('what lies before the deal is shaded, and only that', () => {
    const points = [point(-30), point(-1), point(0.1), point(14_400)];
    assert.equal(pointsBefore(points), 2);
    assert.deepEqual(markoutPicture(points, 'wall').shade, [-0.5, 1.5]);
    assert.equal(markoutPicture(points.slice(2), 'wall').shade, undefined);
});

test('each clock counts in its own unit', () => {
    assert.equal(placeOf(point(10), 'wall'), '10s');
    assert.equal(placeOf(point(20), 'ticks'), '20 ticks');
    assert.equal(placeOf(point(1), 'trades'), '1 deal');
});
