import assert from 'node:assert/strict';
import test from 'node:test';
import { stated } from '../src/api/download';
import { personState } from '../src/pages/people/personState';
import { checkKey, keyBody, KeyDraft } from '../src/pages/keys/keyDraft';
import { keyState } from '../src/pages/keys/keyState';
import { browserName } from '../src/pages/profile/userAgent';
import { fullness } from '../src/pages/tenant/fullness';

const now = Date.parse('2026-11-24T12:00:00Z');

function draft(values: Partial<KeyDraft['values']> = {}, scopes: KeyDraft['scopes'] = ['read']): KeyDraft {
    return { values: { name: 'Ledger', scopes: '', expiry: '90', expires_on: '', allowed_addresses: '', ...values }, scopes };
}

test('a whole key has no faults, and each fault is named at its field', () => {
    assert.deepEqual(checkKey(draft({ allowed_addresses: '192.0.2.0/24\n2001:db8::/32, 203.0.113.7' }), now), {});
    const faults = checkKey(draft({ name: ' ', expiry: 'on', expires_on: '2026-11-24', allowed_addresses: '10.0.0.0/8 office' }, []), now);
    assert.deepEqual(Object.keys(faults).sort(), ['allowed_addresses', 'expires_on', 'name', 'scopes']);
    assert.ok(faults.allowed_addresses?.startsWith('office:'), faults.allowed_addresses);
});

test('a key ends when it was chosen to, or never', () => {
    assert.equal(keyBody(draft(), now)['expires_at'], '2027-02-22T12:00:00.000Z');
    assert.equal(keyBody(draft({ expiry: 'never' }), now)['expires_at'], null);
    assert.equal(keyBody(draft({ expiry: 'on', expires_on: '2027-01-31' }), now)['expires_at'], '2027-01-31T00:00:00.000Z');
    assert.deepEqual(keyBody(draft({ allowed_addresses: ' 192.0.2.1\n' }), now)['allowed_addresses'], ['192.0.2.1']);
});

test('a key works until it is revoked or runs out', () => {
    const key = { expires_at: null, revoked_at: null };
    assert.equal(keyState(key, now), 'good');
    assert.equal(keyState({ ...key, expires_at: '2026-11-24T12:00:00Z' }, now), 'expired');
    assert.equal(keyState({ ...key, expires_at: '2026-11-24T12:00:01Z' }, now), 'good');
    assert.equal(keyState({ ...key, expires_at: '2026-01-01T00:00:00Z', revoked_at: '2025-01-01T00:00:00Z' }, now), 'revoked');
});

test('a disabled person is disabled whatever else they are', () => {
    assert.equal(personState({ disabled: true, invited: true }), 'disabled');
    assert.equal(personState({ disabled: false, invited: true }), 'invited');
    assert.equal(personState({ disabled: false, invited: false }), 'active');
});

test('a browser is named so that its owner knows it', () => {
    const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36';
    assert.equal(browserName(windows), 'Chrome on Windows');
    assert.equal(browserName(`${windows} Edg/120.0`), 'Edge on Windows');
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Mobile Safari/604.1';
    assert.equal(browserName(phone), 'Safari on iOS');
    assert.equal(browserName('Mozilla/5.0 (Macintosh; Intel Mac OS X 14.1; rv:120.0) Gecko/20100101 Firefox/120.0'), 'Firefox on macOS');
    assert.equal(browserName('curl/8.4.0'), 'curl');
    assert.equal(browserName(''), 'Unknown program');
    assert.equal(browserName('x'.repeat(500)).length, 60);
});

test('a limit is warned of before it is reached', () => {
    assert.equal(fullness(1_000_000, null), 'free');
    assert.equal(fullness(79, 100), 'free');
    assert.equal(fullness(80, 100), 'near');
    assert.equal(fullness(100, 100), 'full');
    assert.equal(fullness(101, 100), 'over');
});

test('a download is named by the server, and never with a path', () => {
    assert.equal(stated('attachment; filename="audit-acme.csv"'), 'audit-acme.csv');
    assert.equal(stated('attachment; filename="../../etc/passwd"'), null);
    assert.equal(stated(null), null);
});
