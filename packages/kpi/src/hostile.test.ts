import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers } from '@millrace/testkit/hostile';
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

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  const leaf = { ...leaves[0]!, stop: { id: 'S', lengthMs: 60_000, isFirstPart: true } };
  const money = 'a rate is a decimal, which text may give';
  assert.deepEqual(
    silentAnswers(door, {
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
      kpi: { call: door.kpi, args: ['oee-index', unit, { PRI: 2, PQ: 120, GQ: 110, APT: 300, PBT: { value: 500, basis: ['I'] } }] },
      availableKpis: { call: door.availableKpis, args: [unit, { APT: 300, PBT: 500 }] },
      kpiDefinition: { call: door.kpiDefinition, args: ['availability'] },
      categoryOf: { call: door.categoryOf, args: [{ ...leaf, state: 'delay', kind: undefined, stop: undefined }, 1000, 60_000] },
      describeProfile: { call: door.describeProfile, args: [profile] },
      ofConstraint: { call: door.ofConstraint, args: [profile] },
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
      meanTimeToFailure: { call: door.meanTimeToFailure, args: [[{ id: 'L', operatingMs: 5, hasFailed: true }]] },
      meanTimeToRestore: { call: door.meanTimeToRestore, args: [shift, failures] },
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
    }),
    [],
  );
});
