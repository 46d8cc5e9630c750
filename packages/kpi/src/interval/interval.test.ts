import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leaves, minute, shift } from '../one-shift.test-data.ts';
import { meanTimeToRestore } from '../reliability/failures.ts';
import { categoryOf } from '../oee/category.ts';
import { completeness, statusOf } from './completeness.ts';
import { checkLeaves } from './leaf.ts';
import type { Leaf, LeafState } from './leaf.ts';
import { sumElements, timeElements } from './time-elements.ts';

const unit = { of: 'work-unit', id: 'PK-1' } as const;
const leaf = (id: string, from: number, to: number, state: LeafState = 'production'): Leaf => ({
  id,
  state,
  start: minute(from),
  end: minute(to),
});

test('leaves become the time elements of ISO 22400-2', () => {
  const { basis: _, flags, scope, ...of } = timeElements(unit, shift, leaves);
  const minutes = Object.fromEntries(Object.entries(of).map(([name, ms]) => [name, ms / 60_000]));
  assert.deepEqual(minutes, {
    referenceMs: 480,
    potMs: 480,
    plannedDownMs: 50,
    pbtMs: 430,
    adotMs: 15,
    aubtMs: 415,
    adetMs: 40,
    auptMs: 375,
    austMs: 40,
    aptMs: 335,
    unknownMs: 0,
  });
  assert.deepEqual([flags, scope], [[], unit]);
});

test('leaves are cut at the edges of the window', () => {
  const elements = timeElements(unit, { start: minute(30), end: minute(50) }, [leaf('A', 0, 40, 'setup'), leaf('B', 40, 90)]);
  assert.deepEqual(
    [elements.austMs, elements.aptMs].map((ms) => ms / 60_000),
    [10, 10],
  );
});

test('time without an interval is planned and unknown, never production', () => {
  const elements = timeElements(unit, shift, [leaf('A', 0, 400)]);
  assert.deepEqual(
    [elements.aptMs, elements.pbtMs, elements.unknownMs].map((ms) => ms / 60_000),
    [400, 480, 80],
  );
  assert.deepEqual(elements.flags, ['incomplete']);
});

test('an order has the time that it took, and no unknown time', () => {
  const elements = timeElements(
    { of: 'work-order', id: 'J-1' },
    shift,
    leaves.filter((part) => part.job === 'J-1'),
  );
  assert.deepEqual(
    [elements.aubtMs, elements.unknownMs, elements.referenceMs].map((ms) => ms / 60_000),
    [415, 0, 415],
  );
});

test('leaves that overlap, are out of order, double, empty or of no known state are refused by name', () => {
  assert.throws(() => checkLeaves([leaf('A', 0, 10), leaf('B', 9, 20)]), /leaf B overlaps A/);
  assert.throws(() => checkLeaves([leaf('A', 10, 20), leaf('B', 0, 5)]), /leaf B begins before A/);
  assert.throws(() => checkLeaves([leaf('A', 0, 10), leaf('A', 10, 20)]), /leaf A is given twice/);
  assert.throws(() => checkLeaves([leaf('A', 10, 10)]), /allowed is an instant after its start/);
  assert.throws(() => checkLeaves([leaf('A', 0, 10, 'running' as LeafState)]), /has the state "running"/);
  assert.throws(() => checkLeaves([{ ...leaf('A', 0, 10), kind: 'break' }]), /allowed for production is none/);
});

test('elements of several units add up under a new scope', () => {
  const one = timeElements(unit, shift, leaves);
  const two = timeElements({ of: 'work-unit', id: 'PK-2' }, shift, [leaf('X', 0, 480)]);
  const both = sumElements({ of: 'line', id: 'L-1' }, [one, two]);
  assert.equal(both.aptMs, (335 + 480) * 60_000);
  assert.equal(both.basis.production.includes('X'), true);
  assert.throws(() => sumElements(unit, []), /of is empty/);
  const order = timeElements({ of: 'work-order', id: 'J-1' }, shift, [leaf('X', 0, 480)]);
  assert.throws(() => sumElements({ of: 'line', id: 'L-1' }, [one, order]), /of mixes elements of a work-unit and of a work-order/);
});

test('missing time is reported with its stretches, and a value is final only after the grace and with nothing open', () => {
  const known = completeness(shift, [leaf('A', 0, 100), { ...leaf('B', 120, 480), isOpen: true }]);
  assert.equal(known.missingMs, 20 * 60_000);
  assert.deepEqual(
    known.missing.map((part) => part.start.toString()),
    [minute(100).toString()],
  );
  assert.deepEqual(known.openIds, ['B']);
  assert.equal(statusOf(shift, minute(481), 0, { openIds: [] }), 'final');
  assert.equal(statusOf(shift, minute(481), 600_000, { openIds: [] }), 'provisional');
  assert.equal(statusOf(shift, minute(1000), 0, known), 'provisional');
});

test('the identities of the time model hold for any leaves', () => {
  const any = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 90 }), fc.constantFrom<LeafState>('production', 'setup', 'delay', 'no-order', 'planned-down', 'off')),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 900 }), (parts, from, length) => {
      let at = 0;
      const some = parts.map(([gap, minutes, state], index) => {
        const start = at + gap;
        at = start + minutes;
        return leaf(`L-${index}`, start, at, state);
      });
      const e = timeElements(unit, { start: minute(from), end: minute(from + length) }, some);
      const offMs = e.referenceMs - e.potMs;
      return (
        e.auptMs === e.aptMs + e.austMs &&
        e.aubtMs === e.auptMs + e.adetMs &&
        e.pbtMs === e.aubtMs + e.adotMs + e.unknownMs &&
        e.potMs === e.pbtMs + e.plannedDownMs &&
        offMs >= 0 &&
        e.referenceMs === length * 60_000
      );
    }),
  );
});

test('a leaf whose times are text is refused, where it was an hour long and counted as the whole shift', () => {
  const text = { ...leaf('A', 0, 60), start: '2026-01-05T05:00:00Z', end: '2026-01-05T06:00:00Z' } as never;
  assert.throws(() => timeElements(unit, shift, [text]), /start of leaf A is "2026-01-05T05:00:00Z"; allowed is an instant/);
  assert.throws(() => timeElements(unit, { ...shift, end: '2026-01-05T13:00:00Z' as never }, []), /end of the window is "2026-01-05T13:00:00Z"/);
  assert.throws(() => meanTimeToRestore(shift, [{ id: 'F-1', start: '2026-01-05T05:00:00Z' as never }]), /start of failure F-1 is "2026-01-05T05:00:00Z"/);
});

test('a scope or a state that nobody knows is refused', () => {
  assert.throws(() => timeElements({ of: 'unit', id: 'PK-1' } as never, shift, leaves), /scope is of "unit"; allowed is work-unit, work-order/);
  assert.throws(() => categoryOf({ ...leaves[0]!, state: 'running' } as never, 1000, 300_000), /has the state "running"; allowed is one of production, setup/);
});
