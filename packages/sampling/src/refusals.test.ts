import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterEvent, attributePlan, beginSwitching, estimatedShareBeyond, judge, judgeVariables, singlePlan, variablesAcceptance, variablesPlan } from './index.ts';

test('a plan of no whole number of items is refused where it is made, not where it is used', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 0, -1, 1.5, '5', null])
    assert.throws(() => singlePlan(bad as number, 0), /sampleSize is .*; it must be a whole number of 1 or more/);
  for (const bad of [Number.NaN, -1, 0.5, '1', null]) assert.throws(() => singlePlan(10, bad as number), /accept is .*; it must be a whole number of 0 or more/);
  assert.throws(() => judge(singlePlan(5, 0), 1 as never), /nonconforming is 1; it must be a list/);
});

test('switching refuses a standard, an event or a verdict it does not know instead of losing the state', () => {
  assert.throws(() => beginSwitching('ISO 2859' as never), /standard is "ISO 2859"; it must be one of ISO 2859-1, ANSI Z1.4/);
  const state = beginSwitching('ISO 2859-1');
  assert.throws(() => afterEvent(state, { type: 'lots' } as never), /type is "lots"; it must be one of lot, production, authority, resume/);
  assert.throws(() => afterEvent(state, { type: 'lot', nonconforming: 0, accept: 1 } as never), /isAccepted is undefined; it must be true or false/);
});

test('a variables plan without a finite k or a sample has no curve', () => {
  const curve = (plan: object) => () => variablesAcceptance({ method: 's', sampleSize: 5, k: 1.5, ...plan } as never, 0.01);
  assert.throws(curve({ k: null }), /k is null; it must be a finite number/);
  assert.throws(curve({ k: Number.POSITIVE_INFINITY }), /k is Infinity/);
  assert.throws(curve({ sampleSize: 1 }), /sampleSize is 1; it must be a whole number of 2 or more/);
  assert.throws(curve({ method: 'S' }), /method is "S"; it must be one of s, sigma, R/);
  assert.throws(() => estimatedShareBeyond('s', 5, null as never), /q is null; it must be a finite number/);
  assert.throws(() => judgeVariables(variablesPlan({ aql: 1, method: 's', lotSize: 40 }), { values: undefined as never }, { upper: 9 }), /values is undefined; it must be a list/);
});

test('a word misspelt in a request is refused, where the plan of normal inspection was answered', () => {
  const misspelt = { standard: 'ISO 2859-1', lotSize: 1000, aql: 1, severty: 'tightened' } as never;
  assert.throws(() => attributePlan(misspelt), /the request has "severty"; it may have standard, aql, lotSize, level, letter, severity, kind/);
  assert.throws(() => variablesPlan({ aql: 1, method: 's', lotSize: 40, levels: 'II' } as never), /the request has "levels"/);
});
