import assert from 'node:assert/strict';
import test from 'node:test';
import { doorOf, tokenOf } from '../src/doors/place';
import { slugOf } from '../src/doors/slug';

test('only the two addresses before the sign-in are doors', () => {
    assert.equal(doorOf('/dashboard/setup'), 'setup');
    assert.equal(doorOf('/dashboard/welcome/'), 'welcome');
    for (const path of ['/dashboard/', '/dashboard/setup/more', '/setup', '/dashboard/welcomes']) assert.equal(doorOf(path), null, path);
});

test('the token of a link stands after the mark that browsers keep to themselves', () => {
    assert.equal(tokenOf('#acme.Q3nf_-x'), 'acme.Q3nf_-x');
    assert.equal(tokenOf('#acme.x%20'), 'acme.x');
    for (const hash of ['', '#', '#%']) assert.equal(tokenOf(hash), '', hash);
});

test('a company gets a short name that the server takes', () => {
    assert.equal(slugOf('Acme Markets Ltd.'), 'acme-markets-ltd');
    assert.equal(slugOf('  Äther & Ölhandel  '), 'ather-olhandel');
    assert.equal(slugOf('24/7 FX'), '24-7-fx');
    assert.equal(slugOf('株式会社'), '');
    const long = slugOf(`${'a'.repeat(39)} b`);
    assert.ok(long.length <= 40 && !long.endsWith('-'), long);
});
