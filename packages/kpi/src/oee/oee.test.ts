import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Leaf } from '../interval/leaf.ts';
import { leaves, minute, response, shift } from '../one-shift.test-data.ts';
import { lossTimes } from './loss-time.ts';
import { nonProductiveTime } from './npt.ts';
import { oee, oeeSums, rollUpOee } from './oee.ts';
import { describeProfile, ofConstraint, ofOrders, profileNamed, profiles } from './profile.ts';
import type { OeeProfile, ProfileId } from './profile.ts';

const percent = (value: number | undefined): string => (value === undefined ? 'unknown' : (value * 100).toFixed(1));
const by = (id: ProfileId) => oee(oeeSums({ window: shift, leaves, responses: [response], profile: profiles[id] }));

test('one shift has six OEE by six definitions, from the same 285 min of good pieces', () => {
  const published: Record<ProfileId, string> = {
    'iso-22400-2': '66.3',
    nakajima: '68.7',
    vorne: '68.7',
    smrp: '61.3',
    hansen: '65.5',
    'planned-stops': '76.0',
  };
  for (const [id, value] of Object.entries(published) as [ProfileId, string][]) {
    const result = by(id);
    assert.equal(percent(result.oee?.value), value, id);
    assert.equal(result.oee?.numerator, 285 * 60_000, id);
    assert.equal(result.profile, id);
  }
});

test('by ISO 22400-2 availability is .779, effectiveness .896, quality .95, NEE 74.2 %', () => {
  const result = by('iso-22400-2');
  assert.equal(result.availability.value?.toFixed(3), '0.779');
  assert.equal(result.performance?.value?.toFixed(3), '0.896');
  assert.equal(result.quality?.value?.toFixed(2), '0.95');
  assert.equal(percent(result.nee?.value), '74.2');
  assert.equal(percent(result.teep?.value), '59.4');
});

test('by Vorne and Nakajima availability is .831 and performance .870', () => {
  for (const id of ['vorne', 'nakajima'] as const) {
    assert.equal(by(id).availability.value?.toFixed(3), '0.831');
    assert.equal(by(id).performance?.value?.toFixed(3), '0.870');
  }
});

test('an OEE names the intervals and responses it rests on, and leaves out those it does not count', () => {
  assert.deepEqual(by('iso-22400-2').oee?.basis, ['I-12', 'I-1', 'I-3', 'I-6', 'I-8', 'I-11', 'I-2', 'I-4', 'I-7', 'I-10', 'R-1']);
  assert.equal(by('planned-stops').oee?.basis.includes('I-1'), false);
});

test('time nobody logged is run by Nakajima and lost by all others; it is reported by all', () => {
  const logged = leaves.filter((leaf) => leaf.id !== 'I-2');
  const of = (id: ProfileId) => oee(oeeSums({ window: shift, leaves: logged, responses: [response], profile: profiles[id] }));
  assert.equal(of('nakajima').availability.value, by('nakajima').availability.value);
  assert.equal(of('iso-22400-2').availability.value?.toFixed(3), (235 / 430).toFixed(3));
  for (const id of Object.keys(profiles) as ProfileId[]) {
    assert.equal(of(id).completeness.toFixed(4), (380 / 480).toFixed(4));
    assert.deepEqual(of(id).oee?.flags.includes('incomplete'), true, id);
  }
});

test('performance above 1 is shown and flagged, not cut', () => {
  const result = oee(oeeSums({ window: shift, leaves, responses: [{ ...response, idealCycleS: 60 }], profile: profiles['iso-22400-2'] }));
  assert.equal(result.performance?.value?.toFixed(3), (600 / 335).toFixed(3));
  assert.deepEqual(result.performance?.flags, ['performance-above-1']);
});

test('a product without ideal cycle has an availability, but neither performance nor OEE', () => {
  const { idealCycleS: _, ...without } = response;
  const result = oee(oeeSums({ window: shift, leaves, responses: [without], profile: profiles.vorne }));
  assert.equal(result.oee, undefined);
  assert.equal(result.performance, undefined);
  assert.equal(result.availability.value?.toFixed(3), '0.831');
  assert.deepEqual(result.why, ['Response R-1 has no ideal cycle time.']);
});

test('a shift without planned time has no OEE: not 0, not 1', () => {
  const result = oee(oeeSums({ window: shift, leaves: [{ id: 'I-1', state: 'off', ...shift }], responses: [], profile: profiles['iso-22400-2'] }));
  assert.equal(result.oee?.value, undefined);
  assert.equal(result.availability.value, undefined);
});

test('two lines roll up by their sums, not by the mean of their ratios', () => {
  const long = {
    window: { start: minute(0), end: minute(1000) },
    leaves: [{ id: 'A', state: 'production', start: minute(0), end: minute(1000) } as Leaf],
    responses: [{ ...response, id: 'RA', good: 1800, scrap: 0, rework: 0 }],
  };
  const short = {
    window: { start: minute(0), end: minute(100) },
    leaves: [{ id: 'B', state: 'production', start: minute(0), end: minute(20) } as Leaf, { id: 'C', state: 'delay', start: minute(20), end: minute(100) } as Leaf],
    responses: [{ ...response, id: 'RB', good: 20, scrap: 0, rework: 0 }],
  };
  const sums = [long, short].map((line) => oeeSums({ ...line, profile: profiles['iso-22400-2'] }));
  const total = oee(rollUpOee(sums));
  assert.equal(percent(total.oee?.value), percent(910 / 1100));
  assert.notEqual(percent(total.oee?.value), percent((0.9 + 0.1) / 2));
  assert.deepEqual(total.oee?.basis, ['A', 'C', 'B', 'RA', 'RB']);
});

test('profiles are not mixed in a roll-up, and an empty roll-up is refused', () => {
  const of = (id: ProfileId) => oeeSums({ window: shift, leaves, responses: [response], profile: profiles[id] });
  assert.throws(() => rollUpOee([of('vorne'), of('smrp')]), /mixes the profiles vorne and smrp/);
  assert.throws(() => rollUpOee([]), /of is empty/);
});

test('the threshold of a minor stop is asked of the whole stop, also where a shift cut it', () => {
  const cut: Leaf[] = [
    { id: 'D', state: 'delay', start: minute(0), end: minute(3), stop: { id: 'S', lengthMs: 20 * 60_000, isFirstPart: false } },
    { id: 'P', state: 'production', start: minute(3), end: minute(480) },
  ];
  assert.equal(oeeSums({ window: shift, leaves: cut, responses: [], profile: profiles.vorne }).runMs, 477 * 60_000);
  assert.equal(
    oeeSums({
      window: shift,
      leaves: [{ id: 'D', state: 'delay', start: minute(0), end: minute(3) }, cut[1]!],
      responses: [],
      profile: profiles.vorne,
    }).runMs,
    480 * 60_000,
  );
  assert.equal(oeeSums({ window: shift, leaves, responses: [], profile: profiles.vorne, minorStopMs: 3.5 * 60_000 }).runMs, 341 * 60_000);
});

test('each profile says in words what it counts', () => {
  assert.match(
    describeProfile(profiles['iso-22400-2']),
    /Denominator: time without order, set-up, breakdowns, waiting, minor stops, time nobody logged, production\.\nOutside: time off, breaks, planned maintenance, other planned down time\./,
  );
  assert.match(describeProfile(profiles.smrp), /Outside: time off, time without order\./);
});

test('a profile that does not run while it produces, or treats a time as nothing known, is refused', () => {
  const wrong = (treats: Partial<OeeProfile['treats']>) => (): unknown => describeProfile({ ...profiles.vorne, treats: { ...profiles.vorne.treats, ...treats } });
  assert.throws(wrong({ production: 'outside' }), /allowed is run/);
  assert.throws(wrong({ setup: 'maybe' as never }), /treats setup as "maybe"/);
});

test('for the constraint of a line waiting is outside, under a name of its own', () => {
  const waiting: Leaf[] = [
    { id: 'W', state: 'delay', kind: 'waiting', start: minute(0), end: minute(80) },
    { id: 'P', state: 'production', start: minute(80), end: minute(480) },
  ];
  const of = (profile: OeeProfile) => oeeSums({ window: shift, leaves: waiting, responses: [response], profile });
  assert.equal(of(profiles.vorne).plannedMs, 480 * 60_000);
  assert.equal(of(ofConstraint(profiles.vorne)).plannedMs, 400 * 60_000);
  assert.throws(() => rollUpOee([of(profiles.vorne), of(ofConstraint(profiles.vorne))]), /vorne and vorne\/constraint/);
});

test('of the time with an order, time without one is outside, under a name of its own; to the letter of ISO 22400-2 it is planned busy time', () => {
  const short: Leaf[] = [
    { id: 'N', state: 'no-order', start: minute(0), end: minute(400) },
    { id: 'P', state: 'production', start: minute(400), end: minute(480) },
  ];
  const of = (id: string) => oeeSums({ window: shift, leaves: short, responses: [response], profile: profileNamed(id) });
  assert.deepEqual(
    [of('iso-22400-2').plannedMs, of('iso-22400-2/ordered').plannedMs, of('iso-22400-2/ordered').runMs],
    [480, 80, 80].map((one) => one * 60_000),
  );
  assert.throws(() => rollUpOee([of('iso-22400-2'), of('iso-22400-2/ordered')]), /iso-22400-2 and iso-22400-2\/ordered/);
  assert.deepEqual(profileNamed('iso-22400-2/ordered'), ofOrders(profiles['iso-22400-2']));
  for (const id of ['iso', 'iso-22400-2/', 'iso-22400-2/orders', 'toString', 7 as never])
    assert.throws(() => profileNamed(id), /allowed is iso-22400-2, .*, and of each \/ordered or \/constraint/);
});

test('counts that are no counts are refused', () => {
  const of = (change: object) => (): unknown => oeeSums({ window: shift, leaves, responses: [{ ...response, ...change }], profile: profiles.vorne });
  assert.throws(of({ good: Number.NaN }), /response R-1 good is NaN/);
  assert.throws(of({ scrap: -1 }), /response R-1 scrap is -1/);
  assert.throws(of({ idealCycleS: 0 }), /idealCycleS is 0; allowed is more than zero/);
  assert.throws(() => oeeSums({ window: shift, leaves, responses: [response, response], profile: profiles.vorne }), /given twice/);
});

test('non-productive time splits into what was reported and what was invisible', () => {
  const npt = nonProductiveTime(oeeSums({ window: shift, leaves, responses: [response], profile: profiles['iso-22400-2'] }));
  assert.deepEqual(
    [npt?.totalMs, npt?.reportedMs, npt?.invisibleMs].map((ms) => (ms ?? 0) / 60_000),
    [145, 95, 50],
  );
});

test('the loss-time model goes from loading over operating and net operating to valuable time', () => {
  const times = lossTimes(oeeSums({ window: shift, leaves, responses: [response], profile: profiles.nakajima }));
  assert.deepEqual(
    [times?.loadingMs, times?.operatingMs, times?.netOperatingMs, times?.valuableMs].map((ms) => (ms ?? 0) / 60_000),
    [415, 345, 300, 285],
  );
  assert.equal(percent(times?.oee.value), '68.7');
  const { idealCycleS: _, ...without } = response;
  assert.equal(lossTimes(oeeSums({ window: shift, leaves, responses: [without], profile: profiles.nakajima })), undefined);
});

const anyLeaves = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom<Leaf['state']>('production', 'setup', 'delay', 'no-order', 'planned-down', 'off')), {
    minLength: 1,
    maxLength: 15,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(([length, state], index): Leaf => ({ id: `L-${index}`, state, start: minute(at), end: minute((at += length)) }));
  });

test('OEE is the product of its factors, and cutting a window in two changes no sum', () => {
  fc.assert(
    fc.property(
      anyLeaves,
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom(...Object.values(profiles)),
      (some, good, scrap, profile: OeeProfile) => {
        const end = some.at(-1)!.end;
        const counted = [{ ...response, good, scrap, rework: 0 }];
        const whole = oeeSums({ window: { start: minute(0), end }, leaves: some, responses: counted, profile });
        const middle = minute(0).add({ milliseconds: Math.round(minute(0).until(end).total('milliseconds') / 2) });
        const halves = rollUpOee([
          oeeSums({ window: { start: minute(0), end: middle }, leaves: some, responses: counted, profile }),
          oeeSums({ window: { start: middle, end }, leaves: some, responses: [], profile }),
        ]);
        const { availability, performance, quality, oee: total } = oee(whole);
        const product = (availability.value ?? Number.NaN) * (performance?.value ?? Number.NaN) * (quality?.value ?? Number.NaN);
        const agrees = Number.isNaN(product) || Math.abs(product - (total?.value ?? Number.NaN)) < 1e-12;
        return agrees && halves.plannedMs === whole.plannedMs && halves.runMs === whole.runMs && halves.idealGoodMs === whole.idealGoodMs;
      },
    ),
  );
});

test('pieces of time that nobody logged are in the OEE and not in the performance, unless the profile counts that time as run', () => {
  const window = { start: minute(0), end: minute(100) };
  const heard: Leaf[] = [{ id: 'I', state: 'production', start: minute(0), end: minute(60) }];
  const responses = [
    { id: 'R', countUnit: '1', good: 50, scrap: 0, rework: 0, idealCycleS: 60 },
    { id: 'U', countUnit: '1', good: 30, scrap: 0, rework: 0, idealCycleS: 60, isTimeUnknown: true },
  ];
  const by = (profile: OeeProfile) => oee(oeeSums({ window, leaves: heard, responses, profile }));
  const iso = by(profiles['iso-22400-2']);
  assert.deepEqual([iso.availability.value, iso.performance?.value, iso.oee?.value, iso.nee], [0.6, 50 / 60, 0.8, undefined]);
  const nakajima = by(profiles.nakajima);
  assert.deepEqual([nakajima.availability.value, nakajima.performance?.value, nakajima.oee?.value], [1, 0.8, 0.8]);
  const outside = by({ ...profiles['iso-22400-2'], id: 'own', treats: { ...profiles['iso-22400-2'].treats, unknown: 'outside' } });
  assert.deepEqual([outside.availability.value, outside.performance?.value, outside.oee?.value], [1, 50 / 60, 50 / 60]);
  const two = oeeSums({ window, leaves: heard, responses, profile: profiles['iso-22400-2'] });
  assert.equal(oee(rollUpOee([two, two])).performance?.value, 50 / 60);
});
