import assert from 'node:assert/strict';
import test from 'node:test';
import { actionTitle } from '../src/pages/audit/actions';
import { differences } from '../src/pages/audit/differences';
import { auditQuery, dayStart, isFiltered } from '../src/pages/audit/filter';

test('only what differs is shown', () => {
    assert.deepEqual(differences({ role: 'dealer', name: 'Ann' }, { role: 'owner', name: 'Ann' }), [
        { path: 'role', before: 'dealer', after: 'owner' },
    ]);
});

test('what was made has no before, and what was taken away no after', () => {
    assert.deepEqual(differences(null, { name: 'Live' }), [{ path: 'name', before: null, after: 'Live' }]);
    assert.deepEqual(differences({ name: 'Live' }, null), [{ path: 'name', before: 'Live', after: null }]);
    assert.deepEqual(differences(null, null), []);
});

test('values inside values have a path, and lists of words are one value', () => {
    const before = { limits: { accounts: 100 }, scopes: ['read'], shocks: [{ key: 'EUR' }] };
    const after = { limits: { accounts: 1000 }, scopes: ['read', 'ingest'], shocks: [{ key: 'USD' }] };
    assert.deepEqual(differences(before, after), [
        { path: 'limits.accounts', before: '100', after: '1000' },
        { path: 'scopes', before: 'read', after: 'read, ingest' },
        { path: 'shocks.1.key', before: 'EUR', after: 'USD' },
    ]);
});

test('nothing, no and empty are told apart', () => {
    assert.deepEqual(differences({ a: null, b: true, c: 'x', d: ['x'] }, { a: 0, b: false, c: '', d: [] }), [
        { path: 'a', before: 'none', after: '0' },
        { path: 'b', before: 'yes', after: 'no' },
        { path: 'c', before: 'x', after: 'empty' },
        { path: 'd', before: 'x', after: 'none' },
    ]);
});

test('days are whole days of the person, the last one included', () => {
    const { from, to } = auditQuery({ from: '2026-03-01', to: '2026-03-01' });
    assert.equal(Date.parse(String(to)) - Date.parse(String(from)), 86_400_000);
    assert.equal(dayStart('2026-02-28', 1), new Date(2026, 2, 1).toISOString());
    for (const day of ['', 'x', '2026-3-1', undefined]) assert.equal(dayStart(day, 0), undefined, day);
});

test('what is no filter is not sent', () => {
    assert.deepEqual(Object.entries(auditQuery({ page: '2' })).filter(([, value]) => value !== undefined), []);
    assert.equal(isFiltered({ search: '' }), false);
    assert.equal(isFiltered({ actor: 'ann@example.com' }), true);
});

test('an action that this page does not know is still readable', () => {
    assert.equal(actionTitle('user.invite'), 'Invited');
    assert.equal(actionTitle('report.delete_all'), 'Report delete all');
});
