import assert from 'node:assert/strict';
import test from 'node:test';
import { approximate, compact, decimal, negated, sign } from '../src/format/decimal';

test('a decimal keeps every digit, far beyond what a binary number holds', () => {
    assert.equal(decimal('123456789012345678901234.123456789'), '123,456,789,012,345,678,901,234.123456789');
    assert.equal(decimal('0.1'), '0.1');
});

test('places are filled up and rounded half away from nought', () => {
    assert.equal(decimal('1234.5', { places: 2 }), '1,234.50');
    assert.equal(decimal('1.005', { places: 2 }), '1.01');
    assert.equal(decimal('-1.005', { places: 2 }), '−1.01');
    assert.equal(decimal('0.4999', { places: 0 }), '0');
    assert.equal(decimal('999.5', { places: 0 }), '1,000');
});

test('nought has no sign, whatever was sent', () => {
    assert.equal(decimal('-0.00', { signed: true }), '0.00');
    assert.equal(decimal('-0.004', { places: 2, signed: true }), '0.00');
    assert.equal(sign('-0.000'), 0);
});

test('what is missing or no decimal is a dash, never nought', () => {
    for (const value of [null, undefined, '', 'abc', '1e5', '1,5', 'NaN', '--1', '1.', '.5', ' 1', NaN, Infinity]) {
        assert.equal(decimal(value), '—', String(value));
    }
});

test('the opposite is exact', () => {
    assert.equal(negated('1.10'), '-1.10');
    assert.equal(negated('-1.10'), '1.10');
    assert.equal(negated('+2'), '-2');
    assert.equal(negated('0.00'), '0.00');
    assert.equal(negated(null), null);
    assert.equal(negated(0.5), -0.5);
});

test('compact figures change their unit before they would read as a thousand of the lower one', () => {
    assert.equal(compact('9999'), '9,999');
    assert.equal(compact('12345'), '12.35 k');
    assert.equal(compact('999499'), '999.5 k');
    assert.equal(compact('999500'), '1.00 M');
    assert.equal(compact('-5240000.50', true), '−5.24 M');
    assert.equal(compact('1500000000', true), '+1.50 bn');
    assert.equal(compact(null), '—');
});

test('an approximation is a number or nothing', () => {
    assert.equal(approximate('-1.5'), -1.5);
    assert.equal(approximate(''), null);
    assert.equal(approximate('x'), null);
});
