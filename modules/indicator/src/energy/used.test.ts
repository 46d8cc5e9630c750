import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplesOf } from '@millrace/series';
import type { Meter } from './meter.ts';
import { energyUsed } from './used.ts';

const start = Temporal.Instant.from('2026-11-25T05:00:00Z');
const end = start.add({ hours: 8 });
const meter: Meter = { signal: 'PK-11.energy', on: 'PK-11', kWhPerCount: 1, resets: 'never' };
const at = (minutes: number) => start.epochMilliseconds + minutes * 60_000;
const bad = 0x8000_0000;

/** What the meter counted, from readings at minutes of the shift. */
function used(readings: readonly (readonly [minute: number, value: number, status?: number])[], more: Partial<Meter> = {}, now = end.add({ hours: 4 })) {
  const samples = samplesOf(readings.map(([minute, value, status = 0]) => [at(minute), status >= bad ? null : value, status] as const));
  return energyUsed({ ...meter, ...more }, samples, { start, end: Temporal.Instant.compare(now, end) < 0 ? now : end, now });
}

test('the energy of a shift is what its meter counted from start to end', () => {
  assert.equal(
    used([
      [0, 1000],
      [240, 1060],
      [480, 1120],
    ]).kWh,
    120,
  );
});
test('a meter that counts MWh or MJ is told in kWh', () => {
  assert.equal(
    used(
      [
        [0, 1],
        [480, 1.12],
      ],
      { kWhPerCount: 1000 },
    ).kWh,
    120,
  );
});
test('what lies between two readings over the change of shift is shared out by time, and the value says how much', () => {
  const one = used([
    [-5, 1000],
    [5, 1010],
    [475, 1110],
    [485, 1120],
  ]);
  assert.deepEqual([one.kWh, one.sharedKWh], [110, 20]);
});
test('a meter that was silent within the shift tells what was used meanwhile', () => {
  assert.equal(
    used([
      [0, 1000],
      [10, 1002],
      [400, 1100],
      [480, 1120],
    ]).kWh,
    120,
  );
});
test('a meter that was silent over the change of shift and moved tells neither shift anything', () => {
  assert.deepEqual(
    used([
      [-30, 1000],
      [30, 1012],
      [480, 1120],
    ]).why,
    'meter-silent-over-start',
  );
  assert.deepEqual(
    used([
      [0, 1000],
      [440, 1100],
      [520, 1120],
    ]).why,
    'meter-silent-over-end',
  );
});
test('a meter that was silent over the change of shift and did not move tells both', () => {
  assert.equal(
    used([
      [-300, 1000],
      [30, 1000],
      [480, 1120],
    ]).kWh,
    120,
  );
});
test('a meter first read after the shift began tells nothing of it', () => {
  assert.equal(
    used([
      [12, 1000],
      [480, 1120],
    ]).why,
    'meter-began-late',
  );
});
test('a meter that nobody read has no number, and no reading beside it', () => {
  const one = used([]);
  assert.deepEqual([one.why, one.kWh, one.first], ['meter-never-read', undefined, undefined]);
});
test('a meter that fell silent in a shift that has ended tells nothing of it, until it is read again', () => {
  assert.equal(
    used([
      [0, 1000],
      [300, 1060],
    ]).why,
    'meter-silent',
  );
});
test('a running shift counts up to the last reading, while that is fresh', () => {
  assert.equal(
    used(
      [
        [0, 1000],
        [295, 1060],
      ],
      {},
      start.add({ minutes: 300 }),
    ).kWh,
    60,
  );
  assert.equal(
    used(
      [
        [0, 1000],
        [200, 1060],
      ],
      {},
      start.add({ minutes: 300 }),
    ).why,
    'meter-silent',
  );
});
test('bad and uncertain readings are stepped over, and none of them stands for the start or the end', () => {
  assert.equal(
    used([
      [0, 1000],
      [100, 7, bad],
      [200, 3, 0x4000_0000],
      [480, 1120],
    ]).kWh,
    120,
  );
  assert.equal(
    used([
      [-200, 990],
      [0, 1000, bad],
      [100, 1010],
      [480, 1120],
    ]).why,
    'meter-silent-over-start',
  );
});
test('a meter that rolls over loses nothing', () => {
  const one = used(
    [
      [0, 99_950],
      [240, 10],
      [480, 70],
    ],
    { rollsOverAt: 99_999 },
  );
  assert.deepEqual([one.kWh, one.resets.map((each) => each.kind)], [120, ['roll-over']]);
});
test('a meter that the model says never resets and went back gives no number, and says when', () => {
  const one = used([
    [0, 1000],
    [240, 1060],
    [250, 0],
    [480, 60],
  ]);
  assert.deepEqual([one.why, one.kWh, one.resets], ['meter-went-back', undefined, [{ at: '2026-11-25T09:10:00Z', from: 1060, to: 0, kind: 'reset' }]]);
});
test('a meter that may reset is counted on from zero, and the reset stands beside the number', () => {
  const one = used(
    [
      [0, 1000],
      [240, 1060],
      [250, 0],
      [480, 60],
    ],
    { resets: 'any-time' },
  );
  assert.deepEqual([one.kWh, one.resets.length], [120, 1]);
});
const shift = Array.from({ length: 97 }, (_, i): [number, number] => [i * 5, 1000 + i / 4]);
const falling = (falls: Readonly<Record<number, number>>) => shift.map(([minute, value], i): [number, number] => [minute, falls[i] ?? value]);

test('a meter that shows less for a moment and goes on from where it was has not begun again: that reading is not counted, and is told', () => {
  for (const resets of ['any-time', 'never'] as const)
    for (const falls of [{ 40: 0 }, { 40: 0, 41: 0.25 }, { 40: 3, 70: 0 }, { 40: 1009.5 }]) {
      const one = used(falling(falls), { resets });
      const lows = Object.keys(falls).filter((i) => i !== '41');
      assert.deepEqual([one.kWh, one.resets.map(({ kind }) => kind)], [24, lows.map(() => 'blip')], JSON.stringify(falls));
    }
});
test('a meter that began again and counts up, however fast, was no blip', () => {
  const begun = shift.map(([minute, value], i): [number, number] => [minute, i < 40 ? value : (i - 40) / 4]);
  const one = used(begun, { resets: 'any-time' });
  assert.deepEqual([one.kWh, one.resets.map(({ kind }) => kind)], [9.75 + 14, ['reset']]);
});
test('a meter that is back after half an hour may have been another one meanwhile: it is no blip', () => {
  const away = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [40 + i, i / 4]));
  assert.equal(used(falling(away), { resets: 'never' }).why, 'meter-went-back');
});
test('a meter that comes back higher than it could have counted meanwhile is not taken for a blip', () => {
  const jumped = shift.map(([minute, value], i): [number, number] => [minute, i === 40 ? 0 : i > 40 ? value + 50 : value]);
  assert.equal(used(jumped, { resets: 'never' }).why, 'meter-went-back');
});
test('a meter that begins again with each order does so at any height, unless it is a hundredth less or not even that', () => {
  const fallTo = (value: number) =>
    used(
      [
        [0, 40],
        [240, 100],
        [250, value],
        [480, value + 50],
      ],
      { resets: 'per-order' },
    );
  assert.deepEqual([fallTo(60).kWh, fallTo(5).kWh, fallTo(99).why], [60 + 60 + 50, 60 + 5 + 50, 'meter-stepped-back']);
});
test('a meter that comes back a little lower has not begun again, and gives no number', () => {
  const one = used(
    [
      [0, 1000],
      [240, 1060],
      [250, 1058],
      [480, 1118],
    ],
    { resets: 'any-time' },
  );
  assert.deepEqual([one.why, one.kWh, one.resets[0]?.kind], ['meter-stepped-back', undefined, 'step-back']);
});
test('what ran between the last reading and a reset that nobody heard is lost, so there is no number', () => {
  assert.equal(
    used(
      [
        [0, 1000],
        [240, 1060],
        [300, 4],
        [480, 60],
      ],
      { resets: 'any-time' },
    ).why,
    'meter-reset-unheard',
  );
});
test('a meter that may roll over and may begin again needs to say how fast it counts, or a step down is anybody’s guess', () => {
  const over = [
    [0, 99_950],
    [240, 10],
    [480, 70],
  ] as const;
  const begun = [
    [0, 90_000],
    [240, 90_060],
    [250, 0],
    [480, 60],
  ] as const;
  const either = { rollsOverAt: 99_999, resets: 'any-time' } as const;
  assert.deepEqual([used(over, either).why, used(begun, either).why], ['meter-reset-or-rolled', 'meter-reset-or-rolled']);
  assert.deepEqual([used(over, { ...either, mostPerHour: 50 }).kWh, used(begun, { ...either, mostPerHour: 50 }).kWh], [120, 120]);
});
test('a step that is faster than the meter can count is a wrong reading, and leaves no number', () => {
  assert.equal(
    used(
      [
        [0, 1000],
        [240, 9060],
        [480, 9120],
      ],
      { mostPerHour: 50 },
    ).why,
    'meter-too-fast',
  );
});
test('a reading below zero, or beyond where the counter rolls over, is no reading of it', () => {
  assert.equal(
    used([
      [0, 1000],
      [100, -3],
      [480, 1120],
    ]).why,
    'meter-impossible',
  );
  assert.equal(
    used(
      [
        [0, 1000],
        [100, 10_000],
        [480, 1120],
      ],
      { rollsOverAt: 9999 },
    ).why,
    'meter-impossible',
  );
});
test('a reading from beyond the clock is left out', () => {
  assert.equal(
    used(
      [
        [0, 1000],
        [295, 1060],
        [900, 5],
      ],
      {},
      start.add({ minutes: 300 }),
    ).kWh,
    60,
  );
});
