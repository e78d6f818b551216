import assert from 'node:assert/strict';
import test from 'node:test';
import { body, check, Draft, draftOf } from '../src/pages/connections/draft';

function draft(change: Partial<Draft> = {}): Draft {
    return { ...draftOf(null), name: 'Main', endpoint: 'mt5.example.com:443', login: '1000', password: 'secret', ...change };
}

test('a whole draft has no faults', () => {
    assert.deepEqual(check(draft(), true), {});
    assert.deepEqual(check(draft({ platform: 'push', endpoint: '', login: '', password: '' }), true), {});
});

test('each fault is named at its field', () => {
    const errors = check(draft({ name: ' ', endpoint: 'https://x/y', login: 'admin', password: '', certificate_sha256: 'abc' }), true);
    assert.deepEqual(Object.keys(errors).sort(), ['certificate_sha256', 'endpoint', 'login', 'name', 'password']);
});

test('an edit may leave the password as it is, and then does not send one', () => {
    assert.deepEqual(check(draft({ password: '' }), false), {});
    assert.equal('password' in body(draft({ password: '' }), false), false);
    assert.equal('platform' in body(draft(), false), false);
});

test('only what the platform knows is sent', () => {
    assert.deepEqual(body(draft({ platform: 'push' }), true), { name: 'Main', platform: 'push' });
    assert.equal('encryption' in body(draft({ transport: 'https' }), true), false);
    assert.equal(body(draft({ transport: 'tcp' }), true)['encryption'], 'aes256');
});

test('a fingerprint is sent without its colons', () => {
    const pair = 'AB:'.repeat(32).slice(0, -1);
    assert.equal(body(draft({ certificate_sha256: pair }), true)['certificate_sha256'], 'ab'.repeat(32));
});
