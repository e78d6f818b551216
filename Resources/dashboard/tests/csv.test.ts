import assert from 'node:assert/strict';
import test from 'node:test';
import { csv } from '../src/format/csv';

test('cells with commas, quotes and line ends are quoted', () => {
    assert.equal(csv([['a,b', 'say "x"', 'two\nlines', 'plain']]), '"a,b","say ""x""","two\nlines",plain\r\n');
});

test('what a spreadsheet would run as a formula is made harmless, and numbers stay numbers', () => {
    assert.equal(csv([['=1+1', '+cmd', '@x', '-x', '\t=1']]), "'=1+1,'+cmd,'@x,'-x,'\t=1\r\n");
    assert.equal(csv([['-12.50', '+3', '0']]), '-12.50,+3,0\r\n');
});
