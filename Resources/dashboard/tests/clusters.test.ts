import assert from 'node:assert/strict';
import test from 'node:test';
import type { Account } from '../src/api/shapes/account';
import type { AccountLink } from '../src/api/shapes/cluster';
import { lagText } from '../src/pages/clusters/lag';
import { layout } from '../src/pages/clusters/layout';
import { edgesAmong, Member } from '../src/pages/clusters/network';

function link(other: number, change: Partial<AccountLink> = {}): AccountLink {
    return {
        account_id: other,
        connection_id: 1,
        account_number: String(other),
        kind: 'copy',
        matches: 20,
        similarity: 0.8,
        p_value: 1e-9,
        lag_ms: 340,
        evidence: null,
        ...change,
    };
}

function member(id: number, links: readonly AccountLink[]): Member {
    return { account: { id } as Account, links };
}

test('a link that both ends tell of is drawn once, from the account that comes first', () => {
    const edges = edgesAmong([member(1, [link(2, { deals: [11] })]), member(2, [link(1, { lag_ms: -340, deals: [22] })])]);
    assert.deepEqual(edges.map(({ from, to, lag_ms: lag, deals }) => [from, to, lag, deals]), [['1', '2', 340, [11]]]);
    const reversed = edgesAmong([member(2, [link(1, { lag_ms: -340, deals: [22] })]), member(1, [link(2, { deals: [11] })])]);
    assert.deepEqual(reversed.map(({ from, deals }) => [from, deals]), [['1', [11]]]);
});

test('two kinds of link between the same accounts are two lines, and links to outsiders none', () => {
    const edges = edgesAmong([member(1, [link(2), link(2, { kind: 'identity', lag_ms: null }), link(9)]), member(2, [])]);
    assert.deepEqual(edges.map((edge) => edge.kind), ['copy', 'identity']);
});

test('a link that is not proven is not drawn', () => {
    assert.deepEqual(edgesAmong([member(1, [link(2, { kind: 'identity', proven: false })]), member(2, [])]), []);
});

test('the same network is always drawn the same, inside the square, with no two nodes on one spot', () => {
    const edges = [[0, 1], [0, 2], [0, 3], [4, 5]] as const;
    const spots = layout(6, edges);
    assert.deepEqual(layout(6, edges), spots);
    for (const { x, y } of spots) assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1);
    for (const [index, one] of spots.entries()) {
        for (const other of spots.slice(index + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 0.05);
    }
});

test('linked accounts stand nearer to each other than to strangers', () => {
    const spots = layout(4, [[0, 1], [2, 3]]);
    const distance = (a: number, b: number): number => Math.hypot((spots[a]?.x ?? 0) - (spots[b]?.x ?? 0), (spots[a]?.y ?? 0) - (spots[b]?.y ?? 0));
    assert.ok(distance(0, 1) < distance(0, 2) && distance(2, 3) < distance(1, 3));
});

test('none, one and unlinked accounts have a place too', () => {
    assert.deepEqual(layout(0, []), []);
    assert.deepEqual(layout(1, []), [{ x: 0.5, y: 0.5 }]);
    assert.ok(layout(3, []).every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
});

test('who comes first is said in words, and identities have no order', () => {
    assert.equal(lagText(340, 'copy'), 'this one, by 340 ms');
    assert.equal(lagText(-12_000, 'copy'), 'the other, by 12 s');
    assert.equal(lagText(null, 'mirror'), 'not clear');
    assert.equal(lagText(null, 'identity'), '');
});
