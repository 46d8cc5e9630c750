import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeAgreement } from './attribute-agreement.ts';

// AIAG MSA 4th edition, table III-C 1: 50 parts, three trials of the appraisers A, B and C, and the reference; by part
const study = `
111 111 111 1|111 111 111 1|000 000 000 0|000 000 000 0|000 000 000 0|110 110 100 1|111 111 101 1|111 111 111 1|000 000 000 0|111 111 111 1|
111 111 111 1|000 000 010 0|111 111 111 1|110 111 100 1|111 111 111 1|111 111 111 1|111 111 111 1|111 111 111 1|111 111 111 1|111 111 111 1|
110 101 010 1|001 010 110 0|111 111 111 1|111 111 111 1|000 000 000 0|010 000 001 0|111 111 111 1|111 111 111 1|111 111 111 1|000 001 000 0|
111 111 111 1|111 111 111 1|111 111 111 1|001 001 011 0|111 111 111 1|110 111 101 1|000 000 000 0|111 111 111 1|000 000 000 0|111 111 111 1|
111 111 111 1|000 000 000 0|101 111 110 1|111 111 111 1|000 000 000 0|111 111 111 1|111 111 111 1|000 000 000 0|111 111 111 1|000 000 000 0`
  .replaceAll('\n', '')
  .split('|')
  .map((part) => part.split(' '));
const found = attributeAgreement(
  study.map((part) => part.slice(0, 3).map((trials) => [...trials])),
  { standard: study.map((part) => part[3]!), good: '1' },
);

// figures of tables III-C 3, 5 and 7; a public test suite that holds the manual's study prints the same
test("the manual's attribute study: kappa 0.86, 0.78, 0.79 between appraisers, 0.88, 0.92, 0.77 against the reference", () => {
  assert.deepEqual(
    found.pairs.map(({ kappa }) => kappa!.kappa.toFixed(2)),
    ['0.86', '0.78', '0.79'],
  );
  assert.deepEqual(
    found.appraisers.map(({ standardKappa }) => standardKappa!.kappa.toFixed(2)),
    ['0.88', '0.92', '0.77'],
  );
});

test('effectiveness 84, 90 and 80 % with limits 71-93, 78-97 and 66-90; of all together 78 %, 64 to 88.5', () => {
  const percent = (share: number) => Math.round(100 * share);
  assert.deepEqual(
    found.appraisers.map(({ versusStandard: v }) => [v!.matched, percent(v!.share), percent(v!.interval.low), percent(v!.interval.high)]),
    [
      [42, 84, 71, 93],
      [45, 90, 78, 97],
      [40, 80, 66, 90],
    ],
  );
  const all = found.allVersusStandard!;
  assert.deepEqual([all.matched, found.between.matched, percent(all.interval.low), (100 * all.interval.high).toFixed(1)], [39, 39, 64, '88.5']);
});

test('misses 6.3, 6.3 and 12.5 %, false alarms 4.9, 2.0 and 8.8 %', () => {
  // 6.25 is printed as 6.3
  assert.deepEqual(
    found.appraisers.map(({ missRate }) => missRate),
    [0.0625, 0.0625, 0.125],
  );
  assert.deepEqual(
    found.appraisers.map(({ falseAlarmRate }) => (100 * falseAlarmRate!).toFixed(1)),
    ['4.9', '2.0', '8.8'],
  );
});
