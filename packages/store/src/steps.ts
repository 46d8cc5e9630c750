import { houseRefusal, type AnyCommand, type AnyState } from '@millrace/kernel';
import type pg from 'pg';
import type { ShellParts } from './parts.ts';
import { nameOf, subjectOf, type Held } from './work.ts';

/** Steps the plant's model adds before this command must have been signed on its subject. Costs a trip only where the model adds one. */
export async function checkAdded(
  parts: ShellParts,
  client: pg.PoolClient,
  command: AnyCommand,
  input: unknown,
  place: string | undefined,
  held: ReadonlyMap<string, Held>,
  site: string,
): Promise<void> {
  const steps = parts.policy().stepsBefore(command.address, place);
  if (steps.length === 0) return;
  const first = subjectOf(command, input);
  if (!first) return;
  const state = held.get(nameOf(first.noun, first.id))?.state;
  const asked = steps.filter((step) => step.when === undefined || meets(state, step.when));
  if (asked.length === 0) return;
  const { rows } = await client.query<{ step: string }>(parts.stepsSigned(site, first.noun.address, first.id) as pg.QueryConfig);
  const open = asked.find((step) => !rows.some((row) => row.step === step.step));
  if (open) throw houseRefusal(command.address, 'step-open', { step: open.title, roles: open.roles.join(' or ') });
}

/** Whether a record's field has the value that a condition of the model names: `severity = critical`. */
function meets(state: AnyState | undefined, condition: string): boolean {
  const [field, value] = condition.split('=').map((word) => word.trim());
  return String((state as unknown as Record<string, unknown> | undefined)?.[field ?? '']) === value;
}
