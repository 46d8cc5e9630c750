import type { Execution } from '../execution/execution.ts';
import type { Asked, Block, Step } from '../execution/steps.ts';
import { checkWaits } from './check-waits.ts';
import { openCheck } from './order-of-steps.ts';
import { wantOf } from './wanted.ts';

/** The first value that is out of limits and undecided: one value blocks at a time, the next when that one is decided. */
function undecided(state: Execution): { readonly step: Step; readonly asked: Asked; readonly check?: number; readonly value: string; readonly says: string } | undefined {
  for (const step of state.steps)
    for (const asked of step.data) {
      const check = openCheck(step)?.n;
      const want = wantOf(state, step, asked, check);
      if (want.is === 'undecided') return { step, asked, value: want.value, says: want.says, ...(check !== undefined && { check }) };
    }
  return undefined;
}

/** What blocks an execution as it stands now, and the check that waits with it; nothing where another value blocks it already, or nothing waits for a decision. */
export function nextBlock(state: Execution, since: Temporal.Instant) {
  if (state.state !== 'running') return [];
  const found = undecided(state);
  if (!found) return [];
  const { step, asked, check, value, says } = found;
  const { leadsTo, calls, callsAs } = asked;
  const block: Block = {
    step: step.id,
    data: asked.id,
    title: step.title,
    ask: asked.ask,
    ...(asked.unit !== undefined && { unit: asked.unit }),
    ...(check !== undefined && { check }),
    value,
    says,
    leadsTo: leadsTo as 'call' | 'deviation',
    since,
    ...(leadsTo === 'call' && { ...(calls !== undefined && { calls }), ...(callsAs && { callsAs }) }),
  };
  const { id, place, jobOrder, lot } = state;
  return [{ type: 'mes.execution.blocked' as const, subject: id, block, place, jobOrder, ...(lot !== undefined && { lot }) }, ...checkWaits(state, step.id, since)];
}
