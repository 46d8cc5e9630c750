import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiftsBetween, workCalendar } from '@millrace/calendar';
import fc from 'fast-check';
import { reckonOee, type OeeGround } from './reckon-oee.ts';
import { isCounted } from '../value/value.ts';
import { leavesOf, type StatedInterval } from './leaves.ts';

const calendar = workCalendar({
  id: 'c',
  timeZone: 'Europe/Berlin',
  shifts: [{ id: 'early', start: '06:00', end: '14:00', breaks: [{ start: '09:30', end: '10:00' }] }],
  rosters: [{ anchor: '2026-01-01', cycle: ['early'] }],
});
const [shift] = shiftsBetween(calendar, Temporal.Instant.from('2026-11-23T06:00:00Z'), Temporal.Instant.from('2026-11-23T07:00:00Z'));
const at = (minute: number) => shift!.start.add({ minutes: minute });
const stretch = (id: string, state: StatedInterval['state'], from: number, to: number, more: Partial<StatedInterval> = {}): StatedInterval => ({
  id,
  state,
  mode: 'produce',
  startsAt: at(from),
  endsAt: at(to),
  jobOrder: 'J',
  reason: undefined,
  ...more,
});
const ground = (intervals: StatedInterval[], more: Partial<OeeGround> = {}): OeeGround => ({
  shift: shift!,
  now: at(600),
  intervals,
  counts: [{ id: 'c1', startsAt: at(0), total: 30_000, scrap: 300, idealCycleS: 0.6, product: 'RV' }],
  profile: 'iso-22400-2',
  reasonInterval: () => undefined,
  counter: 'heard',
  ...more,
});

test('a break is planned down time, whatever the machine does not do in it', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 210), stretch('b', 'stopped', 210, 240), stretch('c', 'execute', 240, 480)]));
  assert.equal(value.factors.availability, 1);
});

test('a stop within an order lowers availability, and the value names the interval', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 210), stretch('x', 'stopped', 210, 285), stretch('c', 'execute', 285, 480)]));
  assert.equal(value.factors.availability, (450 - 45) / 450);
  assert.ok(value.basis.includes('x'));
});

test('a reason given later turns a stop into planned down time', () => {
  const stopped = [stretch('a', 'execute', 0, 400), stretch('x', 'stopped', 400, 480, { reason: 'maintenance' })];
  assert.ok(reckonOee(ground(stopped)).factors.availability! < 1);
  assert.equal(reckonOee(ground(stopped, { reasonInterval: () => 'planned-down' })).factors.availability, 1);
  assert.ok(reckonOee(ground(stopped, { reasonInterval: () => 'planned-down' })).basis.includes('x'), 'what did not count is explained too');
});

test('without an ideal cycle there is availability and no OEE, and the value says why', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 480)], { counts: [{ id: 'c1', startsAt: at(0), total: 100, scrap: 0, idealCycleS: undefined, product: 'RV' }] }));
  assert.equal(value.value, undefined);
  assert.ok(value.flags.includes('no-ideal-cycle'));
  assert.equal(typeof value.factors.availability, 'number');
});

test('time that nobody heard is not counted as run, and completeness says how much', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 240)]));
  assert.ok(value.flags.includes('incomplete'));
  assert.equal(value.completeness, 0.5);
});

test('a shift of which nothing was heard has no OEE, and not one of 0 %', () => {
  const value = reckonOee(ground([stretch('a', 'unknown', 0, 480)], { counts: [] }));
  assert.deepEqual([value.value, value.denominator, value.factors, value.completeness], [undefined, 0, {}, 0]);
  assert.ok(value.flags.includes('nothing-heard'));
});

test('a stop that late data told in parts is one stop and the same OEE, and rests on all of them', () => {
  const whole = ground([stretch('a', 'execute', 0, 200), stretch('x', 'held', 200, 260), stretch('b', 'execute', 260, 480)]);
  const parts = ground([stretch('a', 'execute', 0, 200), stretch('x', 'held', 200, 220), stretch('y', 'held', 220, 260), stretch('b', 'execute', 260, 480)]);
  const [told, toldInParts] = [whole, parts].map((one) => leavesOf(one.intervals, shift!, at(600), () => undefined));
  assert.deepEqual([...new Set(toldInParts!.flatMap((leaf) => leaf.stop?.id ?? []))], ['x']);
  assert.deepEqual(toldInParts!.find((leaf) => leaf.stop)!.stop!.lengthMs, told!.find((leaf) => leaf.stop)!.stop!.lengthMs);
  assert.deepEqual([reckonOee(parts).value, reckonOee(parts).numerator], [reckonOee(whole).value, reckonOee(whole).numerator]);
  assert.ok(reckonOee(parts).basis.includes('y'));
});

test('OEE is availability times performance times quality', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 470 }), fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 0, max: 1000 }), (stop, total, scrap) => {
      const value = reckonOee(
        ground([stretch('a', 'execute', 0, stop), stretch('b', 'held', stop, 480)], {
          counts: [{ id: 'c', startsAt: at(0), total: total + scrap, scrap, idealCycleS: 0.6, product: 'RV' }],
        }),
      );
      const { availability, performance, quality } = value.factors;
      return Math.abs(availability! * performance! * quality! - value.numerator / value.denominator) < 1e-9;
    }),
  );
});

/**
 * A shift by hand, with the figures most OEE primers use: 480 min, 60 min of breaks, 47 min down, ideal 60 pieces a minute, 19,271 made, 423
 * of them scrap (Vorne Industries, "OEE calculation: definitions, formulas and examples": 88.81 %, 86.11 %, 97.80 %, together 74.79 %).
 */
test('OEE of a published shift is the published figure, and each factor is', () => {
  const twoBreaks = workCalendar({
    id: 'v',
    timeZone: 'UTC',
    shifts: [
      {
        id: 'day',
        start: '06:00',
        end: '14:00',
        breaks: [
          { start: '08:00', end: '08:15' },
          { start: '10:00', end: '10:30' },
          { start: '12:00', end: '12:15' },
        ],
      },
    ],
    rosters: [{ anchor: '2026-01-01', cycle: ['day'] }],
  });
  const [day] = shiftsBetween(twoBreaks, Temporal.Instant.from('2026-11-23T07:00:00Z'), Temporal.Instant.from('2026-11-23T08:00:00Z'));
  const minute = (n: number) => day!.start.add({ minutes: n });
  const ran = (id: string, state: StatedInterval['state'], from: number, to: number) => ({ ...stretch(id, state, 0, 1), startsAt: minute(from), endsAt: minute(to) });
  const published = ground(
    [ran('a', 'execute', 0, 100), ran('down', 'aborted', 100, 120), ran('b', 'execute', 120, 300), ran('down-again', 'held', 300, 327), ran('c', 'execute', 327, 480)].flatMap(
      (one) => withoutBreaks(one, day!),
    ),
    {
      shift: day!,
      now: day!.end,
      counts: [{ id: 'c1', startsAt: day!.start, total: 19_271, scrap: 423, idealCycleS: 1, product: 'P' }],
    },
  );
  const value = reckonOee(published);
  assert.deepEqual(
    ['availability', 'performance', 'quality'].map((name) => (value.factors[name]! * 100).toFixed(2)),
    ['88.81', '86.11', '97.80'],
  );
  assert.equal(value.value, '74.8');
  assert.equal(((value.numerator / value.denominator) * 100).toFixed(2), '74.79');
});

/** A machine that stands in its breaks. */
function withoutBreaks(one: StatedInterval, of: NonNullable<typeof shift>): StatedInterval[] {
  if (one.state !== 'execute') return [one];
  let from = one.startsAt;
  const parts: StatedInterval[] = [];
  for (const pause of of.breaks) {
    if (Temporal.Instant.compare(pause.start, one.startsAt) < 0 || Temporal.Instant.compare(one.endsAt!, pause.end) < 0) continue;
    parts.push(
      { ...one, id: `${one.id}${parts.length}`, startsAt: from, endsAt: pause.start },
      { ...one, id: `${one.id}${parts.length + 1}`, state: 'stopped', startsAt: pause.start, endsAt: pause.end },
    );
    from = pause.end;
  }
  return [...parts, { ...one, id: `${one.id}-`, startsAt: from }];
}

test('a machine that beats its ideal rate is shown above 100 %, and the value says what that means', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 480)], { counts: [{ id: 'c', startsAt: at(0), total: 60_000, scrap: 0, idealCycleS: 0.6, product: 'RV' }] }));
  assert.ok(value.factors.performance! > 1);
  assert.ok(Number(value.value) > 100);
  assert.ok(value.flags.includes('performance-above-1'));
});

test('scrap that its counter told a quarter of an hour late is reckoned with the quarter it was made in', () => {
  const quarter = (id: string, from: number, total: number, scrap: number) => ({ id, startsAt: at(from), total, scrap, idealCycleS: 0.6, product: 'RV' });
  const value = reckonOee(ground([stretch('a', 'execute', 0, 480)], { counts: [quarter('q1', 0, 1000, 0), quarter('q2', 15, 1, 4)] }));
  assert.equal(value.factors.quality, 997 / 1001);
  assert.ok(value.basis.includes('q1') && value.basis.includes('q2'));
  assert.ok(!value.flags.includes('counts-disagree'));
});

test('counters that contradict each other are named and nothing is made up', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 480)], { counts: [{ id: 'q1', startsAt: at(0), total: 1, scrap: 9, idealCycleS: 0.6, product: 'RV' }] }));
  assert.ok(value.flags.includes('counts-disagree'));
  assert.equal(value.value, undefined);
});

const made = (id: string, from: number, to: number, total: number, scrap = 0) => ({ id, startsAt: at(from), endsAt: at(to), total, scrap, idealCycleS: 0.6, product: 'RV' });
// 30 min at 100 a minute heard, then a server that was killed for 22 min
const heardFor30 = { counts: [{ id: 'c1', startsAt: at(30), total: 2_700, scrap: 27, idealCycleS: 0.6, product: 'RV' }], now: at(60) };

test('a shift that hears at its begin what was made before it has no OEE of 153 %', () => {
  // killed 22 min before the shift, heard again 2 min into it with 2,200 pieces more
  const value = reckonOee(
    ground([stretch('lost', 'unknown', -22, 2), stretch('a', 'execute', 2, 30)], {
      counts: [{ id: 'c1', startsAt: at(0), total: 2_520, scrap: 0, idealCycleS: 0.6, product: 'RV' }],
      unheard: [made('u', -22, 2, 2_200)],
      now: at(30),
    }),
  );
  assert.equal(value.value, '84.0');
  assert.equal(value.factors.performance, 2_520 / 2_800);
  assert.ok(value.flags.includes('pieces-across-shifts') && !value.flags.includes('performance-above-1'));
  assert.ok(value.basis.includes('u'), 'the pieces that are not counted are explained');
});

test('pieces made unheard within a shift are in its OEE and its quality, and its performance is of the time that was heard', () => {
  const value = reckonOee(
    ground([stretch('a', 'execute', 0, 8), stretch('lost', 'unknown', 8, 30), stretch('b', 'execute', 30, 60)], { ...heardFor30, unheard: [made('u', 8, 30, 1_800, 90)] }),
  );
  assert.equal(value.factors.performance, 2_700 / 3_800);
  assert.equal(value.factors.quality, (2_700 - 27 + 1_800 - 90) / 4_500);
  assert.equal(value.value, (((2_700 - 27 + 1_800 - 90) / 6_000) * 100).toFixed(1));
  assert.ok(value.flags.includes('pieces-unheard') && value.flags.includes('incomplete'));
});

test('a counter alone that fell silent says nothing against the performance: how long the machine ran is known', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 60)], { ...heardFor30, unheard: [made('u', 8, 30, 2_200)] }));
  assert.equal(value.factors.performance, 4_900 / 6_000);
  assert.ok(!value.flags.includes('pieces-unheard'));
});

test('scrap that came back on its own counter belongs to the pieces that came back with it', () => {
  const value = reckonOee(
    ground([stretch('lost', 'unknown', 0, 30), stretch('b', 'execute', 30, 60)], { ...heardFor30, unheard: [made('total', 0, 30, 900), made('scrap', 0, 30, 0, 45)] }),
  );
  assert.equal(value.factors.quality, (2_700 - 27 + 900 - 45) / 3_600);
  assert.ok(value.basis.includes('total') && value.basis.includes('scrap'));
});

test('whenever pieces were made unheard, neighbouring shifts together never count more than there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 470 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 50_000 }), (from, minutes, total) => {
      const to = Math.min(from + minutes, 480);
      const lost = [stretch('lost', 'unknown', Math.max(0, from), to), stretch('a', 'execute', to, 480)].filter((one) => Temporal.Instant.compare(one.startsAt, one.endsAt!) < 0);
      const [without, withThem] = [[], [made('u', from, to, total)]].map((unheard) => reckonOee(ground(lost, { unheard })));
      const isWhole = from >= 0;
      const samePerformance = without!.factors.performance === withThem!.factors.performance;
      const more = Number(withThem!.sums.idealMs) - Number(without!.sums.idealMs);
      return to <= 0 || (samePerformance && Math.abs(more - (isWhole ? total * 600 : 0)) < 1);
    }),
  );
});

test('a shift in which nobody asked anything of the unit has no OEE, and says that there was no order', () => {
  const value = reckonOee(ground([stretch('a', 'idle', 0, 480, { jobOrder: undefined })], { counts: [] }));
  assert.deepEqual([value.value, value.factors, value.flags], [undefined, {}, ['no-order']]);
});
test('in a shift with an order for an hour and none for the rest, the OEE is of that hour where the plant leaves time without order outside', () => {
  const mixed = [stretch('n', 'idle', 0, 420, { jobOrder: undefined }), stretch('a', 'execute', 420, 480)];
  const counts = [{ id: 'c1', startsAt: at(420), total: 6000, scrap: 0, idealCycleS: 0.6, product: 'RV' }];
  const values = ['iso-22400-2', 'iso-22400-2/ordered'].map((profile) => reckonOee(ground(mixed, { counts, profile })));
  assert.deepEqual(
    values.map((one) => [one.value, one.factors.availability]),
    [
      ['13.3', 60 / 450],
      ['100.0', 1],
    ],
  );
  assert.ok(
    values.every((one) => one.basis.includes('n')),
    'what did not count is explained too',
  );
});
const made0 = (counter: OeeGround['counter'], more: Partial<OeeGround> = {}) => ground([stretch('a', 'execute', 0, 480)], { counts: [], counter, ...more });

test('a shift that ran and made nothing has 0 %, where its counter was heard', () => {
  const value = reckonOee(made0('heard'));
  assert.deepEqual([value.value, value.numerator, value.denominator, value.factors], ['0.0', 0, 28_800_000, { availability: 1, performance: 0 }]);
  assert.ok(value.flags.includes('counted-none'));
});
test('a shift that ran for a minute, stood for the rest and made nothing has 0 %, and is in the sum of its day', () => {
  const value = reckonOee(ground([stretch('a', 'execute', 0, 1), stretch('x', 'stopped', 1, 480)], { counts: [] }));
  assert.deepEqual([value.value, isCounted(value)], ['0.0', true]);
});
test('a shift that ran, and whose counter was not heard, has its availability and no OEE, and says so', () => {
  const value = reckonOee(made0('unheard'));
  assert.deepEqual([value.value, value.factors, value.flags], [undefined, { availability: 1 }, ['counter-unheard']]);
});
test('a shift that ran on a unit without a counter has its availability and no OEE, and says so', () => {
  const value = reckonOee(made0('none'));
  assert.deepEqual([value.value, value.factors, value.flags], [undefined, { availability: 1 }, ['no-counter']]);
});
test('pieces that may have been made in a shift leave it no 0 %', () => {
  const value = reckonOee(made0('heard', { unheard: [made('u', 400, 500, 900)] }));
  assert.deepEqual([value.value, value.flags], [undefined, ['counter-unheard', 'pieces-across-shifts']]);
});
test('a shift that stood all through with an order has 0 %, whatever its counter said', () => {
  for (const counter of ['heard', 'unheard', 'none'] as const) assert.equal(reckonOee(ground([stretch('a', 'aborted', 0, 480)], { counts: [], counter })).value, '0.0');
});

test('a shift in which a counter went back or leapt says that pieces of it may be missing', () => {
  const of = (jumps: NonNullable<OeeGround['jumps']>) => reckonOee(ground([stretch('a', 'execute', 0, 480)], { jumps })).flags;
  assert.deepEqual([of([]), of(['step-back']), of(['leap', 'step-back'])], [[], ['counter-stepped-back'], ['counter-stepped-back', 'counter-leapt']]);
});
test('a shift that ran, and whose counter went back and counted nothing, made pieces that nobody knows, and that is no 0 %', () => {
  const value = reckonOee(made0('heard', { jumps: ['step-back'] }));
  assert.deepEqual([value.value, value.flags], [undefined, ['nothing-counted', 'counter-stepped-back']]);
});

const running = (state: StatedInterval['state'], minutes: number, more: Partial<OeeGround> = {}) =>
  reckonOee(ground([stretch('a', state, 0, minutes, { endsAt: undefined })], { counts: [], now: at(minutes), ...more }));

test('a shift that has run for minutes only has made nothing yet, and that is no 0 %', () => {
  const value = running('execute', 14);
  assert.deepEqual([value.value, value.factors, value.flags.includes('nothing-made-yet')], [undefined, { availability: 1 }, true]);
});
test('a running shift in which nothing was made for a quarter of an hour has 0 % so far, running or standing', () => {
  assert.deepEqual([running('execute', 20).value, running('aborted', 20).value], ['0.0', '0.0']);
  assert.equal(running('execute', 20, { counter: 'unheard' }).value, undefined);
});
test('a piece that takes longer than a quarter of an hour is waited for', () => {
  assert.deepEqual([running('execute', 30, { longestCycleS: 3600 }).value, running('execute', 61, { longestCycleS: 3600 }).value], [undefined, '0.0']);
});
test('two products made while nobody heard the unit leave no OEE, and the value says that', () => {
  const mixed = { id: 'u', startsAt: at(300), endsAt: at(360), total: 500, scrap: 0, idealCycleS: undefined, product: undefined, isMixed: true as const };
  const value = reckonOee(ground([stretch('a', 'execute', 0, 300), stretch('b', 'execute', 360, 480)], { unheard: [mixed] }));
  assert.deepEqual([value.value, value.flags.includes('products-unheard')], [undefined, true]);
});
test('a unit that ran and whose counter did not move made nothing: that is 0 %, and it is said', () => {
  for (const [ran, stood] of [
    [480, 480],
    [1, 480],
  ] as const) {
    const intervals = [stretch('a', 'execute', 0, ran), ...(ran < stood ? [stretch('b', 'stopped', ran, stood)] : [])];
    const value = reckonOee(ground(intervals, { counts: [], counter: undefined, hasCounter: true }));
    assert.deepEqual(
      [value.value, value.numerator, value.denominator > 0, value.factors.performance, value.flags.includes('counter-still')],
      ['0.0', 0, true, 0, true],
      `${ran} min`,
    );
    assert.ok(isCounted(value as never));
  }
});
test('a running shift whose counter does not move is 0 % when a quarter of an hour has run', () => {
  const running = (minute: number) =>
    reckonOee(ground([stretch('a', 'execute', 0, minute, { endsAt: undefined })], { counts: [], now: at(minute), counter: undefined, hasCounter: true }));
  assert.deepEqual([running(15).value, running(16).value], [undefined, '0.0']);
});
