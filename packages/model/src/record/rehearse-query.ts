import { houseRefusal, query } from '@millrace/kernel';
import { answered, headOf, mayNotAsk, type Answered, type Asker } from '@millrace/store';
import * as z from 'zod';
import { fieldDiff } from '../diff/field-diff.ts';
import { after } from '../plan/apply.ts';
import type { PlannedChange } from '../plan/report.ts';
import type { AnyRehearsal, AskPast, PastPage } from '../rehearse/rehearsal.ts';
import { rehearse } from '../rehearse/rehearse.ts';
import { rehearsalReport } from '../rehearse/report.ts';
import { inTurn } from './in-turn.ts';
import { loadStored } from './store.ts';
import type { RevisionStep } from './steps.ts';

const address = 'model.revision.rehearse';
// a week has each shift and each weekday once; a month is as much as one answer waits for
const [usualDays, mostDays] = [7, 31];
// 4: each takes some seconds; behind more of them a person would think that nothing happens
const mostWaiting = 4;

/**
 * What a change that waits would have done in the last days, for whoever is to sign it. The rules hear the same past as on the command line; the
 * asker sees of each part of it what their right to that part shows them, as if they asked for it themselves.
 */
export function rehearseQuery(rehearsals: readonly AnyRehearsal[], answers: () => readonly Answered[]): Answered {
  // one after the other: each reads some thousand facts, and the plant's work goes on beside it
  const turn = inTurn(mostWaiting, (waiting) => houseRefusal(address, 'many-wait', { waiting }));
  return answered(
    query({
      address,
      summary: 'What a change of the model that waits would have done in the last days',
      input: z.object({ revision: z.uuid(), days: z.coerce.number().int().min(1).max(mostDays).default(usualDays) }),
      output: rehearsalReport,
    }),
    async ({ revision, days }, asker) => {
      const { database, site, policy, now } = asker;
      const { rows } = await database.pool.query<{ number: string; steps: readonly RevisionStep[] }>(
        `select number, steps from model.revision where site = $1 and id = $2 and state in ('proposed', 'approved')`,
        [site, revision],
      );
      const [waiting] = rows;
      if (!waiting) throw houseRefusal(address, 'not-found', { noun: 'model revision that waits', id: revision, site });
      const inForce = await loadStored(database, site);
      const changes = waiting.steps.map(plannedFrom);
      const zone = policy.timeZone;
      return turn(
        async () =>
          rehearse({
            rehearsals,
            plant: waiting.number,
            changes,
            inForce,
            proposed: after(inForce, waiting.steps),
            window: { from: now.toZonedDateTimeISO(zone).subtract({ days }).toInstant(), to: now, zone },
            asOf: { at: now, position: await headOf(database, site) },
            ask: pastOf(answers(), asker),
          }),
        asker.left,
      );
    },
  );
}

const plannedFrom = (step: RevisionStep): PlannedChange =>
  ({ ...step, consequences: [], ...(step.action === 'change' || step.action === 'rename' ? { fields: fieldDiff(step.before, step.after) } : {}) }) as PlannedChange;

/** Asks a question of this house without leaving it, by the asker's own right to it. Nothing more is asked for whoever has left. */
const pastOf =
  (answers: readonly Answered[], asker: Asker): AskPast =>
  async (asked, parameters) => {
    const found = answers.find(({ query: one }) => one.address === asked);
    if (!found) return `Nobody here answers ${asked}.`;
    asker.left.throwIfAborted();
    const asking = asker.asking(found.query);
    if (!asking) return mayNotAsk(found.query).message;
    return (await found.answer(found.query.input.parse(parameters) as never, asking)) as PastPage;
  };
