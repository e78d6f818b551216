import assert from 'node:assert/strict';
import test from 'node:test';
import type { Alert } from '../src/api/shapes/alert';
import { backgroundOf } from '../src/pages/alerts/background';
import { alertFilters, matches } from '../src/pages/alerts/filter';
import { evidenceLines, measured, symbolOf } from '../src/pages/alerts/value';

function alert(change: Partial<Alert>): Alert {
    return {
        id: 1,
        rule: 'OR1',
        severity: 'warning',
        state: 'open',
        subject: { kind: 'account', id: '7', label: '100007' },
        account_id: 7,
        value: 13.4,
        threshold: 10,
        opened_at: '2026-01-05T09:00:00.000Z',
        count: 1,
        evidence: { facts: [], deals: [] },
        assignee: null,
        outcome: null,
        ...change,
    };
}

test('a value is said in the unit of its rule', () => {
    assert.equal(measured(alert({ rule: 'EX1', value: 4106422.4, threshold: 1600000 })), '4,106,422 against 1,600,000 USD');
    assert.equal(measured(alert({ rule: 'TX6', value: 0.875, threshold: 0.8 })), '87.5 against 80 %');
    assert.equal(
        measured(alert({ evidence: { facts: [{ name: 'unit', value: 'times_median' }], deals: [] } })),
        '13.4 against 10 times the own median',
    );
    assert.equal(measured(alert({ rule: 'UNKNOWN', value: null })), '');
});

test('an alert about an account names its symbol, one about a symbol does not say it twice', () => {
    const evidence = { facts: [{ name: 'symbol', value: 'US500' }], deals: [] };
    assert.equal(symbolOf(alert({ evidence })), 'US500');
    assert.equal(symbolOf(alert({ evidence, subject: { kind: 'symbol', id: 'US500', label: 'US500' } })), '');
    assert.equal(symbolOf(alert({})), '');
});

test('evidence is named for people and its money is grouped, but names made of digits are not', () => {
    const facts = [{ name: 'unit', value: 'lots' }, { name: 'notional_usd', value: '3218000' }, { name: 'largest_account', value: '100007' }];
    assert.deepEqual(evidenceLines(alert({ evidence: { facts, deals: [] } })), [
        { name: 'Notional, USD', value: '3,218,000' },
        { name: 'Largest account', value: '100007' },
    ]);
});

test('the inbox shows what is open unless the address says otherwise', () => {
    assert.equal(matches(alert({}), alertFilters({})), true);
    assert.equal(matches(alert({ state: 'closed' }), alertFilters({})), false);
    assert.equal(matches(alert({ state: 'closed' }), alertFilters({ state: 'all' })), true);
    assert.equal(matches(alert({ state: 'acknowledged' }), alertFilters({ state: 'unfinished' })), true);
    assert.equal(matches(alert({ account_id: 7 }), alertFilters({ account_id: '7' })), true);
    assert.equal(matches(alert({ account_id: null }), alertFilters({ account_id: '7' })), false);
});

test('an alert leads to the page that shows its surroundings', () => {
    const symbol = { kind: 'symbol', id: 'EURUSD', label: 'EURUSD' };
    assert.equal(backgroundOf(alert({ rule: 'LK1', account_id: 7 }))?.href, '#/clusters?account=7');
    assert.equal(backgroundOf(alert({ rule: 'FD1', subject: symbol, account_id: null }))?.href, '#/feed?symbol=EURUSD');
    assert.equal(backgroundOf(alert({ rule: 'EX1', subject: symbol, account_id: null }))?.href, '#/exposure');
    assert.equal(backgroundOf(alert({ rule: 'TX1' })), null);
});

test('a share that the evidence states as one is written in per cent', () => {
    const evidence = { facts: [{ name: 'unit', value: 'share' }], deals: [] };
    assert.equal(measured(alert({ rule: 'AB2', value: 0.927, threshold: 0.6, evidence })), '92.7 against 60 %');
});
