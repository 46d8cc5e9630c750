import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Historian } from '@millrace/historian';
import { newId } from '@millrace/kernel';
import type { House } from '../house.ts';
import { wholeHouse, type WholeHouse } from '../testing.ts';
import { reckonUnit, unitsOf } from './indicators.ts';

const now = Temporal.Instant.from('2026-11-26T09:00:00Z');
const twoDaysAgo = now.subtract({ hours: 48 });
let w: WholeHouse;
before(async () => {
  w = await wholeHouse('tablets', now.toString());
});
after(() => w?.close());

test('a shift that cannot be reckoned keeps no other from its numbers, and can be reckoned later', async () => {
  const unit = unitsOf(w.house).find((one) => w.house.policy().calendarAt(one.unit))!;
  await w.act('scada.unit.report', { place: unit.unit, interval: newId(), at: twoDaysAgo.toString(), state: 'execute' });
  const shiftsKept = async () =>
    (await w.rows(`select starts_at from indicator.value where place = $1 and indicator = 'oee' order by starts_at`, unit.unit)).map((row) => String(row.starts_at));
  const failed: string[] = [];
  const busyOnce: House['shell']['execute'] = (address, input, ...more) =>
    failed.length === 0 ? Promise.reject(new Error('the database does not answer')) : w.house.shell.execute(address, input, ...more);
  const reckon = (execute: House['shell']['execute']) =>
    reckonUnit({ ...w.house, shell: { ...w.house.shell, execute } }, unit, twoDaysAgo, now, { onFailed: ({ start }) => failed.push(String(start)) });

  await reckon(busyOnce);
  const first = await shiftsKept();
  await reckon(w.house.shell.execute);
  const second = await shiftsKept();
  assert.equal(failed.length, 1);
  assert.ok(first.length > 1);
  assert.deepEqual(second, [failed[0], ...first]);
});

test('a number that stands is not kept again: an act is sealed for ever, also one in which nothing changed', async () => {
  const unit = unitsOf(w.house).find((one) => w.house.policy().calendarAt(one.unit))!;
  const yesterday = now.subtract({ hours: 12 });
  const acts = async () => (await w.rows(`select count(*)::int as n from store.act where address = 'indicator.value.reckon'`))[0]!.n as number;
  await reckonUnit(w.house, unit, twoDaysAgo, yesterday);
  const once = await acts();
  assert.ok(once > 1);
  await reckonUnit(w.house, unit, twoDaysAgo, yesterday);
  assert.equal(await acts(), once);
});

test('a unit that no machine speaks for has no number in a shift nobody told of; a machine that was silent has one, and it is unknown', async () => {
  for (const place of ['CO-01', 'PK-12']) {
    await w.act('scada.unit.set-job', { place, interval: newId(), at: twoDaysAgo.toString(), jobOrder: newId() });
    await reckonUnit(
      w.house,
      unitsOf(w.house).find((one) => one.unit === place)!,
      twoDaysAgo,
      now,
    );
  }
  const kept = await w.rows(`select distinct place, value, completeness from indicator.value where place in ('CO-01', 'PK-12') and indicator = 'oee'`);
  assert.deepEqual(kept, [{ place: 'PK-12', value: null, completeness: 0 }]);
});

test('a shift that ran and made nothing is 0 % of its unit and its line where the counter was heard, and unknown where it was not', async () => {
  const start = Temporal.Instant.from('2026-11-25T05:00:00Z');
  const interval = newId();
  await w.act('scada.unit.set-job', { place: 'PK-21', interval: newId(), at: start.toString(), jobOrder: newId() });
  await w.act('scada.unit.report', { place: 'PK-21', interval, at: start.toString(), state: 'execute' });
  const unit = unitsOf(w.house).find((one) => one.unit === 'PK-21')!;
  const words = (quality: number) =>
    ({
      async *rows(_query: string, { signals }: { signals: string[] }) {
        yield signals.map((signal) => ({ signal, value: 4_711, sourceTime: start, receivedAt: start, quality }));
      },
    }) as unknown as Historian;
  const kept = () =>
    w.rows(`select place, value, flags from indicator.value where indicator = 'oee' and place in ('PK-21', 'packaging-2') and starts_at = $1 order by place`, start.toString());
  for (const [quality, value, flag] of [
    [0x8000_0000, null, 'counter-unheard'],
    [0, '0.0', 'counted-none'],
  ] as const) {
    await reckonUnit({ ...w.house, historian: words(quality) }, unit, start, start.add({ hours: 1 }), {
      energy: { meters: () => [], used: () => Promise.reject(new Error('there is no meter')), touched: async () => [] },
    });
    assert.deepEqual(
      (await kept()).map((row) => [row.place, row.value, (row.flags as string[]).includes(flag)]),
      [
        ['PK-21', value, true],
        ['packaging-2', value, true],
      ],
    );
  }
});

test('a shift in which a counter went back, and counted nothing there, says so beside its OEE', async () => {
  const start = Temporal.Instant.from('2026-11-25T13:00:00Z');
  const reading = (minutes: number, value: string) => ({ signal: 'PK-21.total', at: start.add({ minutes }).toString(), value, counts: { total: 1, scrap: 0 } });
  await w.act('scada.counter.read', { place: 'PK-21', readings: [reading(1, '1000'), reading(2, '1100'), reading(3, '900')] });
  await reckonUnit(
    w.house,
    unitsOf(w.house).find((one) => one.unit === 'PK-21')!,
    start,
    start.add({ hours: 1 }),
  );
  const [kept] = await w.rows(`select flags from indicator.value where indicator = 'oee' and place = 'PK-21' and starts_at = $1`, start.toString());
  assert.ok((kept!.flags as string[]).includes('counter-stepped-back'), String(kept!.flags));
});
