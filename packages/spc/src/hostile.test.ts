import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normal } from '@millrace/statistics';
import { silentAnswers, thinAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';

const subgroups = [
  [10.1, 9.9, 10.0],
  [10.2, 10.0, 10.1],
  [9.9, 10.1, 10.0],
];
const values = [10.1, 9.9, 10.0, 10.2, 9.8, 10.3];
const many = Array.from({ length: 24 }, (_, i) => 10 + Math.sin(i) + (i % 5) / 7);
const readings = [
  [
    [0.29, 0.41],
    [0.08, 0.25],
  ],
  [
    [-0.56, -0.68],
    [-0.47, -1.22],
  ],
];
const judged = [
  [
    ['ok', 'ok'],
    ['ok', 'bad'],
  ],
  [
    ['bad', 'bad'],
    ['bad', 'ok'],
  ],
];
const chart = door.individuals(values).individuals;
const targets = { low: { mean: 100, sd: 2 } };
const study = { tolerance: 6, multiplier: 6, processSigma: 3 };

const calls: Record<string, GoodCall> = {
  c4: { call: door.c4, args: [5] },
  constants: { call: door.constants, args: [5, { sigmas: 3 }] },
  d2Star: { call: door.d2Star, args: [5, 10] },
  rangeCdf: { call: door.rangeCdf, args: [5, 2] },
  rangeQuantile: { call: door.rangeQuantile, args: [5, 0.5] },
  relativeRange: { call: door.relativeRange, args: [5] },
  xbarR: { call: door.xbarR, args: [subgroups, { sigmas: 3, phases: [0], exclude: [1], averaging: 'weighted' }] },
  'xbarR known': { call: door.xbarR, args: [subgroups, { known: { mean: 10, sigma: 0.1 } }] },
  xbarS: { call: door.xbarS, args: [subgroups, { averaging: 'pooled' }] },
  individuals: { call: door.individuals, args: [values, { sigmas: 3, span: 2, exclude: [5], movingRange: 'average', center: 'mean' }] },
  'individuals known': { call: door.individuals, args: [values, { known: { mean: 10, sigma: 0.1 } }] },
  xmr: { call: door.xmr, args: [values, { baseline: 4, by: 'mean' }] },
  cChart: { call: door.cChart, args: [{ defects: [4, 2, 5] }, { known: 3 }] },
  laneyP: { call: door.laneyP, args: [{ defectives: [4, 7, 3], sizes: [100, 120, 90] }] },
  laneyU: { call: door.laneyU, args: [{ defects: [4, 7, 3], units: [1.5, 2, 1] }] },
  npChart: { call: door.npChart, args: [{ defectives: [4, 7, 3], sizes: 100 }] },
  pChart: { call: door.pChart, args: [{ defectives: [4, 7, 3], sizes: [100, 120, 90] }, { known: 0.05 }] },
  uChart: { call: door.uChart, args: [{ defects: [4, 7, 3], units: 2 }] },
  cusum: { call: door.cusum, args: [values, { target: 10, sigma: 0.2, allowance: 0.5, decision: 5, headStart: 1 }] },
  ewma: { call: door.ewma, args: [values, { target: 10, sigma: 0.2, weight: 0.2, sigmas: 3, phases: [3] }] },
  runRules: { call: door.runRules.bind(null, chart), args: [{ convention: 'nelson', only: [1] }] },
  'runRules own': { call: door.runRules.bind(null, chart), args: [{ rules: [{ rule: 1, kind: 'zone', points: 2, of: 3, sigmas: 2, says: 'two of three' }] }] },
  capability: { call: door.capability, args: [{ subgroups, lower: 9, upper: 11, target: 10, within: 'range', confidence: 0.95 }] },
  'capability of single readings': { call: door.capability, args: [{ values, upper: 11 }] },
  machineCapability: { call: door.machineCapability, args: [{ values, lower: 9, upper: 11, confidence: 0.9 }] },
  summaryCapability: { call: door.summaryCapability, args: [{ mean: 10, sigma: 0.2, count: 30, df: 24, lower: 9, upper: 11, target: 10, confidence: 0.95 }] },
  cpInterval: { call: door.cpInterval, args: [{ cp: 1.3, df: 19, confidence: 0.95 }] },
  cpkInterval: { call: door.cpkInterval, args: [{ cpk: 1.3, count: 20, df: 19, confidence: 0.95 }] },
  cpmInterval: { call: door.cpmInterval, args: [{ cpm: 1.3, count: 20, shift: 0.2, confidence: 0.95 }] },
  fitShape: { call: door.fitShape, args: [values, 'weibull'] },
  quantileCapability: { call: door.quantileCapability, args: [{ values, shape: 'lognormal', lower: 9, upper: 11 }] },
  'quantileCapability of a distribution': { call: door.quantileCapability.bind(null), args: [{ distribution: normal({ mean: 10, sd: 0.2 }), upper: 11 }], allows: {} },
  boxCox: { call: door.boxCox, args: [values, { confidence: 0.95 }] },
  boxCoxCapability: { call: door.boxCoxCapability, args: [{ values, lower: 9, upper: 11, lambda: 0.5, confidence: 0.95 }] },
  johnson: { call: door.johnson, args: [many] },
  johnsonCapability: { call: door.johnsonCapability, args: [{ values: many, upper: 11.5, confidence: 0.95 }] },
  gaugeRrAnova: { call: door.gaugeRrAnova, args: [readings, { ...study, alpha: 0.25 }] },
  gaugeRrAverageRange: { call: door.gaugeRrAverageRange, args: [readings, study] },
  gaugeRrNested: { call: door.gaugeRrNested, args: [readings, study] },
  layOut: {
    call: door.layOut,
    args: [
      [
        { part: 'a', operator: 'x', value: 1 },
        { part: 'b', operator: 'x', value: 2 },
      ],
    ],
  },
  biasStudy: { call: door.biasStudy, args: [values, { reference: 10, confidence: 0.95, repeatability: 'deviation' }] },
  linearityStudy: {
    call: door.linearityStudy,
    args: [
      [
        { reference: 2, values: [2.1, 2.2] },
        { reference: 4, values: [4.1, 3.9] },
      ],
      { confidence: 0.95, processSigma: 2 },
    ],
  },
  typeOneStudy: { call: door.typeOneStudy, args: [values, { reference: 10, tolerance: 2, share: 0.2, spread: 6 }] },
  stabilityStudy: { call: door.stabilityStudy, args: [subgroups, { convention: 'nelson' }] },
  cohenKappa: {
    call: door.cohenKappa,
    args: [
      ['a', 'b', 'a'],
      ['a', 'b', 'b'],
    ],
  },
  fleissKappa: {
    call: door.fleissKappa,
    args: [
      [
        ['a', 'b'],
        ['a', 'a'],
      ],
    ],
  },
  kappaOfTable: {
    call: door.kappaOfTable,
    args: [
      [
        [20, 5],
        [10, 15],
      ],
    ],
  },
  attributeAgreement: { call: door.attributeAgreement, args: [judged, { standard: ['ok', 'bad'], good: 'ok', confidence: 0.95 }] },
  parseRule: { call: door.parseRule, args: ['1_3s'] },
  westgard: { call: door.westgard, args: [[[{ material: 'low', value: 101 }]], { targets, rules: ['1_3s'], r4s: 'limits' }] },
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  const row = 'a row carries what the plant keeps beside';
  assert.deepEqual(
    unreadNames(calls, {
      'layOut: 0.0': row,
      'linearityStudy: 0.0': row,
      'westgard: 0.0.0': row,
      'westgard: 1.targets.low': row,
      'quantileCapability of a distribution: 0.distribution': 'any distribution',
    }),
    [],
  );
});

test('one reading, or readings without scatter, are answered only where that says something', () => {
  assert.deepEqual(
    thinAnswers(calls, {
      'xbarR known: equal': 'the limits were known before',
      'individuals known: equal': 'so',
      'cChart: one': 'so',
      'pChart: equal': 'so',
      'cusum: one': 'so',
      'cusum: equal': 'so',
      'ewma: equal': 'so',
      'cChart: equal': 'counts scatter by their own law',
      'npChart: equal': 'so',
      'uChart: equal': 'so',
      'capability: one': 'the other subgroups have the scatter',
      'linearityStudy: one': 'the other part has the scatter',
      'quantileCapability of a distribution: one': 'the list is the range of the distribution, which is not read',
      'quantileCapability of a distribution: equal': 'so',
      'kappaOfTable: equal': 'counts, which say that judges agree as by chance',
    }),
    [],
  );
});
