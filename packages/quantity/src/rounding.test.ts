import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fixedText, roundToIncrement, roundToPlaces, roundToSignificant } from './rounding.ts';
import type { RoundingMode } from './rounding.ts';

test('a tie goes where the named rule sends it', () => {
  const of = (value: string, mode: RoundingMode): string => roundToPlaces(value, 1, mode).toString();
  assert.deepEqual(
    ['0.25', '0.35', '-0.25', '-0.35'].map((value) => of(value, 'half-up')),
    ['0.3', '0.4', '-0.3', '-0.4'],
  );
  assert.deepEqual(
    ['0.25', '0.35', '-0.25', '-0.35'].map((value) => of(value, 'half-even')),
    ['0.2', '0.4', '-0.2', '-0.4'],
  );
  assert.equal(of('-0.04', 'half-up'), '0');
});

test('a figure that a binary float would misplace is rounded by its decimal text', () => {
  assert.equal(roundToPlaces('1.005', 2, 'half-up').toString(), '1.01');
  assert.equal(roundToPlaces(2.675, 2, 'half-up').toString(), '2.68');
});

test('tens, significant digits and scale intervals', () => {
  assert.equal(roundToPlaces('12350', -2, 'half-even').toString(), '12400');
  assert.equal(roundToSignificant('0.012345', 3, 'half-even').toString(), '0.0123');
  assert.equal(roundToIncrement('12.347', '0.005', 'half-even').toString(), '12.345');
  assert.equal(fixedText('12.5', 2, 'half-even'), '12.50');
});

test('a rounding without meaning is refused', () => {
  assert.throws(() => roundToPlaces('1', 1.5, 'half-up'), /places is 1.5/);
  assert.throws(() => roundToSignificant('1', 0, 'half-up'), /digits is 0/);
  assert.throws(() => roundToIncrement('1', 0, 'half-up'), /increment is 0/);
  assert.throws(() => roundToPlaces('1', 1, 'bankers' as never), /mode is "bankers"; allowed is one of half-up/);
  assert.throws(() => roundToPlaces(Number.NaN, 1, 'half-up'), /NaN/);
});

test('rounding moves a figure by at most half a unit of the last place, and twice is once', () => {
  const modes = fc.constantFrom<RoundingMode>('half-up', 'half-even', 'half-down');
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 5 }), modes, (digits, places, mode) => {
      const value = `${digits}e-6`;
      const rounded = roundToPlaces(value, places, mode);
      return rounded.minus(value).abs().lte(`0.5e-${places}`) && rounded.eq(roundToPlaces(rounded, places, mode));
    }),
  );
});
