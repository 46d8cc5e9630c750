import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { energyUsed } from './used.ts';

const folder = process.env.MILLRACE_SHARED_DATA;
const file = folder === undefined ? undefined : join(folder, 'steel_industry_energy_15min.csv');
const skip = file === undefined ? 'MILLRACE_SHARED_DATA names no folder with recorded data' : existsSync(file) ? false : `${file} is not there`;
const startMs = Date.UTC(2018, 0, 1);
const quarterMs = 15 * 60_000;

/** The year as a meter would show it: 35,040 readings, one at the end of each quarter of an hour; it rolls over and is exchanged once. */
function meterYear(rollsOverAt: number, exchangedAt: number) {
  const used = readFileSync(file!, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]));
  const timesMs = Float64Array.from({ length: used.length + 1 }, (_, i) => startMs + i * quarterMs);
  const values = new Float64Array(used.length + 1);
  values[0] = 812;
  // the file tells hundredths; whole ones are exact
  let shows = 81_200;
  for (const [i, kWh] of used.entries()) {
    shows = i === exchangedAt ? Math.round(kWh * 100) : (shows + Math.round(kWh * 100)) % ((rollsOverAt + 1) * 100);
    values[i + 1] = shows / 100;
  }
  return { used, samples: { timesMs, values } };
}

test('a real year of a steel works, shift by shift, adds up to what was used, over roll-overs and an exchanged meter', { skip }, (t) => {
  const exchangedAt = 20_000;
  const { used, samples } = meterYear(99_999, exchangedAt);
  const now = Temporal.Instant.fromEpochMilliseconds(startMs + 366 * 86_400_000);
  const began = performance.now();
  let sum = 0;
  const events = { reset: 0, 'roll-over': 0, 'step-back': 0, blip: 0 };
  const shifts = (used.length * quarterMs) / 28_800_000;
  for (let shift = 0; shift < shifts; shift++) {
    const from = startMs + shift * 28_800_000;
    // as the historian gives them: those of the shift, and the next beside it
    const first = shift * 32;
    const part = { timesMs: samples.timesMs.slice(first, first + 33), values: samples.values.slice(first, first + 33) };
    const one = energyUsed({ signal: 'meter', on: 'works', kWhPerCount: 1, rollsOverAt: 99_999, mostPerHour: 1000, resets: 'any-time' }, part, {
      start: Temporal.Instant.fromEpochMilliseconds(from),
      end: Temporal.Instant.fromEpochMilliseconds(from + 28_800_000),
      now,
    });
    assert.ok(one.kWh !== undefined, `shift ${shift}: ${one.why}`);
    sum += one.kWh;
    for (const each of one.resets) events[each.kind] += 1;
  }
  const whole = used.reduce((all, kWh) => all + kWh, 0);
  t.diagnostic(
    `${shifts} shifts, ${used.length} readings, ${whole.toFixed(0)} kWh, ${events['roll-over']} roll-overs, ${events.reset} exchanged, ${(performance.now() - began).toFixed(0)} ms`,
  );
  assert.equal(shifts, 1095);
  assert.ok(Math.abs(sum - whole) < 0.01, `${sum} of ${whole}`);
  assert.deepEqual(events.reset, 1);
});
