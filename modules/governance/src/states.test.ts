import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, Refusal, type Act, type AnyCommand, type AnyEvent, type AnyNoun, type AnyState } from '@millrace/kernel';
import type { StoredObject } from '@millrace/model';
import fc from 'fast-check';
import * as door from './index.ts';
import { thoseWhoAre } from '@millrace/personnel';
import { climbFrom, type Ladder } from './escalation/ladder.ts';

const start = Temporal.Instant.from('2026-11-22T10:00:00Z');
const act = (by: string, minute = 0): Act => {
  const at = start.add({ minutes: minute });
  return {
    id: 'a' as Act['id'],
    by: by as Act['by'],
    role: 'team-leader',
    roles: ['team-leader', 'maintenance'],
    at,
    happenedAt: at,
    site: 'test',
    timeZone: 'UTC',
    station: undefined,
    causedBy: undefined,
    reason: 'because',
  };
};
const id = '0190a0a0-0000-7000-8000-000000000001';
const object = (kind: string, name: string, fields: Record<string, unknown>) => ({ id: name, state: 'current', kind, name, fields, since: '-' }) as unknown as StoredObject;
const people = object('personnel.person', 'ben', { name: 'Ben' });
const board = object('governance.board', 'b', { at: 'L2', letters: [{ letter: 'D' }], moderator: 'team-leader' });
const objects = [
  object('equipment.unit', 'U1', { name: 'U1' }),
  object('governance.ladder', 'stop', {
    name: 'Stands',
    at: 'U1',
    on: 'call',
    clock: 'elapsed',
    steps: [
      { after: '0 min', role: 'team-leader', accept: '2 min', answer: '10 min' },
      { after: '5 min', role: 'maintenance', accept: '5 min', answer: '15 min' },
    ],
  }),
];

interface Move {
  readonly command: AnyCommand;
  readonly input: object;
  /** What it is handed besides its subject. */
  readonly around?: (state: AnyState | undefined) => unknown;
}

const asInput = (command: AnyCommand, input: object) => command.input.decode(input as never);
/** Does a move on a state: the state after it, or the refusal it met. */
function move(noun: AnyNoun, { command, input, around = (state) => state }: Move, state: AnyState | undefined, by: Act): AnyState | Refusal | undefined {
  try {
    const events = decideWith(command, around(state) as never, asInput(command, input) as never, by) as readonly AnyEvent[];
    return events.reduce((now: AnyState | undefined, event) => noun.evolve(now, event as never) as AnyState, state);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const escalation: Record<string, Move> = {
  climb: { command: door.climb, input: { escalation: id, from: 0 } },
  accept: { command: door.accept, input: { escalation: id } },
  answer: { command: door.answer, input: { escalation: id, did: 'cleaned' } },
  close: { command: door.close, input: { escalation: id } },
  end: { command: door.endEscalation, input: { on: 'call', cause: 'c', at: start.add({ hours: 5 }).toString() }, around: (state) => [state] },
};
const raised = move(
  door.escalation,
  {
    command: door.raise,
    input: { escalation: id, place: 'U1', on: 'call', causeNoun: 'mes.call', cause: 'c', since: start.toString() },
    around: () => ({ same: [], here: [], unit: [], objects }),
  },
  undefined,
  act('system'),
) as AnyState;

const action: Record<string, Move> = {
  start: { command: door.startAction, input: { action: id } },
  complete: { command: door.completeAction, input: { action: id, result: 'ordered' } },
  verify: { command: door.verifyAction, input: { action: id, effect: 'no jams' } },
  'send-back': { command: door.sendActionBack, input: { action: id, why: 'still jams' } },
  'ask-extension': { command: door.askExtension, input: { action: id, to: start.add({ hours: 48 }).toString(), why: 'part is late' } },
  'decide-extension': { command: door.decideExtension, input: { action: id, isAllowed: true } },
  reassign: { command: door.reassignAction, input: { action: id, owner: 'ben' }, around: (state) => ({ action: state, owner: [people] }) },
  cancel: { command: door.cancelAction, input: { action: id, why: 'not needed' } },
};
const opened = move(
  door.action,
  {
    command: door.openAction,
    input: { action: id, title: 'Order star wheel', owner: 'ben', due: start.add({ hours: 24 }).toString(), place: 'L2', board: 'b', letter: 'D' },
    around: () => ({ owner: [people], board: [board] }),
  },
  undefined,
  act('ana'),
) as AnyState;

const outcomes = (noun: AnyNoun, moves: Record<string, Move>, state: AnyState, by: string) =>
  Object.fromEntries(
    Object.entries(moves).map(([name, one]) => {
      const after = move(noun, one, state, act(by, 30));
      return [name, after instanceof Refusal ? after.rule.split('/')[1] : after === state ? 'nothing' : (after as AnyState).state];
    }),
  );
const through = (noun: AnyNoun, moves: Record<string, Move>, from: AnyState, ...names: [string, string][]) =>
  names.reduce((state, [name, by]) => {
    const after = move(noun, moves[name]!, state, act(by, 10));
    if (after instanceof Refusal) throw after;
    return after as AnyState;
  }, from);

test('every verb from every state of an escalation', () => {
  const accepted = through(door.escalation, escalation, raised, ['accept', 'ana']);
  const answered = through(door.escalation, escalation, accepted, ['answer', 'ana']);
  const states = {
    raised,
    accepted,
    'accepted, cause over': through(door.escalation, escalation, accepted, ['end', 'rule']),
    answered,
    closed: through(door.escalation, escalation, answered, ['close', 'ana']),
    withdrawn: through(door.escalation, escalation, raised, ['end', 'rule']),
  };
  assert.deepEqual(Object.fromEntries(Object.entries(states).map(([name, state]) => [name, outcomes(door.escalation, escalation, state, 'ana')])), {
    raised: { climb: 'raised', accept: 'accepted', answer: 'not-accepted', close: 'not-answered', end: 'withdrawn' },
    accepted: { climb: 'raised', accept: 'accepted-already', answer: 'answered', close: 'not-answered', end: 'accepted' },
    'accepted, cause over': { climb: 'nothing', accept: 'accepted-already', answer: 'closed', close: 'not-answered', end: 'nothing' },
    answered: { climb: 'nothing', accept: 'over', answer: 'over', close: 'closed', end: 'closed' },
    closed: { climb: 'nothing', accept: 'over', answer: 'over', close: 'over', end: 'nothing' },
    withdrawn: { climb: 'nothing', accept: 'over', answer: 'over', close: 'over', end: 'nothing' },
  });
});
test('every verb from every state of an action, by its owner', () => {
  const done = through(door.action, action, opened, ['complete', 'ben']);
  const states = {
    open: opened,
    'in-progress': through(door.action, action, opened, ['start', 'ben']),
    done,
    verified: through(door.action, action, done, ['verify', 'ana']),
    cancelled: through(door.action, action, opened, ['cancel', 'ana']),
  };
  const over = {
    start: 'not-open',
    complete: 'not-open',
    verify: 'not-done',
    'send-back': 'not-done',
    'ask-extension': 'not-open',
    'decide-extension': 'not-asked',
    reassign: 'not-open',
    cancel: 'not-open',
  };
  assert.deepEqual(Object.fromEntries(Object.entries(states).map(([name, state]) => [name, outcomes(door.action, action, state, 'ben')])), {
    open: { ...over, start: 'in-progress', complete: 'done', 'ask-extension': 'open', reassign: 'owns-it-already', cancel: 'own-action' },
    'in-progress': { ...over, complete: 'done', 'ask-extension': 'in-progress', reassign: 'owns-it-already', cancel: 'own-action' },
    done: { ...over, verify: 'own-action', 'send-back': 'own-action' },
    verified: over,
    cancelled: over,
  });
});
test('every verb from every state of an action, by somebody else', () => {
  const asked = through(door.action, action, opened, ['ask-extension', 'ben']);
  const done = through(door.action, action, opened, ['complete', 'ben']);
  assert.deepEqual(outcomes(door.action, action, asked, 'ana'), {
    start: 'not-yours',
    complete: 'not-yours',
    verify: 'not-done',
    'send-back': 'not-done',
    'ask-extension': 'asked-already',
    'decide-extension': 'open',
    reassign: 'owns-it-already',
    cancel: 'cancelled',
  });
  assert.deepEqual([outcomes(door.action, action, done, 'ana').verify, outcomes(door.action, action, done, 'ana')['send-back']], ['verified', 'in-progress']);
});

test('whatever is tried in whatever order, nobody verifies their own action, and its trail of due dates is whole', () => {
  const steps = fc.array(fc.record({ name: fc.constantFrom(...Object.keys(action)), by: fc.constantFrom('ana', 'ben', 'cyd') }), { maxLength: 20 });
  fc.assert(
    fc.property(steps, (tried) => {
      let state = opened as door.Action;
      for (const [i, { name, by }] of tried.entries()) {
        const after = move(door.action, action[name]!, state, act(by, i));
        if (!(after instanceof Refusal)) state = after as door.Action;
      }
      if (!door.action.states.safeEncode(state).success) return false;
      if (state.state === 'verified' && (state.verifiedBy === state.owner || state.verifiedBy === state.doneBy)) return false;
      return state.extensions.filter((one) => one.isAllowed).every((one, i, all) => i === 0 || Temporal.Instant.compare(all[i - 1]!.to, one.to) <= 0);
    }),
  );
});
test('whatever is tried in whatever order, an escalation is answered only by whoever accepted it, and withdrawn only when nobody had', () => {
  const steps = fc.array(fc.record({ name: fc.constantFrom(...Object.keys(escalation)), by: fc.constantFrom('ana', 'ben') }), { maxLength: 20 });
  fc.assert(
    fc.property(steps, (tried) => {
      let state = raised as door.Escalation;
      for (const [i, { name, by }] of tried.entries()) {
        const after = move(door.escalation, escalation[name]!, state, act(by, i));
        if (!(after instanceof Refusal)) state = after as door.Escalation;
      }
      if (!door.escalation.states.safeEncode(state).success) return false;
      if (state.state === 'withdrawn') return !('acceptedBy' in state);
      return !(state.state === 'answered' || state.state === 'closed') || state.answeredBy === state.acceptedBy;
    }),
  );
});

const ladder = (...steps: [number, number, number][]): Ladder => ({
  name: 'l',
  title: 'L',
  clock: 'elapsed',
  steps: steps.map(([afterS, acceptS, answerS]) => ({ role: 'r', countsAs: ['r'], afterS, acceptS, answerS })),
});
test('a step is called not before its time, and not before the time to accept or answer has run out', () => {
  const stop = ladder([0, 120, 600], [300, 300, 900], [1080, 300, 1800]);
  assert.deepEqual(climbFrom(stop, 0), { unacceptedS: 300, unansweredS: 600 });
  assert.deepEqual(climbFrom(stop, 1), { unacceptedS: 780, unansweredS: 900 });
  assert.deepEqual(climbFrom(stop, 2), {});
  assert.deepEqual(climbFrom(ladder([86_400, 1, 1]), -1), { unacceptedS: 86_400 });
  assert.deepEqual(climbFrom(ladder([300, 180, 600], [900, 600, 1800]), -1), { unacceptedS: 300, unansweredS: 900 });
});
test('a role counts as another when it includes it, over any number of roles between', () => {
  const roles = [
    { role: 'supervisor', includes: ['team-leader'] },
    { role: 'manager', includes: ['supervisor'] },
    { role: 'maintenance', includes: [] },
    { role: 'team-leader', includes: ['manager'] },
  ];
  assert.deepEqual(thoseWhoAre('team-leader', roles).toSorted(), ['manager', 'supervisor', 'team-leader']);
  assert.deepEqual(thoseWhoAre('maintenance', roles), ['maintenance']);
});
