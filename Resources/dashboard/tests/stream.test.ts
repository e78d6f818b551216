import assert from 'node:assert/strict';
import test from 'node:test';
import { Backoff } from '../src/stream/Backoff';
import { parseMessage } from '../src/stream/messages';
import { TopicCursor } from '../src/stream/TopicCursor';

test('events in order are applied, known ones are not applied again', () => {
    const cursor = new TopicCursor();
    cursor.snapshot(7, 10);
    assert.equal(cursor.event(11), 'next');
    assert.equal(cursor.event(11), 'known');
    assert.equal(cursor.event(4), 'known');
    assert.equal(cursor.event(12), 'next');
    assert.deepEqual(cursor.after, { epoch: 7, seq: 12 });
});

test('a missing event is a gap and does not move the cursor', () => {
    const cursor = new TopicCursor();
    cursor.snapshot('e', 1);
    assert.equal(cursor.event(3), 'gap');
    assert.deepEqual(cursor.after, { epoch: 'e', seq: 1 });
});

test('before its snapshot a reader can place no event', () => {
    const cursor = new TopicCursor();
    assert.equal(cursor.event(1), 'gap');
    assert.equal(cursor.after, null);
});

test('a new epoch begins where its snapshot says, below the old number too', () => {
    const cursor = new TopicCursor();
    cursor.snapshot(1, 500);
    cursor.snapshot(2, 3);
    assert.equal(cursor.event(4), 'next');
});

test('frames that are not understood are nothing', () => {
    const hostile = [
        '',
        'null',
        '[]',
        '7',
        '{',
        '{"type":"event"}',
        '{"type":"event","topic":"other","seq":1}',
        '{"type":"event","topic":"alerts","seq":"1"}',
        '{"type":"snapshot","topic":"alerts","seq":1,"data":{}}',
        '{"type":"dance","topic":"alerts","seq":1}',
        '\u0000',
    ];
    for (const text of hostile) assert.equal(parseMessage(text), null, text);
});

test('frames that are understood keep their data', () => {
    assert.deepEqual(parseMessage('{"type":"event","topic":"alerts","seq":2,"data":{"id":1}}'), {
        type: 'event',
        topic: 'alerts',
        seq: 2,
        data: { id: 1 },
    });
    assert.deepEqual(parseMessage('{"type":"error","code":"x","detail":"why"}'), { type: 'error', detail: 'why' });
});

test('waits double up to thirty seconds, never under a tenth of one, and begin again after success', () => {
    const longest = new Backoff(() => 1);
    const waits = Array.from({ length: 9 }, () => longest.next());
    assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    longest.reset();
    assert.equal(longest.next(), 500);
    assert.equal(new Backoff(() => 0).next(), 100);
});
