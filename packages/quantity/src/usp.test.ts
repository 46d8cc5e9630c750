import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareUsp, roundUsp } from './usp.ts';

test('the worked comparisons of USP General Notices 7.20 come out as printed', () => {
  const printed: readonly (readonly ['low' | 'high', string, string, string, boolean])[] = [
    ['low', '98.0', '97.96', '98.0', true],
    ['low', '98.0', '97.92', '97.9', false],
    ['low', '98.0', '97.95', '98.0', true],
    ['high', '101.5', '101.55', '101.6', false],
    ['high', '101.5', '101.46', '101.5', true],
    ['high', '101.5', '101.45', '101.5', true],
    ['high', '0.02', '0.025', '0.03', false],
    ['high', '0.02', '0.015', '0.02', true],
    ['high', '0.02', '0.027', '0.03', false],
    ['high', '3', '3.5', '4', false],
    ['high', '3', '3.4', '3', true],
    ['high', '3', '2.5', '3', true],
  ];
  for (const [side, limit, result, reported, conforms] of printed) {
    const verdict = compareUsp(result, { [side]: limit });
    assert.equal(side === 'low' ? verdict.againstLow : verdict.againstHigh, reported, `${result} against ${limit}`);
    assert.equal(verdict.conforms, conforms, `${result} against ${limit}`);
  }
});

test('a result is rounded once, from all its digits', () => {
  assert.equal(roundUsp('97.9499', '98.0').toString(), '97.9');
  assert.equal(roundUsp('97.9499', '98').toString(), '98');
});

test('each limit rounds to its own places', () => {
  assert.deepEqual(compareUsp('101.46', { low: '98', high: '101.5' }), { conforms: true, againstLow: '101', againstHigh: '101.5' });
});

test('a limit must be text, possible and plain', () => {
  assert.throws(() => roundUsp('97', 98 as never), /98.0 and 98 round differently/);
  assert.throws(() => roundUsp('97', '9e1'), /plain notation/);
  assert.throws(() => compareUsp('97', { low: '102.0', high: '98.0' }), /low is 102.0, high is 98.0/);
  assert.throws(() => compareUsp('97', {}), /both missing/);
});
