import { calendarsOf, equipmentTree } from '@millrace/equipment';
import { query } from '@millrace/kernel';
import { loadStored } from '@millrace/model/module';
import { answered, listInput, listOutput, page, type Asker, type ListShape } from '@millrace/store';
import * as z from 'zod';
import { clocksOf } from './deadline.ts';
import { ladder as ladderShape, type Ladder } from './ladder.ts';

const shape = {
  filters: { state: 'state', place: 'place', on: 'on', mode: 'mode' },
  sorts: { raisedAt: ['raised_at', 'timestamptz'] },
  find: ['sentence', 'place'],
} as const satisfies ListShape;

const call = z.object({
  step: z.number(),
  role: z.string(),
  at: z.string(),
  acceptedBy: z.string().optional(),
  acceptedAt: z.string().optional(),
  againAt: z.string().optional(),
});
const willCall = z.object({ role: z.string(), at: z.string() });
export const escalationRow = z.object({
  id: z.string(),
  revision: z.number(),
  state: z.string(),
  place: z.string(),
  on: z.string(),
  causeNoun: z.string(),
  causeId: z.string(),
  sentence: z.string(),
  since: z.string(),
  also: z.array(z.object({ noun: z.string(), id: z.string(), sentence: z.string(), at: z.string() })),
  ladder: ladderShape,
  mode: z.string(),
  step: z.number(),
  calls: z.array(call),
  raisedAt: z.string(),
  endedAt: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  did: z.string().nullable(),
  containment: z.string().nullable(),
  /** By when it must be accepted or answered; null when nothing is owed. */
  dueAt: z.string().nullable(),
  next: willCall.nullable(),
  /** Steps still to be called, and when, if nothing is done until then. */
  ahead: z.array(willCall),
});
export type EscalationRow = z.output<typeof escalationRow>;

const columns = [
  'id',
  'revision',
  'state',
  'place',
  'on',
  'cause_noun as causeNoun',
  'cause_id as causeId',
  'sentence',
  'since',
  'also',
  'ladder',
  'mode',
  'step',
  'calls',
  'raised_at as raisedAt',
  'ended_at as endedAt',
  'accepted_by as acceptedBy',
  'accepted_at as acceptedAt',
  'answered_by as answeredBy',
  'answered_at as answeredAt',
  'did',
  'containment',
] as const;

/** Puts the clocks beside escalations as they were read. */
export async function withClocks(rows: readonly Record<string, unknown>[], { database, site }: Pick<Asker, 'database' | 'site'>): Promise<EscalationRow[]> {
  const plain = JSON.parse(JSON.stringify(rows)) as Omit<EscalationRow, 'dueAt' | 'next' | 'ahead'>[];
  const needsCalendar = plain.some((row) => row.ladder.clock === 'working' && (row.state === 'raised' || row.state === 'accepted'));
  const model = needsCalendar ? await loadStored(database, site) : undefined;
  const calendarAt = model ? calendarsOf(model, equipmentTree(model)) : () => undefined;
  return plain.map((row) => {
    const calls = row.calls.map((one) => ({
      step: one.step,
      at: Temporal.Instant.from(one.at),
      againAt: one.againAt === undefined ? undefined : Temporal.Instant.from(one.againAt),
    }));
    const { dueAt, next, ahead } = clocksOf(
      { state: row.state, step: row.step, raisedAt: Temporal.Instant.from(row.raisedAt), calls, ladder: row.ladder as Ladder, isEnded: row.endedAt !== null },
      calendarAt(row.place),
    );
    const told = ahead.map(({ role, at }) => ({ role, at: at.toString() }));
    return { ...row, dueAt: dueAt?.toString() ?? null, next: next && told[0]!, ahead: told };
  });
}

/** Escalations with their clocks, newest first when asked so. */
export const escalations = answered(
  query({ address: 'governance.escalation.list', summary: 'Escalations', input: listInput(shape), output: listOutput(escalationRow) }),
  async (input, asker) => {
    const found = await page(
      asker.database.db
        .selectFrom('governance.escalation')
        .select([...columns])
        .where('site', '=', asker.site),
      shape,
      input,
      asker.now,
    );
    return { ...found, rows: await withClocks(found.rows, asker) };
  },
);

/** Escalations of a part of the plant that stand on its board: those that wait, and those that were answered since. */
export async function onBoard(asker: Asker, under: readonly string[], since: Temporal.Instant): Promise<EscalationRow[]> {
  const rows = await asker.database.db
    .selectFrom('governance.escalation')
    .select([...columns])
    .where('site', '=', asker.site)
    .where('place', 'in', [...under])
    .where('mode', 'in', ['advise', 'enforce'])
    .where((eb) => eb.or([eb('state', 'in', ['raised', 'accepted']), eb('answered_at', '>=', since.toString())]))
    .orderBy('raised_at')
    .limit(100)
    .execute();
  return withClocks(rows, asker);
}
