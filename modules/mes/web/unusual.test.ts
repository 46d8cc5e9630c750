import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unusualEnd } from './unusual.ts';

const t = ((words: string, given: Record<string, string> = {}) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => given[name] ?? '')) as never;
const ends = (good: number, scrap = 0, ordered = 1000) => unusualEnd({ ordered, good, scrap, said: (value) => `${value} kg` }, t);

test('an order that is counted near to what was ordered is completed without a question', () => {
  assert.deepEqual([ends(1000), ends(950), ends(1050, 12)], [undefined, undefined, undefined]);
});

test('an order on which nothing is counted is asked about', () => {
  assert.equal(ends(0), 'Nothing is counted on it: no good, no scrap.');
  assert.equal(ends(0, 12), 'Nothing good is counted on it, 12 kg as scrap.');
});

test('far less or far more than was ordered is asked about, with both figures and their unit', () => {
  assert.equal(ends(949), '949 kg good are counted of 1000 kg ordered.');
  assert.equal(ends(1051), '1051 kg good are counted, and only 1000 kg were ordered.');
});
