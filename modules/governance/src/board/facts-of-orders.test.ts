import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { material } from '@millrace/material/module';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { scada } from '@millrace/scada/module';
import { indicator } from '@millrace/indicator/module';
import { qms } from '@millrace/qms/module';
import { equipment } from '@millrace/equipment/module';
import { personnel } from '@millrace/personnel/module';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { governance } from '../module.ts';
import { countedBy, type Counted } from './counted.ts';
import { lossesUnder } from './counted-losses.ts';
import { factsOfRooms } from './facts-of-rooms.ts';
import type { Asked, AskedIndicator } from './facts.ts';

const noon = Temporal.Instant.from('2026-11-20T12:00:00Z');
let p: Plant;
before(async () => {
  p = await plant([model, personnel, equipment, material, work, scada, mes, qms, indicator, governance], { now: noon.toString() });
  await setModel(p, [
    { kind: 'equipment.line', id: 'L1', fields: { name: 'Cell', in: 'A', constraint: 'U1' } },
    { kind: 'equipment.unit', id: 'U1', fields: { name: 'Mill-turn', in: 'L1' } },
    { kind: 'equipment.line', id: 'L2', fields: { name: 'Other cell', in: 'A', constraint: 'U2' } },
    { kind: 'equipment.unit', id: 'U2', fields: { name: 'Other mill-turn', in: 'L2' } },
  ]);
});
after(() => p?.close());

const names = { reason: (id: string) => id, isLoss: () => true, costOf: () => undefined, currency: 'EUR', skills: { gaps: () => [] } as never };
const askedOf = (line: string, unit: string) =>
  ({
    site: 'test',
    place: line,
    under: [line, unit],
    lines: [],
    constraints: [unit],
    from: Temporal.Instant.from('2026-11-20T00:00:00Z'),
    to: Temporal.Instant.from('2026-11-21T00:00:00Z'),
    dayOf: (at: Temporal.Instant) => at.toString().slice(0, 10),
  }) as unknown as Asked;
const days = async (measures: string, line = 'L1', unit = 'U1') => {
  const asked = askedOf(line, unit);
  const indicator = { id: measures, measures, unit: '%' } as AskedIndicator;
  const found = await factsOfRooms(p.database, names, noon).days(indicator, asked);
  // whatever a board shows explains itself: the records under it add up to it
  const counted = await countedBy(p.database, names, noon)(indicator, asked);
  for (const day of found) {
    const under = counted.filter((one) => one.day === day.day);
    assert.deepEqual([sum(under, 'numerator'), sum(under, 'denominator')], [day.numerator, day.denominator], `${measures} of ${day.day}`);
  }
  return found;
};
const sum = (all: readonly Counted[], of: 'numerator' | 'denominator') => all.reduce((total, one) => total + one[of], 0);
const order = async (plannedEnd: string, place = 'U1', unit = '1') => {
  const jobOrder = newId();
  await p.act('work.job-order.create', { jobOrder, place, quantity: { value: '40', unit }, plannedStart: '2026-11-20T06:00:00Z', plannedEnd });
  await p.act('work.job-order.dispatch', { jobOrder });
  return jobOrder;
};

/** The OEE of four hours of that day, as the flow that reckons it tells it. */
const oee = (startsAt: string, reckoned: object, place = 'L1', profile = 'iso-22400-2') =>
  p.act(
    'indicator.value.reckon',
    {
      indicator: 'oee',
      place,
      startsAt,
      endsAt: Temporal.Instant.from(startsAt).add({ hours: 4 }).toString(),
      productionDay: '2026-11-20',
      profile,
      isFinal: true,
      reckoned: { numerator: 0, denominator: 100, flags: [], factors: {}, completeness: 1, sums: {}, basis: [], ...reckoned },
    },
    { actor: { kind: 'system', person: 'flow:test' } },
  );

test('an order whose time has not come is no word against the day; one that is overdue is', async () => {
  await order('2026-11-20T16:00:00Z');
  assert.deepEqual(
    (await days('schedule-adherence')).map((day) => day.value),
    [],
  );
  await order('2026-11-20T11:00:00Z');
  assert.deepEqual(
    (await days('schedule-adherence')).map((day) => [day.numerator, day.denominator]),
    [[0, 1]],
  );
});

test('scrap of the pieces made counts the order that runs, and the day is not final before it is done', async () => {
  const jobOrder = await order('2026-11-20T16:00:00Z');
  await p.act('work.job-order.start', { jobOrder, at: 'U1' });
  await p.act('work.job-order.count', { jobOrder, good: '38', scrap: [{ reason: 'burr', value: '2' }] });
  const [day] = await days('scrap-ratio');
  assert.deepEqual([day?.value, day?.status], [5, 'provisional']);
});

test('an order that was planned for one line and went to the other counts for the one it ran on, and for no other', async () => {
  const jobOrder = await order('2026-11-20T16:00:00Z');
  await p.act('work.job-order.start', { jobOrder, at: 'U2' });
  await p.act('work.job-order.count', { jobOrder, good: '90', scrap: [{ reason: 'burr', value: '10' }] });
  assert.deepEqual([(await days('scrap-ratio'))[0]?.value, (await days('scrap-ratio', 'L2', 'U2'))[0]?.value], [5, 10]);
});

test('a day on which nobody asked anything of a line has no yield and is no gap; one that made something is not idle', async () => {
  await oee('2026-11-20T00:00:00Z', { flags: ['no-order'], denominator: 0 });
  assert.deepEqual(
    (await days('first-pass-yield')).map((day) => [day.day, day.value, day.isIdle]),
    [['2026-11-20', null, true]],
  );
  await oee('2026-11-20T08:00:00Z', { flags: ['counter-unheard'], denominator: 0 });
  assert.deepEqual(await days('first-pass-yield'), []);
});

test('a day says how many of its shifts are unknown and not in its sum; one without an order, or just begun, is not missing', async () => {
  await oee('2026-11-20T00:00:00Z', { numerator: 60, value: '60.0' }, 'L2');
  await oee('2026-11-20T04:00:00Z', { flags: ['no-order'], denominator: 0 }, 'L2');
  await oee('2026-11-20T08:00:00Z', { flags: ['nothing-made-yet'] }, 'L2');
  const told = async () => (await days('oee', 'L2', 'U2')).map((day) => [day.value, day.leftOut]);
  assert.deepEqual(await told(), [[60, undefined]]);
  await oee('2026-11-20T12:00:00Z', { flags: ['counter-unheard'] }, 'L2');
  assert.deepEqual(await told(), [[60, { windows: 1, of: 2 }]]);
  await oee('2026-11-20T16:00:00Z', { flags: ['counted-none'], value: '0.0' }, 'L2');
  assert.deepEqual(await told(), [[30, { windows: 1, of: 3 }]]);
});

test('the reasons of a letter open to the stops and orders of which they are the sum', async () => {
  const system = { actor: { kind: 'system', person: 'flow:test' } as const };
  await p.engine.settle();
  p.clock.advance(30 * 60);
  for (const [state, at] of [
    ['execute', '12:05'],
    ['held', '12:10'],
    ['execute', '12:25'],
  ] as const)
    await p.act('scada.unit.report', { place: 'U2', interval: newId(), state, ...(state === 'held' && { reason: 'jam' }), at: `2026-11-20T${at}:00Z` }, system);
  const { rows } = await p.owner.query<{ id: string }>(`select id from work.job_order where runs_at = 'U2'`);
  await p.act('work.job-order.complete', { jobOrder: rows[0]!.id });
  for (const [why, line, unit] of [
    ['stop-reasons', 'L2', 'U2'],
    ['scrap-reasons', 'L2', 'U2'],
  ] as const) {
    const told = await factsOfRooms(p.database, names, noon).losses(why, askedOf(line, unit));
    const under = await lossesUnder(p.database, names, why, askedOf(line, unit));
    const total = told!.losses.reduce((all, one) => all + one.value, 0);
    assert.ok(total > 0, why);
    assert.equal(Math.round(sum(under!.rows, 'numerator')), total, why);
    assert.equal(under!.unit, told!.unit);
  }
});

test('windows of another profile are not summed with those of the day, and the day says how many were left out', async () => {
  await oee('2026-11-20T00:00:00Z', { numerator: 60, denominator: 480, value: '12.5' });
  await oee('2026-11-20T08:00:00Z', { numerator: 30, denominator: 60, value: '50' }, 'L1', 'iso-22400-2/ordered');
  const [day] = await days('oee');
  assert.deepEqual([day!.profile, day!.value, day!.numerator, day!.denominator, day!.leftOut], ['iso-22400-2/ordered', 50, 30, 60, { windows: 1, of: 2 }]);
});

test('pieces and kilograms of one day add up neither on the board nor under it', async () => {
  const made = async (unit: string, place: string) => {
    const jobOrder = await order('2026-11-20T11:00:00Z', place, unit);
    await p.act('work.job-order.start', { jobOrder, at: place });
    await p.act('work.job-order.count', { jobOrder, good: '30', scrap: [{ reason: 'burr', value: '2' }] });
    await p.act('work.job-order.complete', { jobOrder });
  };
  await made('1', 'U2');
  await made('kg', 'U2');
  assert.deepEqual(await days('scrap-ratio', 'L2', 'U2'), []);
  const counted = await countedBy(p.database, names, noon)({ id: 'scrap-ratio', measures: 'scrap-ratio', unit: '%' } as AskedIndicator, askedOf('L2', 'U2'));
  assert.deepEqual([counted.length > 1, sum(counted, 'denominator')], [true, 0]);
});
