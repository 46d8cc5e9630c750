import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Decimal } from '@millrace/quantity';
import type { Leaf, LeafState } from '../interval/leaf.ts';
import { leaves, minute, response, shift } from '../one-shift.test-data.ts';
import { lossTree } from './loss-tree.ts';

test('480 minutes go down to 285, each loss once', () => {
  const tree = lossTree({ window: shift, leaves, responses: [response] });
  assert.deepEqual(
    tree.losses.map((loss) => [loss.category, loss.ms / 60_000]),
    [
      ['break', 30],
      ['maintenance', 20],
      ['no-order', 15],
      ['setup', 40],
      ['breakdown', 30],
      ['minor-stop', 10],
      ['speed', 35],
      ['scrap', 6],
      ['rework', 9],
    ],
  );
  assert.equal(tree.goodMs / 60_000, 285);
});

test('reasons are under their loss, the longest first, with count and records', () => {
  const stops = lossTree({ window: shift, leaves, responses: [response] }).losses.find((loss) => loss.category === 'minor-stop');
  assert.deepEqual(
    stops?.reasons.map((under) => [under.reason, under.ms / 60_000, under.count, under.basis]),
    [
      ['jam', 7, 2, ['I-6', 'I-8']],
      ['sensor', 3, 1, ['I-11']],
    ],
  );
});

test('losses are valued at the given rates, exactly; a scrapped piece costs its material too', () => {
  const tree = lossTree({
    window: shift,
    leaves,
    responses: [response],
    rates: { currency: 'EUR', perHour: '90', perHourOf: { break: 0 }, perScrapped: { 'P-1': '1.15' } },
  });
  const money = Object.fromEntries(tree.losses.map((loss) => [loss.category, loss.money?.toString()]));
  assert.deepEqual(money, {
    break: '0',
    maintenance: '30',
    'no-order': '22.5',
    setup: '60',
    breakdown: '45',
    'minor-stop': '15',
    speed: '52.5',
    scrap: '22.8',
    rework: '13.5',
  });
  assert.equal(tree.totalMoney?.toString(), '261.3');
  assert.equal(tree.currency, 'EUR');
});

test('a stop cut at the change of shift is counted where it began', () => {
  const cut: Leaf[] = [
    {
      id: 'D',
      state: 'delay',
      reason: 'bearing',
      start: minute(0),
      end: minute(9),
      stop: { id: 'S', lengthMs: 3_600_000, isFirstPart: false },
    },
  ];
  const tree = lossTree({ window: { start: minute(0), end: minute(9) }, leaves: cut, responses: [] });
  assert.deepEqual(
    tree.losses[0]?.reasons.map((under) => [under.reason, under.count, under.ms]),
    [['bearing', 0, 540_000]],
  );
});

test('running faster than ideal is a negative speed loss, flagged', () => {
  const tree = lossTree({ window: shift, leaves, responses: [{ ...response, idealCycleS: 60 }] });
  assert.equal(tree.losses.find((loss) => loss.category === 'speed')?.ms, -265 * 60_000);
  assert.deepEqual(tree.flags, ['performance-above-1']);
});

test('a product without cycle, a currency that is none and a negative rate are refused', () => {
  const { idealCycleS: _, ...without } = response;
  assert.throws(() => lossTree({ window: shift, leaves, responses: [without] }), /R-1 have no idealCycleS/);
  assert.throws(() => lossTree({ window: shift, leaves, responses: [response], rates: { currency: 'euro' } }), /ISO 4217/);
  assert.throws(() => lossTree({ window: shift, leaves, responses: [response], rates: { currency: 'EUR', perHour: -1 } }), /allowed is zero or more/);
});

test('a loss without a rate is named, not taken as free', () => {
  const two = [
    { ...response, id: 'R-1', product: 'P-1' },
    { ...response, id: 'R-2', product: 'P-2', idealCycleS: 3 },
    { id: 'R-3', countUnit: '{piece}', good: 0, scrap: 1, rework: 0, idealCycleS: 3 },
  ];
  const tree = lossTree({ window: shift, leaves, responses: two, rates: { currency: 'EUR', perHourOf: { breakdown: 90, scrap: 0 }, perScrapped: { 'P-1': 2 } } });
  assert.deepEqual(tree.unvalued, ['break', 'maintenance', 'no-order', 'setup', 'minor-stop', 'speed', 'scrap of P-2', 'scrap of response R-3', 'rework']);
  assert.equal(tree.losses.find((loss) => loss.category === 'scrap')?.money?.toString(), '24');
  assert.deepEqual(lossTree({ window: shift, leaves, responses: [response], rates: { currency: 'EUR', perHour: 90 } }).unvalued, []);
});

test('losses and good time make up the window, and the money its total, to the last digit', () => {
  const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 9e9 }), fc.integer({ min: 1, max: 9e12 }), fc.constantFrom<LeafState>('production', 'setup', 'delay', 'planned-down')), {
    maxLength: 12,
  });
  const counted = fc.array(fc.tuple(fc.nat(900), fc.nat(90), fc.nat(90), fc.double({ min: 0.001, max: 90, noNaN: true })), { maxLength: 4 });
  fc.assert(
    fc.property(some, counted, fc.double({ min: 0, max: 999, noNaN: true }), (parts, counts, perHour) => {
      let at = shift.start;
      const cut = parts.map(([gap, nanoseconds, state], index): Leaf => {
        const start = at.add({ nanoseconds: gap });
        at = start.add({ nanoseconds });
        return { id: `L-${index}`, state, reason: `reason ${index % 3}`, start, end: at };
      });
      const responses = counts.map(([good, scrap, rework, idealCycleS], index) => ({
        id: `R-${index}`,
        product: `P-${index % 2}`,
        countUnit: '{piece}',
        good,
        scrap,
        rework,
        idealCycleS,
      }));
      const { windowMs, losses, goodMs, totalMoney } = lossTree({
        window: shift,
        leaves: cut,
        responses,
        rates: { currency: 'EUR', perHour, perScrapped: { 'P-0': 1.15, 'P-1': 0.07 } },
      });
      // in any order, for doubles and for decimals
      const ms = losses.toReversed().reduce((sum, loss) => sum + loss.ms, goodMs);
      const money = losses.toReversed().reduce((sum, loss) => sum.plus(loss.money ?? 0), new Decimal(0));
      const under = losses.every(
        (loss) =>
          loss.reasons.reduce((sum, reason) => sum + reason.ms, 0) === loss.ms &&
          loss.reasons.reduce((sum, reason) => sum.plus(reason.money ?? 0), new Decimal(0)).equals(loss.money ?? 0),
      );
      return ms === windowMs && under && totalMoney !== undefined && money.equals(totalMoney);
    }),
    { numRuns: 500 },
  );
});

test('losses and good time make up the window for any leaves and counts', () => {
  const any = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom<LeafState>('production', 'setup', 'delay', 'no-order', 'planned-down', 'off')),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(any, fc.nat(500), fc.nat(50), fc.nat(50), (parts, good, scrap, rework) => {
      let at = 0;
      const some = parts.map(([gap, length, state], index): Leaf => ({
        id: `L-${index}`,
        state,
        start: minute(at + gap),
        end: minute((at += gap + length)),
      }));
      const tree = lossTree({
        window: shift,
        leaves: some,
        responses: [{ ...response, good, scrap, rework }],
        rates: { currency: 'EUR', perHour: 60 },
      });
      const lost = tree.losses.reduce((sum, loss) => sum + loss.ms, 0);
      const reasons = tree.losses.every((loss) => loss.reasons.reduce((sum, under) => sum + under.ms, 0) === loss.ms);
      return lost + tree.goodMs === tree.windowMs && reasons && Math.abs((tree.totalMoney?.toNumber() ?? 0) - lost / 60_000) < 1e-6;
    }),
  );
});
