import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { wholeHouse, type WholeHouse } from '../testing.ts';
import type { EnergyReader } from './energy.ts';
import { reckonUnit, unitsOf } from './indicators.ts';

const now = Temporal.Instant.from('2026-11-26T18:00:00Z');
// the early shift of the day, 05:00 to 13:00 UTC
const start = Temporal.Instant.from('2026-11-26T05:00:00Z');
const end = start.add({ hours: 8 });
let w: WholeHouse;
before(async () => {
  w = await wholeHouse('tablets', now.toString());
  const interval = newId();
  await w.act('scada.unit.report', { place: 'PK-21', interval, at: start.toString(), state: 'execute' });
  await w.act('scada.count.report', { place: 'PK-21', at: start.add({ hours: 1 }).toString(), total: 10_100, scrap: 100 });
});
after(() => w?.close());

/** A meter of blister machine 2 that counted this much in each shift. */
const reader = (kWh: number | undefined): EnergyReader => ({
  meters: () => [{ signal: 'PK-21.energy', on: 'PK-21', kWhPerCount: 1, resets: 'never' }],
  used: async () => ({ signal: 'PK-21.energy', on: 'PK-21', ...(kWh === undefined ? { why: 'meter-silent' as const } : { kWh }), resets: [], sharedKWh: 0, readings: 480 }),
  touched: async () => [],
});
const reckon = (kWh: number | undefined) =>
  reckonUnit(
    w.house,
    unitsOf(w.house).find((one) => one.unit === 'PK-21')!,
    start,
    end,
    { energy: reader(kWh) },
  );
const kept = () =>
  w.rows(
    `select place, state, value, numerator, denominator, flags, before->-1->>'value' as before from indicator.value where indicator = 'energy-per-thousand' and starts_at = $1 order by place`,
    start.toString(),
  );

test('energy is kept of a unit with a meter and of its line, unknown while the meter is, and restated when late readings tell it', async () => {
  await reckon(undefined);
  const [unknown] = await kept();
  assert.deepEqual([unknown!.place, unknown!.state, unknown!.value, unknown!.flags], ['PK-21', 'final', null, ['meter-silent']]);

  await reckon(52);
  assert.deepEqual(
    (await kept()).map((row) => [row.place, row.state, row.value, row.numerator, row.denominator, row.flags]),
    [
      ['PK-21', 'restated', '5.20', 52, 10, []],
      ['packaging-2', 'restated', '5.20', 52, 10, ['units-without-meter']],
    ],
  );

  await reckon(60);
  assert.deepEqual(
    (await kept()).map((row) => [row.value, row.before]),
    [
      ['6.00', '5.20'],
      ['6.00', '5.20'],
    ],
  );
});

test('the number is explained down to its signal, its readings and its counts', async () => {
  const [value] = await w.rows(`select id::text as id from indicator.value where indicator = 'energy-per-thousand' and place = 'PK-21' and starts_at = $1`, start.toString());
  const { status, body } = await (await w.as('supervisor-1')).get('indicator.value.explain', { value: String(value!.id) });
  assert.equal(status, 200);
  assert.deepEqual([body.sums.kWh, body.sums.goodPieces, body.sums.meters[0].signal], [60, 10_000, 'PK-21.energy']);
  assert.deepEqual(
    body.counts.map((one: { total: number }) => one.total),
    [10_100],
  );
});
