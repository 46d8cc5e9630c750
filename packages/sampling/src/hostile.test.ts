import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, thinAnswers, unreadNames, type GoodCall } from '@millrace/testkit/hostile';
import * as door from './index.ts';

const risks = { goodQuality: 0.01, producerRisk: 0.05, poorQuality: 0.06, consumerRisk: 0.1 };
const plan = {
  stages: [
    { sampleSize: 50, accept: 1, reject: 3 },
    { sampleSize: 50, accept: 4, reject: 5 },
  ],
};
const byVariables = { method: 's', sampleSize: 5, k: 1.53, maxPercent: 3.32 } as const;
const state = door.beginSwitching('ISO 2859-1');
const lot = { type: 'lot', isAccepted: true, nonconforming: 0, accept: 2, acceptOneStepTighter: 1 } as const;
const skipping = { phase: 'skipping', acceptedInRow: 0 } as const;
const rules = { clearance: 10, every: 4, requalification: 4 };

const calls: Record<string, GoodCall> = {
  attributePlan: { call: door.attributePlan, args: [{ standard: 'ISO 2859-1', lotSize: 4000, aql: 2.5, level: 'II', severity: 'normal', kind: 'double' }] },
  'attributePlan by letter': { call: door.attributePlan, args: [{ standard: 'ANSI Z1.4', letter: 'K', aql: 1 }] },
  'attributePlan multiple': { call: door.attributePlan, args: [{ standard: 'MIL-STD-105E', lotSize: 4000, aql: 1, severity: 'reduced', kind: 'multiple' }] },
  'judge a multiple plan': { call: door.judge.bind(null, door.attributePlan({ standard: 'ANSI Z1.4', letter: 'K', aql: 1, kind: 'multiple' })), args: [[1, 0, 1]] },
  codeLetter: { call: door.codeLetter, args: [4000, 'II'] },
  curtailedSampleNumber: { call: door.curtailedSampleNumber, args: [plan, 0.05] },
  designAttributePlan: { call: door.designAttributePlan, args: [risks] },
  zeroAcceptancePlan: { call: door.zeroAcceptancePlan, args: [{ lotSize: 400, limitingQuality: 0.05, consumerRisk: 0.1 }] },
  inspectedLot: { call: door.inspectedLot.bind(null, door.attributePlan({ standard: 'ISO 2859-1', letter: 'K', aql: 1 })), args: [[2]] },
  squegliaPlan: { call: door.squegliaPlan, args: [400, 2.5] },
  limitingQualityPlan: { call: door.limitingQualityPlan, args: [400, 12.5] },
  acceptanceProbability: { call: door.acceptanceProbability, args: [plan, 0.05, { distribution: 'binomial' }] },
  'acceptanceProbability of a lot': { call: door.acceptanceProbability, args: [plan, 0.05, { distribution: 'hypergeometric', lotSize: 1000 }] },
  averageOutgoingQualityLimit: { call: door.averageOutgoingQualityLimit, args: [plan, 4000] },
  outcome: { call: door.outcome, args: [plan, 0.05, { distribution: 'poisson' }] },
  qualityAccepted: { call: door.qualityAccepted, args: [plan, 0.1, 'binomial'] },
  rectified: { call: door.rectified, args: [plan, 0.05, 4000] },
  judge: { call: door.judge, args: [plan, [2, 1]] },
  singlePlan: { call: door.singlePlan, args: [50, 1, 2] },
  afterSkipLot: { call: door.afterSkipLot, args: [skipping, rules, true] },
  isInspected: { call: door.isInspected, args: [skipping, rules, 0.7] },
  skipLotOutcome: { call: door.skipLotOutcome, args: [0.95, { clearance: 10, every: 4 }] },
  afterEvent: { call: door.afterEvent, args: [state, lot] },
  'afterEvent authority': { call: door.afterEvent, args: [state, { type: 'authority', isReducedWanted: true, limitNumber: 4 }] },
  beginSwitching: { call: door.beginSwitching, args: ['MIL-STD-105E', { limitNumbersAt: 1 }] },
  limitNumber: { call: door.limitNumber, args: [1250, 1] },
  designVariablesPlan: { call: door.designVariablesPlan, args: ['s', risks] },
  variablesAcceptance: { call: door.variablesAcceptance, args: [byVariables, 0.01] },
  judgeVariables: { call: door.judgeVariables, args: [byVariables, { values: [197, 188, 184, 205, 201] }, { lower: 180, upper: 209 }] },
  'judgeVariables sigma': { call: door.judgeVariables, args: [{ ...byVariables, method: 'sigma' }, { values: [197, 188, 184, 205, 201], sigma: 8 }, { upper: 209 }] },
  estimatedShareBeyond: { call: door.estimatedShareBeyond, args: ['s', 5, 1.59] },
  variablesLetter: { call: door.variablesLetter, args: [40, 'II'] },
  variablesPlan: { call: door.variablesPlan, args: [{ standard: 'ANSI Z1.9', aql: 1, method: 'R', lotSize: 40, level: 'II', severity: 'normal' }] },
};

test('nothing behind the door answers what is no number, or nothing, with a silent number', () => {
  assert.deepEqual(silentAnswers(door, calls), []);
});

test('an option of a name that nobody reads is refused by that name', () => {
  const plan = 'a plan as it was found has its letters, and one that is kept has more';
  const kept = 'a state is kept in a record, beside other things';
  assert.deepEqual(
    unreadNames(calls, {
      'acceptanceProbability: 0': plan,
      'acceptanceProbability of a lot: 0': plan,
      'averageOutgoingQualityLimit: 0': plan,
      'curtailedSampleNumber: 0': plan,
      'judge: 0': plan,
      'judgeVariables: 0': plan,
      'judgeVariables sigma: 0': plan,
      'outcome: 0': plan,
      'qualityAccepted: 0': plan,
      'rectified: 0': plan,
      'variablesAcceptance: 0': plan,
      'afterEvent: 0': kept,
      'afterEvent authority: 0': kept,
      'afterSkipLot: 0': kept,
      'isInspected: 0': kept,
    }),
    [],
  );
});

test('one measurement, or measurements without scatter, are judged only where the spread is known', () => {
  assert.deepEqual(
    thinAnswers(calls, {
      'judge: one': 'counts of a first sample',
      'judge: equal': 'so many in each sample',
      'judge a multiple plan: one': 'so',
      'judge a multiple plan: equal': 'so',
      'judgeVariables sigma: equal': 'the spread is known',
    }),
    [],
  );
});
