/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { inPlantTime } from './plant-time.ts';

const said = (sentence: string) => inPlantTime(sentence, 'Europe/Berlin');

test('instants and days in a sentence are said as the plant says them', () => {
  assert.equal(said('Held since 2020-11-22T10:24:00Z, expired on 2026-11-30.'), 'Held since 22 Nov 2020 11:24, expired on 30 Nov 2026.');
});

test('a number, a word in quotes and a day that no calendar has stay as they were written', () => {
  for (const sentence of ['JO-2026-11-26 is paused.', 'due is "2026-11-26"; write a day such as `2026-11-30`.', '2026-02-31 is no day.']) assert.equal(said(sentence), sentence);
});
