import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { escalation, type Escalation } from './escalation.ts';

/** Somebody who was called takes it: from now on they owe the answer. */
export const accept = command({
  address: 'governance.escalation.accept',
  summary: 'Accept an escalation',
  input: z.object({ escalation: id('governance.escalation') }),
  refusals: {
    'not-called': 'This calls {roles}. You act as {role}; leave it to them, or tell them of it.',
    'accepted-already': '{by} accepted this. Ask them, or take the next thing that waits.',
    over: 'This escalation is {state}; there is nothing left to accept.',
    'calls-nobody': 'Escalations here run in {mode}: this one is recorded to compare, and calls nobody.',
  },
  load: (input) => one(escalation, input.escalation),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'accepted') throw refuse('accepted-already', { by: state.acceptedBy });
    if (state.state !== 'raised') throw refuse('over', { state: state.state });
    if (state.mode === 'shadow' || state.mode === 'observe') throw refuse('calls-nobody', { mode: state.mode });
    const role = calledAs(state, act.roles ?? [act.role]);
    if (role === undefined) throw refuse('not-called', { roles: calledRoles(state), role: act.role });
    return { type: 'governance.escalation.accepted', subject: state.id, role, causeNoun: state.causeNoun, causeId: state.causeId, ...takenEarly(state), by: act.by, at: act.at };
  },
});

/** Accepted before the first step is due, that step is taken: nobody else is called for it, and the one after it is where the answer does not come. */
export const takenEarly = ({ step, ladder }: Pick<Escalation, 'ladder' | 'step'>) => (step < 0 ? { first: { step: 0, role: ladder.steps[0]!.role } } : {});

/** Roles called so far; before the first step is due, the first one already. */
export const calledRoles = (state: Pick<Escalation, 'ladder' | 'step'>) => state.ladder.steps.slice(0, Math.max(0, state.step) + 1).map((one) => one.role);

/** In which of their roles a person was called, the highest step first; undefined when in none. */
export function calledAs(state: Pick<Escalation, 'ladder' | 'step'>, roles: readonly string[]): string | undefined {
  const called = state.ladder.steps.slice(0, Math.max(0, state.step) + 1).toReversed();
  for (const step of called) for (const role of roles) if (step.countsAs.includes(role)) return role;
  return undefined;
}
