import assert from 'node:assert/strict';
import test from 'node:test';
import { move } from '../src/widgets/grid/position';

const at = { row: 3, column: 2 };
const key = (name: string, ctrl = false) => ({ key: name, ctrl });

test('arrows move by a cell and stop at the edges', () => {
    assert.deepEqual(move(at, key('ArrowDown'), 10, 5), { row: 4, column: 2 });
    assert.deepEqual(move({ row: 9, column: 4 }, key('ArrowDown'), 10, 5), { row: 9, column: 4 });
    assert.deepEqual(move({ row: 9, column: 4 }, key('ArrowRight'), 10, 5), { row: 9, column: 4 });
    assert.deepEqual(move({ row: 0, column: 0 }, key('ArrowLeft'), 10, 5), { row: 0, column: 0 });
});

test('above the first row stands the head', () => {
    assert.deepEqual(move({ row: 0, column: 1 }, key('ArrowUp'), 10, 5), { row: -1, column: 1 });
    assert.deepEqual(move({ row: -1, column: 1 }, key('ArrowUp'), 10, 5), { row: -1, column: 1 });
});

test('Home and End stay in the row, with Ctrl they go to the ends of the table', () => {
    assert.deepEqual(move(at, key('Home'), 10, 5), { row: 3, column: 0 });
    assert.deepEqual(move(at, key('End'), 10, 5), { row: 3, column: 4 });
    assert.deepEqual(move(at, key('Home', true), 10, 5), { row: 0, column: 0 });
    assert.deepEqual(move(at, key('End', true), 10, 5), { row: 9, column: 4 });
});

test('a table that has become shorter brings the focus back inside', () => {
    assert.deepEqual(move({ row: 40, column: 2 }, key('ArrowDown'), 3, 5), { row: 2, column: 2 });
});

test('other keys are not the grid’s', () => {
    assert.equal(move(at, key('a'), 10, 5), null);
    assert.equal(move(at, key('Tab'), 10, 5), null);
});
