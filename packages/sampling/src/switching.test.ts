import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributePlan } from './attribute-plan.ts';
import { inspectedLot } from './inspected-lot.ts';
import { afterEvent, beginSwitching, type SwitchingEvent, type SwitchingState } from './switching.ts';

const ok: SwitchingEvent = { type: 'lot', isAccepted: true, nonconforming: 0, accept: 2, acceptOneStepTighter: 1 };
const no: SwitchingEvent = { type: 'lot', isAccepted: false, nonconforming: 5, accept: 2, acceptOneStepTighter: 1 };
const steady: SwitchingEvent = { type: 'production', isSteady: true };
const wanted: SwitchingEvent = { type: 'authority', isReducedWanted: true };
const after = (events: readonly SwitchingEvent[], from: SwitchingState = beginSwitching('ISO 2859-1')): SwitchingState => events.reduce(afterEvent, from);
const times = (n: number, event: SwitchingEvent): SwitchingEvent[] => Array.from({ length: n }, () => event);

test('two of five lots not accepted make inspection tightened, also when they are the first two', () => {
  assert.equal(after([no, no]).severity, 'tightened');
  assert.equal(after([no, ok, ok, ok, no]).severity, 'tightened');
  assert.equal(after([no, ok, ok, ok, ok, no]).severity, 'normal', 'the first is no longer among five');
});

test('five lots accepted in a row bring normal inspection back', () => {
  const tightened = after([no, no]);
  assert.equal(after(times(4, ok), tightened).severity, 'tightened');
  assert.equal(after(times(5, ok), tightened).severity, 'normal');
  assert.equal(after([...times(4, ok), no, ...times(4, ok)], tightened).severity, 'tightened');
});

test('five lots not accepted under tightened inspection stop acceptance until the supplier has acted', () => {
  const stopped = after([ok, no, no, ok, no, ok, no, no], after([no, no]));
  assert.equal(stopped.severity, 'discontinued');
  assert.throws(() => after([ok], stopped), /no lot is accepted until the supplier has acted/);
  const resumed = after([{ type: 'resume' }], stopped);
  assert.deepEqual([resumed.severity, resumed.notAcceptedUnderTightened], ['tightened', 0]);
  assert.throws(() => after([{ type: 'resume' }]), /only discontinued inspection can be resumed/);
});

// ISO 2859-1:1999 9.3.3.2
test('the switching score adds 3 for a lot that a tighter AQL would accept, 2 where Ac is 0 or 1, and falls to 0', () => {
  assert.equal(after([ok, ok]).score, 6);
  assert.equal(after([ok, { ...ok, nonconforming: 2 }]).score, 0, 'accepted, but not one step tighter');
  assert.equal(after([{ type: 'lot', isAccepted: true, nonconforming: 1, accept: 1 }]).score, 2);
  assert.equal(after([ok, no]).score, 0);
  const staged = (kind: 'double' | 'multiple', decidedAtStage: number): number => after([{ type: 'lot', isAccepted: true, nonconforming: 0, kind, decidedAtStage }]).score;
  assert.deepEqual([staged('double', 1), staged('double', 2), staged('multiple', 3), staged('multiple', 4)], [3, 0, 3, 0]);
});

test('thirty points, steady production and the wish of the authority make inspection reduced; each is needed', () => {
  assert.equal(after([steady, wanted, ...times(9, ok)]).severity, 'normal');
  assert.equal(after([steady, wanted, ...times(10, ok)]).severity, 'reduced');
  assert.equal(after([wanted, ...times(20, ok)]).severity, 'normal');
  assert.equal(after([steady, ...times(20, ok)]).severity, 'normal');
  assert.equal(after([steady, ...times(20, ok), wanted]).severity, 'reduced', 'the wish may come last');
});

test('one lot not accepted, or unsteady production, ends reduced inspection', () => {
  const reduced = after([steady, wanted, ...times(10, ok)]);
  assert.equal(after([ok, ok, no], reduced).severity, 'normal');
  assert.equal(after([{ type: 'production', isSteady: false }], reduced).severity, 'normal');
  assert.equal(after([{ type: 'lot', isAccepted: true, nonconforming: 6, isBetween: true }], reduced).severity, 'normal', 'between Ac and Re');
  assert.equal(after(times(50, ok), reduced).severity, 'reduced');
});

test('ANSI Z1.4 asks for ten accepted lots in a row, and for no more than the limit number in them', () => {
  const begin = beginSwitching('ANSI Z1.4');
  assert.equal(after([steady, wanted, ...times(9, ok)], begin).severity, 'normal');
  assert.equal(after([steady, wanted, ...times(10, ok)], begin).severity, 'reduced');
  const tenWithOne = [steady, ...times(10, { type: 'lot', isAccepted: true, nonconforming: 1 })];
  assert.equal(after([...tenWithOne, { ...wanted, limitNumber: 9 }], begin).severity, 'normal');
  assert.equal(after([...tenWithOne, { ...wanted, limitNumber: 10 }], begin).severity, 'reduced');
});

test('a number that came with the wish holds for the lots that follow it', () => {
  const begin = beginSwitching('ANSI Z1.4');
  const withOne: SwitchingEvent = { type: 'lot', isAccepted: true, nonconforming: 1 };
  assert.equal(after([steady, { ...wanted, limitNumber: 9 }, ...times(30, withOne)], begin).severity, 'normal');
  assert.equal(after([steady, { ...wanted, limitNumber: 9 }, ...times(9, withOne), { ...withOne, nonconforming: 0 }], begin).severity, 'reduced');
});

// MIL-STD-105D 8.3.3
test('MIL-STD-105E holds ten lots, all samples counted, to the limit number, and looks further back where they are too few', () => {
  const begin = beginSwitching('MIL-STD-105E', { limitNumbersAt: 1 });
  const lot = (inspected: number, found: number): SwitchingEvent => ({ type: 'lot', isAccepted: true, nonconforming: 0, inspected, found });
  // 1250 items at AQL 1: seven
  assert.equal(after([steady, wanted, lot(125, 7), ...times(9, lot(125, 0))], begin).severity, 'reduced');
  assert.equal(after([steady, wanted, lot(125, 8), ...times(9, lot(125, 0))], begin).severity, 'normal');
  // 13 items a lot: ten make 130, at AQL 1 too few, and the sixteenth makes 208
  assert.equal(after([steady, wanted, ...times(15, lot(13, 0))], begin).severity, 'normal');
  assert.equal(after([steady, wanted, ...times(16, lot(13, 0))], begin).severity, 'reduced');
  assert.throws(() => after([{ type: 'lot', isAccepted: true, nonconforming: 0 }], begin), /inspected is missing; the limit number rests on it/);
  assert.throws(() => beginSwitching('MIL-STD-105E'), /limitNumbersAt is missing; MIL-STD-105E holds the last ten lots/);
  assert.throws(() => beginSwitching('ISO 2859-1', { limitNumbersAt: 1 }), /has no limit numbers/);
});

test('no history leads from reduced to tightened, or out of discontinued, in one lot', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(ok, ok, ok, ok, no, steady, wanted), { maxLength: 120 }), (events) => {
      let state = beginSwitching('ISO 2859-1');
      for (const event of events) {
        if (state.severity === 'discontinued') return true;
        const next = afterEvent(state, event);
        const move = `${state.severity}>${next.severity}`;
        if (['reduced>tightened', 'reduced>discontinued', 'normal>discontinued', 'tightened>reduced'].includes(move)) return false;
        if (next.score < 0 || (next.severity !== 'normal' && next.score !== 0)) return false;
        state = next;
      }
      return true;
    }),
    { numRuns: 500 },
  );
});

test('a lot without what the score needs is refused', () => {
  assert.throws(() => after([{ type: 'lot', isAccepted: true, nonconforming: 0 }]), /accept is missing; the switching score rests on it/);
  assert.throws(() => after([{ type: 'lot', isAccepted: true, nonconforming: 0, accept: 3 }]), /acceptOneStepTighter is missing/);
  assert.throws(() => after([{ type: 'lot', isAccepted: true, nonconforming: -1, accept: 3 }]), /nonconforming is -1/);
});

test('a judged lot brings what the score needs: its stage, and what one AQL step tighter would say', () => {
  const single = attributePlan({ standard: 'ISO 2859-1', letter: 'K', aql: 1 });
  assert.deepEqual(inspectedLot(single, [3]), {
    type: 'lot',
    isAccepted: true,
    isBetween: false,
    nonconforming: 3,
    inspected: 125,
    found: 3,
    kind: 'single',
    decidedAtStage: 1,
    accept: 3,
    acceptOneStepTighter: 2,
  });
  const scoreOf = (nonconforming: readonly number[], plan = single): number => after([inspectedLot(plan, nonconforming)]).score;
  assert.deepEqual([scoreOf([2]), scoreOf([3]), scoreOf([4])], [3, 0, 0]);
  const double = attributePlan({ standard: 'ISO 2859-1', letter: 'K', aql: 1, kind: 'double' });
  assert.deepEqual([scoreOf([1], double), scoreOf([2, 1], double)], [3, 0]);
  assert.throws(() => inspectedLot(double, [2]), /not decided yet; draw the next sample first/);
  const reduced = attributePlan({ standard: 'ANSI Z1.4', letter: 'K', aql: 1, severity: 'reduced' });
  assert.equal(inspectedLot(reduced, [2]).isBetween, true);
});

test('a verdict or a wish half said is refused by its name', () => {
  const state = beginSwitching('ISO 2859-1');
  assert.throws(() => afterEvent(state, { type: 'production' } as never), /isSteady is missing; it must be true or false\./);
  assert.throws(() => afterEvent(state, { type: 'authority', isReducedWanted: 'no' } as never), /isReducedWanted is "no"/);
  assert.throws(
    () => afterEvent({ ...state, standard: 'ISO 2859' } as never, { type: 'production', isSteady: true }),
    /standard is "ISO 2859"; it must be one of ISO 2859-1, ANSI Z1\.4\./,
  );
  assert.throws(() => afterEvent(state, { type: 'lot', isAccepted: true, nonconforming: 0, isBetwen: true } as never), /the event has "isBetwen"; it may have type, isAccepted/);
});
