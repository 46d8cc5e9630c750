import { record, type Execution } from '@millrace/mes';
import { decideWith, type Act } from '@millrace/kernel';
import type { Kept } from '@millrace/ui';
import { evolveExecution } from '../src/execution/evolve.ts';

/** How a reading is marked that this device keeps and the server has not got. */
export const keptHere = 'kept on this device';

/** A job as it will be when the screen has what was reported here: by the rules that the server uses, in the order of reporting. */
export function withKept(execution: Execution, entries: readonly Kept[]): Execution {
  return entries
    .filter((entry) => entry.address === record.address)
    .reduce((state, entry) => {
      const input = record.input.safeParse(entry.input);
      if (!input.success || input.data.execution !== state.id) return state;
      const at = Temporal.Instant.from(entry.envelope.happenedAt);
      // the server has it already, and its answer is on the way
      const isThere = state.readings.some((one) => one.by === entry.person.id && one.value === input.data.value && Temporal.Instant.compare(one.at, at) === 0);
      if (isThere) return state;
      const act: Act = {
        id: entry.id as Act['id'],
        by: entry.person.id as Act['by'],
        role: 'none',
        at,
        happenedAt: at,
        site: '',
        timeZone: 'UTC',
        station: undefined,
        causedBy: undefined,
        reason: undefined,
      };
      // whether a lot is known the device cannot say; the server does when it has the report
      return decideWith(record, { execution: state, lots: [] }, { ...input.data, from: keptHere }, act).reduce(
        (now, event) => evolveExecution(now, unsaid(event as Happened)),
        state,
      );
    }, execution);
}

type Happened = Parameters<typeof evolveExecution>[1];

/** A value that is only noted, without what was said of it. */
function unsaid(event: Happened): Happened {
  if (event.type !== 'mes.execution.read' || event.reading.verdict !== 'noted') return event;
  const { says: _, ...reading } = event.reading;
  return { ...event, reading };
}

/** Good and scrap of an order that were counted here and the server has not got. */
export function countsKept(jobOrder: string, entries: readonly Kept[]): { good: number; scrap: number } {
  const mine = entries
    .filter((entry) => entry.address === 'work.job-order.count')
    .map((entry) => entry.input as { jobOrder: string; good?: string; scrap?: readonly { value: string }[] })
    .filter((input) => input.jobOrder === jobOrder);
  const sum = (values: readonly (string | undefined)[]) => values.reduce((total, value) => total + Number(value ?? 0), 0);
  return { good: sum(mine.map((one) => one.good)), scrap: sum(mine.flatMap((one) => (one.scrap ?? []).map(({ value }) => value))) };
}
