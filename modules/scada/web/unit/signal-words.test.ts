import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qualityInWords, valueInWords, type Sample } from './signal-words.ts';

const sample = (quality: number, ...marks: string[]): Sample => ({ signal: 's', value: 1, sourceTime: '', receivedAt: '', quality, marks });

test('a good value needs no word', () => {
  assert.equal(qualityInWords(sample(0)), undefined);
});
test('a value that is not heard any more, bad or from a wrong clock says so', () => {
  assert.deepEqual(qualityInWords(sample(0x408f_0000, 'clock-ahead', 'stale')), { says: 'not heard any more', tone: 'warn' });
  assert.deepEqual(qualityInWords(sample(0x8000_0000)), { says: 'bad', tone: 'bad' });
  assert.deepEqual(qualityInWords(sample(0, 'clock-behind')), { says: 'its clock is behind', tone: 'warn' });
});
test('a state that comes as a number is shown by what the model says it means', () => {
  assert.deepEqual(
    [valueInWords('6', { '6': 'execute' }), valueInWords('77', { '6': 'execute' }), valueInWords('', undefined), valueInWords(true, undefined)],
    ['execute', '77', '–', 'yes'],
  );
});
