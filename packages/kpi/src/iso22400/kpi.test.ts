import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeElements } from '../interval/time-elements.ts';
import { leaves, response, shift } from '../one-shift.test-data.ts';
import { kpiDefinitions } from './definitions.ts';
import { elementsOfOrder, elementsOfResponses, elementsOfTime, sumOfElements } from './elements.ts';
import type { Elements, ElementSymbol, GivenElements } from './elements.ts';
import { availableKpis, kpi } from './kpi.ts';

const scope = { of: 'work-unit', id: 'PK-1' } as const;
const given = (values: Partial<Record<ElementSymbol, number>>): Elements =>
  Object.fromEntries(Object.entries(values).map(([symbol, value]) => [symbol, { value, basis: [`id-${symbol}`] }]));
const valueOf = (id: string, values: Partial<Record<ElementSymbol, number>>): number | undefined => kpi(id, scope, given(values)).value;
const near = (found: number | undefined, expected: number): void =>
  assert.ok(found !== undefined && Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test('there are 34 indicators, numbered, each with its own id', () => {
  assert.deepEqual(
    kpiDefinitions.map((definition) => definition.number),
    Array.from({ length: 34 }, (_, index) => index + 1),
  );
  assert.equal(new Set(kpiDefinitions.map((definition) => definition.id)).size, 34);
});

test('the indicators of one shift follow from its leaves and responses', () => {
  const elements = { ...elementsOfTime(timeElements(scope, shift, leaves)), ...elementsOfResponses([response]) };
  const expected: Record<string, number> = {
    'allocation-efficiency': 415 / 430,
    'utilization-efficiency': 335 / 415,
    'oee-index': 285 / 430,
    'nee-index': (375 / 430) * (300 / 335) * 0.95,
    availability: 335 / 430,
    effectiveness: 300 / 335,
    'quality-ratio': 0.95,
    'setup-ratio': 40 / 375,
    'technical-efficiency': 335 / 375,
    'scrap-ratio': 0.02,
    'rework-ratio': 0.03,
  };
  const found = availableKpis(scope, elements);
  assert.deepEqual(found.map((result) => result.kpi.split('/')[1]).toSorted(), Object.keys(expected).toSorted());
  for (const result of found) near(result.value, expected[result.kpi.split('/')[1] ?? ''] ?? Number.NaN);
});

test('each of the 34 formulas, by hand', () => {
  near(valueOf('worker-efficiency', { APWT: 420, APAT: 480 }), 0.875);
  near(valueOf('allocation-ratio', { AUBT: 900, AOET: 600 }), 1.5);
  near(valueOf('throughput-rate', { PQ: 500, AOET: 7200 }), 250);
  near(valueOf('allocation-efficiency', { AUBT: 400, PBT: 500 }), 0.8);
  near(valueOf('utilization-efficiency', { APT: 300, AUBT: 400 }), 0.75);
  near(valueOf('oee-index', { PRI: 2, PQ: 120, GQ: 110, APT: 300, PBT: 500 }), (300 / 500) * (240 / 300) * (110 / 120));
  near(valueOf('nee-index', { PRI: 2, PQ: 120, GQ: 110, APT: 300, AUPT: 350, PBT: 500 }), (350 / 500) * (240 / 300) * (110 / 120));
  near(valueOf('availability', { APT: 300, PBT: 500 }), 0.6);
  near(valueOf('effectiveness', { PRI: 2, PQ: 120, APT: 300 }), 0.8);
  near(valueOf('quality-ratio', { GQ: 110, PQ: 120 }), 110 / 120);
  near(valueOf('setup-ratio', { AUST: 50, AUPT: 350 }), 1 / 7);
  near(valueOf('technical-efficiency', { APT: 300, ADET: 100 }), 0.75);
  near(valueOf('production-process-ratio', { APT: 300, AOET: 900 }), 1 / 3);
  near(valueOf('actual-to-planned-scrap-ratio', { SQ: 6, PSQ: 5 }), 1.2);
  near(valueOf('first-pass-yield', { GP: 95, IP: 100 }), 0.95);
  near(valueOf('scrap-ratio', { SQ: 6, PQ: 120 }), 0.05);
  near(valueOf('rework-ratio', { RQ: 4, PQ: 120 }), 1 / 30);
  near(valueOf('fall-off-ratio', { SQ: 6, PQ1: 150 }), 0.04);
  near(valueOf('machine-capability', { USL: 10.3, LSL: 9.7, S: 0.05 }), 2);
  near(valueOf('critical-machine-capability', { USL: 10.3, LSL: 9.7, MEAN: 10.1, S: 0.05 }), 4 / 3);
  near(valueOf('process-capability', { USL: 10.3, LSL: 9.7, SIGMA: 0.05 }), 2);
  near(valueOf('critical-process-capability', { USL: 10.3, LSL: 9.7, GRANDMEAN: 9.6, SIGMA: 0.05 }), -2 / 3);
  near(valueOf('comprehensive-energy-consumption', { E: 240, PQ: 120 }), 2);
  near(valueOf('inventory-turns', { TH: 1200, AINV: 200 }), 6);
  near(valueOf('finished-goods-ratio', { GQ: 90, CM: 100 }), 0.9);
  near(valueOf('integrated-goods-ratio', { IGQ: 91, CM: 100 }), 0.91);
  near(valueOf('production-loss-ratio', { PL: 5, CM: 100 }), 0.05);
  near(valueOf('storage-and-transportation-loss-ratio', { STL: 3, CM: 100 }), 0.03);
  near(valueOf('other-loss-ratio', { OL: 1, CM: 100 }), 0.01);
  near(valueOf('equipment-load-ratio', { PQ: 80, EPC: 100 }), 0.8);
  near(valueOf('mtbf', { TBF: 7200, FE: 4 }), 1800);
  near(valueOf('mttf', { TTF: 9000, FE: 3 }), 3000);
  near(valueOf('mttr', { TTR: 1200, FE: 4 }), 300);
  // by FE + 1, as some print all three; the name says so, and what has no failures under it stays as it is
  const plusOne = (id: string, elements: GivenElements) => kpi(id, { of: 'work-unit', id: 'U' }, elements, { openWindow: 'count-as-one' });
  near(plusOne('mtbf', { TBF: 7200, FE: 4 }).value, 1440);
  near(plusOne('mttf', { TTF: 9000, FE: 3 }).value, 2250);
  near(plusOne('mttr', { TTR: 1200, FE: 4 }).value, 240);
  assert.equal(plusOne('mttr', { TTR: 1200, FE: 4 }).kpi, 'iso-22400-2:2014/mttr (FE + 1)');
  assert.equal(plusOne('mttr', { TTR: 0, FE: 0 }).value, undefined);
  assert.equal(plusOne('availability', { APT: 300, PBT: 500 }).kpi, 'iso-22400-2:2014/availability');
  near(valueOf('corrective-maintenance-ratio', { CMT: 30, PMT: 70 }), 0.3);
});

test('the four goods and loss ratios of continuous production make up one', () => {
  const of = given({ IGQ: 91, PL: 5, STL: 3, OL: 1, CM: 100 });
  const sum = ['integrated-goods-ratio', 'production-loss-ratio', 'storage-and-transportation-loss-ratio', 'other-loss-ratio'].reduce(
    (total, id) => total + (kpi(id, scope, of).value ?? Number.NaN),
    0,
  );
  near(sum, 1);
});

test('an indicator without one of its elements says which, and has no value', () => {
  const result = kpi('oee-index', scope, given({ PRI: 2, PQ: 120, APT: 300 }));
  assert.deepEqual([result.value, result.missing], [undefined, ['GQ', 'PBT']]);
});

test('a missing numerator is not taken as nothing', () => {
  const result = kpi('availability', scope, given({ PBT: 500 }));
  assert.deepEqual([result.value, result.missing], [undefined, ['APT']]);
});

test('nothing below the line gives no value: no failures are neither 0 nor infinity', () => {
  assert.equal(valueOf('mtbf', { TBF: 7200, FE: 0 }), undefined);
  assert.equal(valueOf('quality-ratio', { GQ: 0, PQ: 0 }), undefined);
  assert.equal(valueOf('nee-index', { PRI: 2, PQ: 0, GQ: 0, APT: 0, AUPT: 10, PBT: 500 }), undefined);
});

test('what lies outside the range of the standard is shown and flagged', () => {
  const result = kpi('effectiveness', scope, given({ PRI: 3, PQ: 120, APT: 300 }));
  assert.deepEqual([result.value, result.flags], [1.2, ['outside-range']]);
  assert.deepEqual(kpi('allocation-ratio', scope, given({ AUBT: 900, AOET: 600 })).flags, []);
});

test('a result names its edition, its scope and the records under it', () => {
  const result = kpi('availability', scope, given({ APT: 300, PBT: 500, GQ: 1 }));
  assert.deepEqual([result.kpi, result.scope, result.basis], ['iso-22400-2:2014/availability', scope, ['id-APT', 'id-PBT']]);
});

test('elements add up over lines; limits and means do not', () => {
  const total = sumOfElements([given({ APT: 300, PBT: 500, PRI: 2, PQ: 100 }), given({ APT: 10, PBT: 500, PRI: 5, PQ: 50 })]);
  assert.deepEqual([total.APT?.value, total.PRI?.value], [310, 3]);
  assert.throws(() => sumOfElements([given({ USL: 1 })]), /does not add up/);
  assert.throws(() => sumOfElements([given({ APT: 1 }), given({ PBT: 1 })]), /allowed are the same elements in all/);
  assert.throws(() => sumOfElements([given({ APT: 1, PBT: 2 }), given({ APT: 1 })]), /lacks PBT/);
  assert.throws(() => sumOfElements([]), /of is empty/);
});

test('impossible elements and unknown indicators are refused', () => {
  assert.throws(() => valueOf('availability', { APT: Number.NaN, PBT: 1 }), /element APT is NaN/);
  assert.throws(() => valueOf('availability', { APT: -1, PBT: 1 }), /element APT is -1/);
  assert.throws(() => valueOf('availability', { APT: 1, PBT: Number.POSITIVE_INFINITY }), /element PBT is Infinity/);
  assert.throws(() => valueOf('process-capability', { USL: 1, LSL: 2, SIGMA: 1 }), /the lower limit must be below/);
  assert.throws(() => valueOf('process-capability', { USL: 2, LSL: 1, SGM: 1 } as never), /element SGM is unknown/);
  assert.throws(() => valueOf('oee', {}), /id is "oee"; allowed is one of worker-efficiency/);
});

test('counts in several units are not added', () => {
  assert.throws(() => elementsOfResponses([response, { ...response, id: 'R-2', countUnit: 'kg' }]), /allowed is one unit/);
});

test('bare numbers are elements without a record under them', () => {
  const result = kpi('availability', scope, { APT: 335, PBT: 430 });
  near(result.value, 335 / 430);
  assert.deepEqual(result.basis, []);
  assert.throws(() => kpi('availability', scope, { APT: Number.NaN, PBT: 430 }), /element APT is NaN/);
});

test('the execution time of an order is its busy time with transport and queuing', () => {
  const order = { of: 'work-order', id: 'J-1' } as const;
  const busy = timeElements(
    order,
    shift,
    leaves.filter((part) => part.job === 'J-1'),
  );
  const elements = { ...elementsOfOrder(busy, { transportMs: 10 * 60_000, queuingMs: 75 * 60_000, basis: ['T-1'] }), ...elementsOfResponses([response]) };
  assert.equal(elements.AOET?.value, 500 * 60);
  near(kpi('allocation-ratio', order, elements).value, 415 / 500);
  near(kpi('production-process-ratio', order, elements).value, 335 / 500);
  near(kpi('throughput-rate', order, elements).value, 600 / (500 / 60));
  assert.throws(() => elementsOfOrder(timeElements(scope, shift, leaves), { transportMs: 0, queuingMs: 0 }), /scope is work-unit PK-1; allowed is a work order/);
});
