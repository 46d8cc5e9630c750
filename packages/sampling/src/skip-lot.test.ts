import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterSkipLot, beginSkipLot, isInspected, skipLotOutcome, type SkipLotState } from './skip-lot.ts';

const rules = { clearance: 10, every: 4, requalification: 4 };
const after = (results: readonly boolean[], from: SkipLotState = beginSkipLot): SkipLotState => results.reduce((state, isAccepted) => afterSkipLot(state, rules, isAccepted), from);
const accepted = (n: number): boolean[] => Array.from({ length: n }, () => true);

test('lots are skipped after the clearance number, and then chance decides', () => {
  assert.equal(after(accepted(9)).phase, 'lot-by-lot');
  const skipping = after(accepted(10));
  assert.equal(skipping.phase, 'skipping');
  assert.equal(isInspected(beginSkipLot, rules, 0.99), true);
  assert.deepEqual([isInspected(skipping, rules, 0.24), isInspected(skipping, rules, 0.25)], [true, false]);
});

test('a lot not accepted interrupts skipping; four accepted bring it back, another failure starts over', () => {
  const interrupted = after([...accepted(12), false]);
  assert.equal(interrupted.phase, 'interrupted');
  assert.equal(after(accepted(4), interrupted).phase, 'skipping');
  assert.deepEqual(after([true, false], interrupted), beginSkipLot);
  assert.deepEqual(after([...accepted(9), false]), beginSkipLot);
});

test('the probability of acceptance is that of a simulated supplier', () => {
  let seed = 12_345;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const same = { clearance: 4, every: 3 };
  let state = beginSkipLot;
  let passed = 0;
  let inspected = 0;
  const lots = 200_000;
  for (let lot = 0; lot < lots; lot++) {
    if (!isInspected(state, same, random())) {
      passed++;
      continue;
    }
    inspected++;
    const isAccepted = random() < 0.85;
    if (isAccepted) passed++;
    state = afterSkipLot(state, same, isAccepted);
  }
  const expected = skipLotOutcome(0.85, same);
  assert.ok(Math.abs(passed / lots - expected.accept) < 0.004, `${passed / lots} ${expected.accept}`);
  assert.ok(Math.abs(inspected / lots - expected.inspected) < 0.008, `${inspected / lots} ${expected.inspected}`);
});

test('skipping accepts no less and inspects no more than inspecting every lot', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 2, max: 5 }), (accept, clearance, every) => {
      const skipped = skipLotOutcome(accept, { clearance, every });
      return skipped.accept >= accept - 1e-12 && skipped.accept <= 1 && skipped.inspected <= 1 && skipped.inspected >= 1 / every - 1e-12;
    }),
  );
});

test('rules without meaning are refused', () => {
  assert.throws(() => after([true], { phase: 'lot-by-lot', acceptedInRow: 0 }) && afterSkipLot(beginSkipLot, { clearance: 0, every: 2 }, true), /clearance is 0/);
  assert.throws(() => isInspected(beginSkipLot, { clearance: 1, every: 1 }, 0.5), /every is 1/);
  assert.throws(() => isInspected(beginSkipLot, rules, 1), /drawn is 1/);
});
