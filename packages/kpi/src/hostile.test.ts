import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';
import { leaves, minute, response, shift } from './one-shift.test-data.ts';

const unit = { of: 'work-unit', id: 'PK-1' } as const;
const profile = door.profiles['iso-22400-2'];
const months = [400, 420, 380, 450, 470, 430].map((tonnes, index) => ({ id: `M-${index}`, energy: 1000 + 2 * tonnes + (index % 3), drivers: { tonnes } }));
const baseline = door.energyBaseline(months, ['tonnes']);
const order = door.timeElements(
  { of: 'work-order', id: 'J-1' },
  shift,
  leaves.filter((leaf) => leaf.job === 'J-1'),
);
const sums = door.oeeSums({ window: shift, leaves, responses: [response], profile });
const failures = [{ id: 'F-1', start: minute(270), end: minute(300) }];
const rates = { currency: 'EUR', perHour: 90, perHourOf: { breakdown: 120 }, perScrapped: { 'P-1': 1.15 }, perReworked: { 'P-1': 0.4 } };

const leaf = { ...leaves[0]!, stop: { id: 'S', lengthMs: 60_000, isFirstPart: true } };
const money = 'a rate is a decimal, which text may give';
const calls: Record<string, GoodCall> = {
  restatement: {
    call: door.restatement.bind(null, door.rollUp([{ numerator: 1, denominator: 2, basis: ['a'], flags: [] }])),
    args: [{ numerator: 1, denominator: 2, value: 0.5, basis: ['a'], flags: [] }],
  },
  rollUp: { call: door.rollUp, args: [[{ numerator: 1, denominator: 2, value: 0.5, basis: ['a'], flags: [] }]] },
  checkLeaves: { call: door.checkLeaves, args: [leaves] },
  completeness: { call: door.completeness, args: [shift, leaves] },
  statusOf: { call: door.statusOf, args: [shift, minute(500), 60_000, { openIds: [] }] },
  sumElements: { call: (of: typeof unit, parts: (typeof order)[]) => door.sumElements(of, parts), args: [unit, [order]] },
  timeElements: { call: door.timeElements, args: [unit, shift, leaves] },
  elementsOfOrder: { call: door.elementsOfOrder.bind(null, order), args: [{ transportMs: 1, queuingMs: 2, basis: [] }] },
  elementsOfResponses: { call: door.elementsOfResponses, args: [[response]] },
  elementsOfTime: { call: door.elementsOfTime, args: [order] },
  sumOfElements: { call: door.sumOfElements, args: [[{ APT: 5, PRI: 1, PQ: { value: 5, basis: ['R'] } }]] },
  kpi: { call: door.kpi, args: ['oee-index', unit, { PRI: 2, PQ: 120, GQ: 110, APT: 300, PBT: { value: 500, basis: ['I'] } }, { openWindow: 'include' }] },
  availableKpis: { call: door.availableKpis, args: [unit, { APT: 300, PBT: 500 }, { openWindow: 'include' }] },
  kpiDefinition: { call: door.kpiDefinition, args: ['availability'] },
  categoryOf: { call: door.categoryOf, args: [{ ...leaf, state: 'delay', kind: undefined, stop: undefined }, 1000, 60_000] },
  describeProfile: { call: door.describeProfile, args: [profile] },
  ofConstraint: { call: door.ofConstraint, args: [profile] },
  ofOrders: { call: door.ofOrders, args: [profile] },
  profileNamed: { call: door.profileNamed, args: ['iso-22400-2/ordered'] },
  countTotals: { call: door.countTotals, args: [[response]] },
  oee: { call: door.oee, args: [sums] },
  oeeSums: { call: door.oeeSums, args: [{ window: shift, leaves: [leaf], responses: [response], profile, minorStopMs: 60_000 }] },
  oeeSumsOfTotals: { call: door.oeeSumsOfTotals, args: [{ id: 'T', profile, windowMs: 480, plannedMs: 430, runMs: 335, setupMs: 40, responses: [response] }] },
  rollUpOee: { call: door.rollUpOee, args: [[sums, sums]] },
  lossTimes: { call: door.lossTimes, args: [sums] },
  nonProductiveTime: { call: door.nonProductiveTime, args: [sums] },
  lossTree: {
    call: door.lossTree,
    args: [{ window: shift, leaves, responses: [{ ...response, product: 'P-1' }], minorStopMs: 60_000, rates }],
    allows: Object.fromEntries(['perHour', 'perHourOf.breakdown', 'perScrapped.P-1', 'perReworked.P-1'].map((place) => [`0.rates.${place} 7`, money])),
  },
  meanTimeBetweenFailures: { call: door.meanTimeBetweenFailures, args: [shift, leaves, failures, 'include'] },
  meanTimeToFailure: { call: door.meanTimeToFailure, args: [[{ id: 'L', operatingMs: 5, hasFailed: true }], 'include'] },
  meanTimeToRestore: { call: door.meanTimeToRestore, args: [shift, failures, 'include'] },
  billsOfReadings: {
    call: door.billsOfReadings,
    args: [
      [
        { id: 'a', date: '2026-01-01', energy: 1 },
        { id: 'b', date: '2026-02-01', energy: 2 },
      ],
      'in',
    ],
  },
  calendarise: { call: door.calendarise, args: [[{ id: 'b', from: '2026-01-01', to: '2026-02-01', energy: 5 }]] },
  energyBaseline: { call: door.energyBaseline, args: [months, ['tonnes']] },
  expectedEnergy: { call: door.expectedEnergy.bind(null, baseline), args: [{ tonnes: 400 }] },
  degreeDays: { call: door.degreeDays, args: [[{ date: '2026-01-01', low: 1, high: 5 }], { kind: 'heating', base: 15.5, method: 'max-min' }] },
  errorOn: { call: door.errorOn.bind(null, baseline), args: [months] },
  isInRange: { call: door.isInRange.bind(null, baseline), args: [months] },
  validity: { call: door.validity.bind(null, baseline), args: ['sep'] },
  adjustedBaseline: { call: door.adjustedBaseline.bind(null, baseline), args: [[{ record: 'CR-1', energyPerPeriod: 5, reason: 'hall' }]] },
  energyCusum: { call: door.energyCusum.bind(null, baseline), args: [months] },
  enpi: { call: door.enpi.bind(null, baseline), args: [months] },
  specificEnergy: { call: door.specificEnergy, args: [months, 'tonnes'] },
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  const row = 'a record carries what the plant keeps beside';
  const kept = 'sums and elements are kept, and read again with what lies beside them';
  const stretch = 'a shift is an interval, and has more';
  const scope = 'a part of the plant has more than its id';
  const profile = 'all names of a profile must be there';
  const named = 'the plant names its drivers and products';
  assert.deepEqual(
    unreadNames(calls, {
      'adjustedBaseline: 0.0': row,
      'billsOfReadings: 0.0': row,
      'calendarise: 0.0': row,
      'categoryOf: 0': row,
      'checkLeaves: 0.0': row,
      'completeness: 1.0': row,
      'countTotals: 0.0': row,
      'degreeDays: 0.0': row,
      'elementsOfResponses: 0.0': row,
      'energyBaseline: 0.0': row,
      'energyCusum: 0.0': row,
      'enpi: 0.0': row,
      'errorOn: 0.0': row,
      'isInRange: 0.0': row,
      'specificEnergy: 0.0': row,
      'meanTimeBetweenFailures: 1.0': row,
      'meanTimeBetweenFailures: 2.0': row,
      'meanTimeToFailure: 0.0': row,
      'meanTimeToRestore: 1.0': row,
      'timeElements: 2.0': row,
      '0.leaves.0': row,
      '0.responses.0': row,
      'elementsOfTime: 0': kept,
      'lossTimes: 0': kept,
      'nonProductiveTime: 0': kept,
      'oee: 0': kept,
      'restatement: 0': kept,
      'rollUp: 0.0': kept,
      'rollUpOee: 0.0': kept,
      'sumElements: 1.0': kept,
      'sumOfElements: 0.0.PQ': kept,
      'kpi: 2.PBT': kept,
      'statusOf: 3': kept,
      'completeness: 0': stretch,
      'meanTimeBetweenFailures: 0': stretch,
      'meanTimeToRestore: 0': stretch,
      'statusOf: 0': stretch,
      'timeElements: 1': stretch,
      '0.window': stretch,
      'availableKpis: 0': scope,
      'kpi: 1': scope,
      'sumElements: 0': scope,
      'timeElements: 0': scope,
      'describeProfile: 0': profile,
      'ofConstraint: 0': profile,
      'ofOrders: 0': profile,
      '0.profile': profile,
      'expectedEnergy: 0': named,
      'lossTree: 0.rates.perScrapped': named,
      'lossTree: 0.rates.perReworked': named,
    }),
    [],
  );
});
