import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shift } from '@millrace/calendar';
import type { Historian } from '@millrace/historian';
import type { House } from '../house.ts';
import { energyReader } from './energy.ts';

const start = Temporal.Instant.from('2026-11-25T05:00:00Z');
const shift = { id: '2026-11-25/early/A', start, end: start.add({ hours: 8 }) } as Shift;
const now = start.add({ hours: 30 });
const at = (minutes: number) => start.add({ minutes }).epochNanoseconds;

/** A historian that holds the readings of one meter, and says what arrived. */
function held(readings: [minute: number, value: number][]) {
  const asked = { reads: 0 };
  let arrived: { signal: string; at: string }[] = [];
  const inside = (from: bigint, to: bigint) => readings.filter(([minute]) => at(minute) >= from && at(minute) < to).toSorted(([a], [b]) => a - b);
  const historian = {
    ask: async () => arrived,
    async *rows(query: string, { from, to }: { from: string; to: string }) {
      const beside = query.includes('desc') ? inside(0n, BigInt(from)).at(-1) : inside(BigInt(to), at(100_000))[0];
      if (beside) yield [{ sourceTime: Temporal.Instant.fromEpochNanoseconds(at(beside[0])) }];
    },
    async *bytes(_query: string, { from, to }: { from: string; to: string }) {
      asked.reads += 1;
      for (const [minute, value] of inside(BigInt(from), BigInt(to))) {
        const row = Buffer.alloc(20);
        row.writeBigInt64LE(at(minute), 0);
        row.writeDoubleLE(value, 8);
        yield row;
      }
    },
  } as unknown as Historian;
  const late = (minute: number, value: number) => {
    readings.push([minute, value]);
    arrived = [{ signal: 'PK-11.energy', at: String(Math.floor(Number(at(minute)) / 900e9) * 900) }];
  };
  return { historian, asked, late };
}
const fields = { on: 'PK-11', means: 'energy', unit: 'kWh', counter: { resets: 'never' } };
const model = { objects: [{ kind: 'scada.signal', id: 'PK-11.energy', fields }] };
const houseOf = (historian: Historian) => ({ site: 'tablets', historian, clock: { now: () => now }, policy: () => ({ model }) }) as unknown as House;

test('a shift that is whole is read once, and again when a reading of it came late', async () => {
  const { historian, asked, late } = held([
    [0, 1000],
    [240, 1060],
    [450, 1110],
    [520, 1130],
  ]);
  const reader = energyReader(houseOf(historian));
  const [meter] = reader.meters();
  // 70 minutes of silence over the end, in which it went on: nobody knows
  assert.equal((await reader.used(meter!, shift, now)).why, 'meter-silent-over-end');
  assert.equal((await reader.used(meter!, shift, now)).why, 'meter-silent-over-end');
  assert.equal(asked.reads, 1);
  assert.deepEqual(await reader.touched(), []);

  late(480, 1120);
  const touched = await reader.touched();
  assert.ok(touched.some((one) => one.place === 'PK-11' && one.at.equals(shift.start)));
  assert.equal((await reader.used(meter!, shift, now)).kWh, 120);
  assert.equal(asked.reads, 2);
});

test('a shift whose end was not read yet is read again each time', async () => {
  const { historian, asked } = held([
    [0, 1000],
    [300, 1060],
  ]);
  const reader = energyReader(houseOf(historian));
  for (let n = 0; n < 3; n++) await reader.used(reader.meters()[0]!, shift, now);
  assert.equal(asked.reads, 3);
});

test('a meter that shows 0 for a moment over a change of shift has its energy counted once, in each of the shifts', async () => {
  for (const border of [0, 480]) {
    const readings = Array.from({ length: 540 }, (_, i): [number, number] => [i - 30, 1000 + i / 60]);
    const { historian } = held(readings.map(([minute, value]) => [minute, Math.abs(minute - border) <= 3 ? 0 : value]));
    const reader = energyReader(houseOf(historian));
    const { kWh, resets } = await reader.used(reader.meters()[0]!, shift, now);
    assert.deepEqual([kWh, resets.every((one) => one.kind === 'blip')], [8, true], `at ${border} min`);
  }
});
