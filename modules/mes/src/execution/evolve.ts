import type { EventIn } from '@millrace/kernel';
import type * as z from 'zod';
import type { execution, Execution, facts } from './execution.ts';
import type { Allowance, Block, Check, Step } from './steps.ts';

type Event = EventIn<typeof execution>;
type Facts = z.output<typeof facts>;

/** An execution as it stands after an event. */
export function evolveExecution(before: Execution | undefined, event: Event): Execution {
  if (event.type === 'mes.execution.begun') {
    const { type: _, subject, at, quantity: __, ...given } = event;
    return { ...given, id: subject, state: 'running', readings: [], allowed: [], beganAt: at };
  }
  const state = before!;
  switch (event.type) {
    case 'mes.execution.read':
      return { ...state, readings: [...state.readings, event.reading] };
    case 'mes.execution.blocked':
      return { ...factsOf(state), state: 'blocked', block: event.block };
    case 'mes.execution.yielded':
      return state;
    case 'mes.execution.call-accepted':
      return onBlock(state, { acceptedBy: event.by, acceptedAt: event.at });
    case 'mes.execution.call-answered': {
      const { decision, block, words, by, at } = event;
      if (decision === 'stop') return onBlock(state, { stoppedBy: by });
      if (decision === 'deviation') return onBlock(state, { leadsTo: 'deviation' });
      return decided(state, block, { decision, words, by, at });
    }
    case 'mes.execution.deviation-noted':
      return onBlock(state, { deviation: event.deviation });
    case 'mes.execution.deviation-forgotten': {
      if (state.state !== 'blocked') return state;
      const { deviation: _, ...block } = state.block;
      return { ...state, block: { ...block, leadsTo: 'deviation' } };
    }
    case 'mes.execution.unblocked': {
      const { deviation, by, at } = event;
      return decided(state, event.block ?? (state as Extract<Execution, { state: 'blocked' }>).block, { decision: 'as-it-is', deviation, by, at });
    }
    case 'mes.execution.step-completed':
    case 'mes.execution.checks-ended':
      return onStep(state, event.step, (one) => ({
        ...one,
        ...(one.checks && { checks: one.checks.filter((check) => check.doneBy !== undefined || check.isOverdue) }),
        doneBy: event.by,
        doneAt: event.at,
      }));
    case 'mes.execution.step-verified':
      return onStep(state, event.step, (one) => ({ ...one, verifiedBy: event.by, verifiedAt: event.at }));
    case 'mes.execution.check-planned':
      return onStep(state, event.step, (one) => ({
        ...one,
        checks: [...(one.checks ?? []).filter((check) => check.n !== event.check), { n: event.check, dueAt: event.dueAt }],
      }));
    case 'mes.execution.check-overdue':
      return onCheck(state, event, (check) => ({ ...check, isOverdue: true }));
    case 'mes.execution.check-suspended':
      return onCheck(state, event, (check) => ({ ...check, leftS: event.leftS }));
    case 'mes.execution.check-done':
      return onCheck(state, event, (check) => ({ ...check, doneBy: event.by, doneAt: event.at }));
    case 'mes.execution.clock-stopped':
      return { ...state, clockStoppedAt: event.at };
    case 'mes.execution.clock-started': {
      const { clockStoppedAt: _, ...running } = state;
      return running as Execution;
    }
    case 'mes.execution.finished':
      return { ...factsOf(state), state: 'done', doneAt: event.at };
  }
}

/** The value that blocked is decided, with all that was read until now. */
function decided(state: Execution, { step, data, check }: Block, how: Pick<Allowance, 'decision' | 'words' | 'deviation' | 'by' | 'at'>): Execution {
  const allowed: Allowance = { step, data, ...(check !== undefined && { check }), after: state.readings.length, ...how };
  return { ...factsOf(state), allowed: [...state.allowed, allowed], state: 'running' };
}
const onBlock = (state: Execution, more: Partial<Block>): Execution => (state.state === 'blocked' ? { ...state, block: { ...state.block, ...more } } : state);
const onStep = (state: Execution, id: string, change: (step: Step) => Step): Execution => ({ ...state, steps: state.steps.map((one) => (one.id === id ? change(one) : one)) });
const onCheck = (state: Execution, { step, check }: { step: string; check: number }, change: (check: Check) => Check): Execution =>
  onStep(state, step, (one) => ({ ...one, checks: (one.checks ?? []).map((each) => (each.n === check ? change(each) : each)) }));

/** The facts of an execution without what only one of its states has. */
export function factsOf(state: Execution): Facts {
  const { id, jobOrder, place, workMaster, definition, lotNumber, lot, steps, readings, allowed, beganAt, clockStoppedAt } = state;
  const perhaps = { definition, lotNumber, lot, clockStoppedAt };
  return {
    id,
    jobOrder,
    place,
    workMaster,
    steps,
    readings,
    allowed,
    beganAt,
    ...(Object.fromEntries(Object.entries(perhaps).filter(([, value]) => value !== undefined)) as Partial<Facts>),
  };
}
