import assert from 'node:assert/strict';
import test from 'node:test';
import type { Account } from '../src/api/shapes/account';
import { isOrdered, precedence } from '../src/pages/accounts/ordering';

function account(change: Partial<Account>): Account {
    return {
        id: 1,
        connection_id: 1,
        server: null,
        account_number: '1',
        group: null,
        name: null,
        currency: 'USD',
        leverage: null,
        book: 'B',
        balance: null,
        credit: null,
        equity: null,
        margin: null,
        margin_level: null,
        floating: null,
        deals: 0,
        volume_lots: null,
        profit: null,
        risk_score: null,
        band: null,
        advice: null,
        last_deal_at: null,
        ...change,
    };
}

test('money is compared as money, not as text', () => {
    assert.ok(precedence(account({ floating: '9.50' }), account({ floating: '10.00' }), 'floating') < 0);
    assert.ok(precedence(account({ floating: '9.50' }), account({ floating: '10.00' }), '-floating') > 0);
    assert.ok(precedence(account({ floating: '-100' }), account({ floating: '2' }), 'floating') < 0);
});

test('what is missing stands last, both ways', () => {
    for (const sort of ['risk_score', '-risk_score']) {
        assert.ok(precedence(account({ risk_score: null }), account({ risk_score: 5 }), sort) > 0);
    }
});

test('an order is noticed to be broken', () => {
    const rows = [account({ risk_score: 90 }), account({ risk_score: 60 }), account({ risk_score: null })];
    assert.equal(isOrdered(rows, '-risk_score'), true);
    assert.equal(isOrdered([...rows].reverse(), '-risk_score'), false);
    assert.equal(isOrdered([], '-risk_score'), true);
});
