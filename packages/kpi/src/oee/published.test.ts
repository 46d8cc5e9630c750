import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaf } from '../interval/leaf.ts';
import { minute } from '../one-shift.test-data.ts';
import { nonProductiveTime } from './npt.ts';
import { oee, oeeSums, oeeSumsOfTotals, rollUpOee } from './oee.ts';
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

const minutes = 60_000;
const totals = (plannedMin: number, runMin: number, cycleMin: number, good: number, scrap: number, windowMin = plannedMin) =>
  oee(
    oeeSumsOfTotals({
      id: 'T-1',
      profile: profiles.vorne,
      windowMs: windowMin * minutes,
      plannedMs: plannedMin * minutes,
      runMs: runMin * minutes,
      responses: [{ id: 'R-1', countUnit: '{piece}', good, scrap, rework: 0, idealCycleS: cycleMin * 60 }],
    }),
  );

test('totals give what intervals give: the same worked shift of oee.com', () => {
  const result = totals(420, 373, 1 / 60, 18848, 423, 480);
  assert.deepEqual([result.availability.value, result.performance?.value, result.quality?.value, result.oee?.value].map(percent), ['88.81', '86.11', '97.80', '74.79']);
  assert.equal(percent(result.teep?.value), '65.44');
});

test('130, 50 and 45 min lost of 930 are .860 x .938 x .940 = 75.8 % (R. Bertsch, OEE calculation example, 2023)', () => {
  const result = totals(930, 800, 1, 705, 45);
  assert.deepEqual([result.availability.value, result.performance?.value, result.quality?.value, result.oee?.value].map(percent), ['86.02', '93.75', '94.00', '75.81']);
});

test('127 of 910 min down are an availability of 86.0 %, 203 cycles of 3 min a performance of 77.7 % (Willmott and McCarthy, TPM, chapter 6, cut not rounded)', () => {
  const result = totals(910, 783, 3, 203, 0);
  assert.deepEqual([result.availability.value, result.performance?.value].map(percent), ['86.04', '77.78']);
});

test('of totals without set-up there is no NEE; with it there is', () => {
  const given = {
    id: 'T-1',
    profile: profiles['iso-22400-2'],
    windowMs: 480,
    plannedMs: 430,
    runMs: 335,
    responses: [{ id: 'R', countUnit: '1', good: 570, scrap: 30, rework: 0, idealCycleS: 0.0005 }],
  };
  assert.equal(oee(oeeSumsOfTotals(given)).nee, undefined);
  assert.equal(percent(oee(oeeSumsOfTotals({ ...given, setupMs: 40 })).nee?.value), '74.19');
  assert.equal(nonProductiveTime(oeeSumsOfTotals(given)), undefined);
  assert.equal(rollUpOee([oeeSumsOfTotals(given), oeeSumsOfTotals({ ...given, setupMs: 40 })]).productionMs, undefined);
  assert.throws(() => oeeSumsOfTotals({ ...given, runMs: 431 }), /runMs is 431; allowed is at most plannedMs, 430/);
  assert.throws(() => oeeSumsOfTotals({ ...given, plannedMs: 481 }), /plannedMs is 481; allowed is at most windowMs, 480/);
});
