import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeRows } from './row.ts';
import { checkSample } from './sample.ts';
import { at, sample } from './testing.ts';
import { sequenced, sequenceFrom, touchedBy } from './write.ts';

const fields = (text: string) => text.trimEnd().split('\t');
const encoded = (value: Parameters<typeof sample>[2], more = {}) => fields(String(encodeRows('plant1', [{ ...sample('s', 0.000000001, value, more), sequence: 7n }])));

test('a sample keeps its nanoseconds, its quality and its marks', () => {
  assert.deepEqual(encoded(1.5, { quality: 0x80000000, marks: ['stale', 'clock-ahead'] }), [
    'plant1',
    's',
    '1795327200.000000001',
    'number',
    '1.5',
    '',
    '2147483648',
    'stale,clock-ahead',
    '1795327200.000000001',
    '7',
  ]);
});

test('each kind of value is told apart from its text', () => {
  assert.deepEqual(encoded('1').slice(3, 6), ['text', '0', '1']);
  assert.deepEqual(encoded(true).slice(3, 6), ['boolean', '1', '']);
  assert.deepEqual(encoded(null).slice(3, 6), ['none', '0', '']);
  assert.deepEqual(encoded(9007199254740993n).slice(3, 6), ['integer', '9007199254740992', '9007199254740993']);
});

test('a text with tabs and line ends stays one field', () => {
  assert.equal(encoded('a\tb\nc\\d').at(5), 'a\\tb\\nc\\\\d');
});

test('a moment before 2001 is not taken for a date', () => {
  assert.equal(encoded(1, { sourceTime: Temporal.Instant.from('1999-12-31T23:59:59.5Z') }).at(2), '1999-12-31 23:59:59.500000000');
});

test('a value that cannot be kept is refused, with its signal and what is allowed', () => {
  assert.throws(() => checkSample(sample('t1', 0, Number.NaN)), /"t1": value is NaN; a number must be finite/);
  assert.throws(() => checkSample(sample('', 0, 1)), /1 to 500/);
  assert.throws(() => checkSample(sample('t1', 0, 2n ** 64n)), /must fit 64 bits/);
  assert.throws(() => checkSample(sample('t1', 0, 1, { quality: -1 })), /quality is -1/);
  assert.throws(() => checkSample(sample('t1', 0, 1, { sourceTime: Temporal.Instant.from('1601-01-01T00:00:00Z') })), /sourceTime is 1601/);
});

test('the order of arrival never goes back, though the clock does', () => {
  const clock = [1000, 1000, 900, 2000];
  const sequence = sequenceFrom(() => clock.shift() as number);
  const [first, second, third, fourth] = sequenced(
    [1, 2, 3, 4].map((value) => sample('s', 0, value)),
    sequence,
  ).map((row) => row.sequence);
  assert.ok(first! < second! && second! < third! && third! < fourth!);
});

test('the earliest moment touched is told per signal', () => {
  const touched = touchedBy([sample('a', 5, 1), sample('a', 2, 1), sample('b', 9, 1), sample('a', 7, 1)]);
  assert.deepEqual(
    [...touched].map(([signal, when]) => [signal, String(when)]),
    [
      ['a', String(at(2))],
      ['b', String(at(9))],
    ],
  );
});
