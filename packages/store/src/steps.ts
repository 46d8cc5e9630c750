import { houseRefusal, type AnyCommand, type AnyState } from '@millrace/kernel';
import type { Ahead } from './ahead.ts';
import type { AddedStep } from './authority.ts';

/** Steps the plant's model adds before this command must have been signed on its subject, as it stands now. */
export function checkAdded(command: AnyCommand, steps: readonly AddedStep[], state: AnyState | undefined, ahead: readonly Ahead[]): void {
  const open = steps.find((step) => (step.when === undefined || meets(state, step.when)) && !ahead.some((one) => one.step === step.step));
  if (open) throw houseRefusal(command.address, 'step-open', { step: open.title, roles: open.roles.join(' or ') });
}

/** Whether a record's field has the value that a condition of the model names: `severity = critical`. */
function meets(state: AnyState | undefined, condition: string): boolean {
  const [field, value] = condition.split('=').map((word) => word.trim());
  return String((state as unknown as Record<string, unknown> | undefined)?.[field ?? '']) === value;
}
