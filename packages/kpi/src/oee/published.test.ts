import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaf } from '../interval/leaf.ts';
import { minute } from '../one-shift.test-data.ts';
import { oee, oeeSums, rollUpOee } from './oee.ts';
import { profiles } from './profile.ts';

const percent = (value: number | undefined): string => ((value ?? Number.NaN) * 100).toFixed(2);

/** A shift of 480 min with breaks, one long stop, and production for the rest. */
function shiftOf(breaks: number, down: number, cycleS: number, made: number, scrap: number, id: string) {
  const leaves: Leaf[] = [
    { id: `${id}-break`, state: 'planned-down', kind: 'break', start: minute(0), end: minute(breaks) },
    { id: `${id}-down`, state: 'delay', kind: 'breakdown', start: minute(breaks), end: minute(breaks + down) },
    { id: `${id}-run`, state: 'production', start: minute(breaks + down), end: minute(480) },
  ];
  const responses = [{ id: `${id}-count`, countUnit: '{piece}', good: made - scrap, scrap, rework: 0, idealCycleS: cycleS }];
  return oeeSums({ window: { start: minute(0), end: minute(480) }, leaves, responses, profile: profiles.vorne });
}

test("Vorne's worked shift has an OEE of 74.79 % (oee.com, calculating OEE)", () => {
  const result = oee(shiftOf(60, 47, 1, 19271, 423, 'V'));
  assert.deepEqual([result.availability.value, result.performance?.value, result.quality?.value, result.oee?.value].map(percent), ['88.81', '86.11', '97.80', '74.79']);
});

test('three machines have a weighted OEE of 68.72 %, as worked out by Versalytics (Weighted OEE, 2008-12-04)', () => {
  const machines = [shiftOf(25, 32, 10, 2240, 50, 'A'), shiftOf(25, 18, 45, 450, 25, 'B'), shiftOf(25, 22, 70, 229, 11, 'C')];
  assert.deepEqual(
    machines.map((sums) => percent(oee(sums).oee?.value)),
    ['80.22', '70.05', '55.90'],
  );
  const total = oee(rollUpOee(machines));
  assert.equal(percent(total.availability.value), '94.73');
  assert.equal(percent(total.oee?.value), '68.72');
});
