import { houseRefusal, type AnyCommand, type AnyState, type NameOfRole } from '@millrace/kernel';
import type { Ahead } from './ahead.ts';
import type { AddedStep } from './authority.ts';

/**
 * Steps the plant's model adds before this command must have been signed on its subject, as it stands now. A command that makes its record
 * only now has nothing they could be signed on: none of them is done, whatever its condition.
 */
export function checkAdded(command: AnyCommand, steps: readonly AddedStep[], state: AnyState | undefined, ahead: readonly Ahead[], nameOfRole: NameOfRole): void {
  const open = steps.find((step) => (state === undefined || step.when === undefined || meets(state, step.when)) && !ahead.some((one) => one.step === step.step));
  if (!open) return;
  const where = state === undefined ? ', and nothing is there yet to sign it on. Propose it first' : '';
  throw houseRefusal(command.address, 'step-open', { step: open.title, roles: open.roles, where }, nameOfRole);
}

/** Whether a record's field has the value that a condition of the model names: `severity = critical`. */
function meets(state: AnyState, condition: string): boolean {
  const [field, value] = condition.split('=').map((word) => word.trim());
  return String((state as unknown as Record<string, unknown>)[field ?? '']) === value;
}
