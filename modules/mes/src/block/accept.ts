import { command, id, one, type Act } from '@millrace/kernel';
import * as z from 'zod';
import { execution, type Execution } from '../execution/execution.ts';

/** Whoever was called for a value out of limits takes it: the others know who comes. */
export const accept = command({
  address: 'mes.block.accept',
  summary: 'Take the call of a blocked step',
  input: z.object({ execution: id('mes.execution') }),
  refusals: {
    'not-blocked': 'No step of this job is blocked any more.',
    'nobody-called': 'This value leads to a deviation; nobody is called. Open the deviation.',
    'accepted-already': '{by} took this call. Ask them, or take the next thing that waits.',
  },
  rules: { 'not-called': 'This calls the {role}. Somebody who acts in that role takes it.' },
  load: (input) => one(execution, input.execution),
  decide(state, _input, act, { refuse, rule }) {
    if (state.state !== 'blocked') throw refuse('not-blocked');
    const { block } = state;
    if (block.leadsTo !== 'call') throw refuse('nobody-called');
    if (block.acceptedBy !== undefined) throw refuse('accepted-already', { by: block.acceptedBy });
    rule('not-called', !isCalled(block, act), { role: calledRole(block) });
    return { type: 'mes.execution.call-accepted', subject: state.id, by: act.by, at: act.at };
  },
});

type Block = Extract<Execution, { state: 'blocked' }>['block'];

/** Whether a person acts in the role that is called, or in one that includes it. A step that names no role leaves it to whoever may answer. */
export const isCalled = (block: Block, act: Act): boolean =>
  block.calls === undefined || (act.roles ?? [act.role]).some((role) => (block.callsAs ?? [block.calls!]).includes(role));

/** Role that a value out of limits calls; a step that names none calls the team leader. */
export const calledRole = ({ calls }: { readonly calls?: string | undefined }): string => calls ?? 'team-leader';
