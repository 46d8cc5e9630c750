import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatQuantity, parseQuantity } from './quantity.ts';
import { guardedLimits, judge, limits, plusMinus, toleranceLimits, within } from './within.ts';
import type { Limits } from './within.ts';

const q = parseQuantity;
const said = (of: Limits): string => [of.low, of.high].map((limit) => (limit ? formatQuantity(limit) : 'open')).join(' to ');

test('a value on a limit is inside', () => {
  assert.equal(within(q('1000 g'), q('1 kg'), q('1.005 kg')), true);
  assert.equal(within(q('1005 g'), q('1 kg'), q('1.005 kg')), true);
  assert.equal(within(q('1005.0001 g'), q('1 kg'), q('1.005 kg')), false);
  assert.equal(judge(q('0.9 kg'), limits(q('1 kg'), undefined)), 'below');
  assert.equal(judge(q('9 kg'), limits(undefined, q('1 kg'))), 'above');
});

test('impossible limits are refused', () => {
  assert.throws(() => within(q('1 kg'), q('2 kg'), q('1 kg')), /low is 2 kg, high is 1 kg/);
  assert.throws(() => limits(undefined, undefined), /both open/);
  assert.throws(() => limits(q('1 kg'), q('1 L')), /cannot be said in it/);
});

test('tolerances become limits around the target', () => {
  assert.equal(said(plusMinus(q('12.5 kg'), q('50 g'))), '12.45 kg to 12.55 kg');
  assert.equal(said(toleranceLimits(q('200 g'), { kind: 'percent', plus: '0.5', minus: 1 })), '198 g to 201 g');
  assert.equal(said(toleranceLimits(q('60 Cel'), { kind: 'absolute', plus: q('2 K'), minus: q('1 K') })), '59 Cel to 62 Cel');
  assert.equal(said(toleranceLimits(q('200 g'), { kind: 'percent', minus: 0 })), '200 g to open');
  assert.throws(() => toleranceLimits(q('200 g'), { kind: 'percent', plus: -1 }), /plus is -1 %/);
  assert.throws(() => toleranceLimits(q('200 g'), { kind: 'absolute', plus: q('-1 g') }), /plus is -1 g/);
  assert.throws(() => toleranceLimits(q('200 g'), { kind: 'percent' }), /both missing/);
  assert.throws(() => toleranceLimits(q('60 Cel'), { kind: 'percent', plus: 5 }), /counts from a zero/);
});

test('guarded acceptance draws the limits in by the uncertainty and refuses an instrument that leaves nothing', () => {
  assert.equal(said(guardedLimits(limits(q('10 mm'), q('10.1 mm')), q('10 um'))), '10.01 mm to 10.09 mm');
  assert.throws(() => guardedLimits(limits(q('10 mm'), q('10.1 mm')), q('60 um')), /leaves no value that surely conforms/);
});

test('a kind of tolerance that nobody knows is refused, not taken for percent', () => {
  const target = parseQuantity('200 g');
  assert.throws(() => toleranceLimits(target, { kind: 'absolut' as 'percent', plus: '0.5' }), /kind is "absolut"; allowed is absolute or percent\./);
  assert.throws(() => judge(target, { low: target, hihg: target } as never), /limits has "hihg"; allowed is low, high\./);
});
