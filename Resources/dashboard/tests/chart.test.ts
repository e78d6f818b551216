import assert from 'node:assert/strict';
import test from 'node:test';
import { ends, Picture, shownPlaces } from '../src/widgets/chart/picture';

function picture(change: Partial<Picture>): Picture {
    return { x: [0, 1], series: [], place: String, value: String, ...change };
}

test('the level is always in the picture, and nothing touches the frame', () => {
    const series = [{ label: 'a', values: [2, null, 4], colour: '--ink', form: 'line' as const }];
    const [low, high] = ends(picture({ series }));
    assert.ok(low < 0 && high > 4);
    assert.ok(ends(picture({ series, level: 10 }))[1] > 10);
});

test('a band counts like a line, and a picture of nothing still has a height', () => {
    assert.ok(ends(picture({ band: { label: 'b', low: [-3], high: [1] } }))[0] < -3);
    const [low, high] = ends(picture({}));
    assert.ok(high > low);
});

test('a stated range is kept as it is', () => {
    assert.deepEqual(ends(picture({ range: [0.4, 1] })), [0.4, 1]);
});

test('names that would touch each other are left out, evenly', () => {
    const names = Array.from({ length: 100 }, (_, index) => `26-01-${index}`);
    const shown = shownPlaces(names, 600);
    assert.ok(shown.length <= 600 / 70 && shown.length > 3);
    assert.equal(shown[0], 0);
    assert.equal((shown[2] ?? 0) - (shown[1] ?? 0), (shown[1] ?? 0) - (shown[0] ?? 0));
    assert.deepEqual(shownPlaces(['1s', '2s', '5s'], 600), [0, 1, 2]);
    assert.deepEqual(shownPlaces([], 600), []);
});
