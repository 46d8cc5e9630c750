import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Leaf } from '../interval/leaf.ts';
import { minute } from '../one-shift.test-data.ts';
import { meanTimeBetweenFailures, meanTimeToFailure, meanTimeToRestore } from './failures.ts';
import type { Failure } from './failures.ts';

const leaf = (id: string, state: Leaf['state'], from: number, to: number): Leaf => ({ id, state, start: minute(from), end: minute(to) });
const window = { start: minute(0), end: minute(600) };
// runs 100, fails 20, runs 180 (30 of it set-up), no order 60, runs 40, fails 40, runs 160
const leaves = [
  leaf('a', 'production', 0, 100),
  leaf('b', 'delay', 100, 120),
  leaf('c', 'setup', 120, 150),
  leaf('d', 'production', 150, 300),
  leaf('e', 'no-order', 300, 360),
  leaf('f', 'production', 360, 400),
  leaf('g', 'delay', 400, 440),
  leaf('h', 'production', 440, 600),
];
const failures: Failure[] = [
  { id: 'F-1', start: minute(100), end: minute(120) },
  { id: 'F-2', start: minute(400), end: minute(440) },
];
const minutes = (value: number | undefined): number | undefined => (value === undefined ? undefined : value / 60_000);

test('the mean time between failures depends on what becomes of the open ends, and says so', () => {
  const by = (policy: 'include' | 'exclude' | 'count-as-one') => meanTimeBetweenFailures(window, leaves, failures, policy);
  assert.equal(minutes(by('include').value), 240);
  assert.equal(minutes(by('exclude').value), 220);
  assert.equal(minutes(by('count-as-one').value), 160);
  assert.match(by('exclude').definition, /production \+ set-up.*open window: exclude/);
  assert.deepEqual(by('include').basis, ['a', 'c', 'd', 'f', 'h', 'F-1', 'F-2']);
});

test('with no failure the mean is not known, only longer than what was observed', () => {
  for (const policy of ['include', 'exclude', 'count-as-one'] as const) {
    const result = meanTimeBetweenFailures(window, leaves, [], policy);
    assert.equal(result.value, undefined);
    assert.equal(result.text, 'longer than 8 h: no failure was observed');
  }
  assert.equal(meanTimeBetweenFailures(window, leaves, failures.slice(0, 1), 'exclude').text, 'unknown: fewer than two failures in the window');
});

test('a failure that began before the window is not counted in it', () => {
  assert.equal(meanTimeBetweenFailures({ start: minute(110), end: minute(600) }, leaves, failures).failures, 1);
});

test('the mean time to restore leaves out what is still down, and flags it', () => {
  assert.equal(minutes(meanTimeToRestore(window, failures).value), 30);
  const open = meanTimeToRestore(window, [failures[0]!, { id: 'F-2', start: minute(400) }]);
  assert.deepEqual([minutes(open.value), open.flags], [20, ['open']]);
  assert.equal(meanTimeToRestore(window, []).text, 'unknown: no failure has ended');
});

test('the mean time to failure counts the time of what still runs', () => {
  const lives = [
    { id: 'p1', operatingMs: 3_600_000, hasFailed: true },
    { id: 'p2', operatingMs: 7_200_000, hasFailed: false },
  ];
  assert.equal(meanTimeToFailure(lives).value, 10_800_000);
  assert.equal(meanTimeToFailure(lives.slice(1)).text, 'longer than 2 h: no failure was observed');
  assert.throws(() => meanTimeToFailure([]), /lives is empty/);
  assert.throws(() => meanTimeToFailure([{ id: 'p', operatingMs: -1, hasFailed: true }]), /life p operatingMs is -1/);
});

test('the times to failure and to restoration can be divided by the failures plus one too, and say so', () => {
  const restored = meanTimeToRestore(window, failures, 'count-as-one');
  assert.equal(minutes(restored.value), 20);
  assert.match(restored.definition, /by their number plus one/);
  assert.equal(meanTimeToRestore(window, [], 'count-as-one').value, undefined);
  const lives = [
    { id: 'p1', operatingMs: 3_600_000, hasFailed: true },
    { id: 'p2', operatingMs: 7_200_000, hasFailed: false },
  ];
  const lived = meanTimeToFailure(lives, 'count-as-one');
  assert.deepEqual([lived.value, lived.text], [5_400_000, '1.5 h']);
  assert.equal(meanTimeToFailure(lives.slice(1), 'count-as-one').value, undefined);
  assert.throws(() => meanTimeToRestore(window, failures, 'exclude' as never), /openWindow is "exclude"; allowed is include or count-as-one/);
});

test('failures that are out of order, overlap, or end before they begin are refused', () => {
  assert.throws(() => meanTimeToRestore(window, failures.toReversed()), /failure F-1 begins before F-2/);
  assert.throws(
    () =>
      meanTimeToRestore(window, [
        { id: 'x', start: minute(0), end: minute(50) },
        { id: 'y', start: minute(40) },
      ]),
    /y begins before x has ended/,
  );
  assert.throws(() => meanTimeToRestore(window, [{ id: 'x', start: minute(5), end: minute(5) }]), /x ends at/);
  assert.throws(() => meanTimeBetweenFailures(window, leaves, failures, 'guess' as never), /openWindow is "guess"/);
});

test('a window cut in two has the same operating time and failures, whatever the cut', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 599 }), (cut) => {
      const parts = [
        { start: minute(0), end: minute(cut) },
        { start: minute(cut), end: minute(600) },
      ].map((part) => meanTimeBetweenFailures(part, leaves, failures));
      return parts.reduce((sum, part) => sum + part.observedMs, 0) === 480 * 60_000 && parts.reduce((sum, part) => sum + part.failures, 0) === 2;
    }),
  );
});
