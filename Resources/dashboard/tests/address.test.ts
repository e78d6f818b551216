import assert from 'node:assert/strict';
import test from 'node:test';
import { link, match, parsePlace } from '../src/app/address';

test('a link gives its view back', () => {
    const query = { q: 'a&b=c #1', band: 'high', sort: '-risk_score' };
    assert.deepEqual(parsePlace(link('/accounts', query)), { path: '/accounts', query });
});

test('empty parts of a query are left out', () => {
    assert.equal(link('/accounts', { q: '', band: null, book: undefined, page: 0 }), '#/accounts?page=0');
});

test('an address that cannot be read leads to the first page', () => {
    for (const hash of ['', '#', '#accounts', '#?x=1', '#%%%']) assert.equal(parsePlace(hash).path, '/overview', hash);
});

test('a pattern names parts of a path', () => {
    assert.deepEqual(match('/accounts/:id', '/accounts/17'), { id: '17' });
    assert.deepEqual(match('/accounts', '/accounts'), {});
    assert.equal(match('/accounts/:id', '/accounts'), null);
    assert.equal(match('/accounts/:id', '/accounts/1/2'), null);
});

test('a part with broken escapes matches nothing instead of failing', () => {
    assert.equal(match('/accounts/:id', '/accounts/%E0%A4%A'), null);
    assert.equal(match('/accounts/:id', '/accounts/'), null);
});
