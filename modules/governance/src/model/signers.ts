import { covers } from '@millrace/kernel';
import type { Finding, Model, ModelObject } from '@millrace/model';

/** What a role may do, with the roles it includes. */
function patternsOf(model: Model, role: string, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const fields = model.byKey.get(`personnel.role ${role}`)?.fields as { may?: readonly string[]; includes?: readonly string[] } | undefined;
  if (!fields || seen.has(role)) return [];
  const more = new Set([...seen, role]);
  return [...(fields.may ?? []), ...(fields.includes ?? []).flatMap((one) => patternsOf(model, one, more))];
}

/** A role that is to sign and may not: nobody could ever do what waits for it. */
export function* mayNotSign(model: Model, object: ModelObject<unknown>, path: Finding['path'], role: string, address: string): Iterable<Finding> {
  const known = model.byKey.has(`personnel.role ${role}`);
  if (!known || patternsOf(model, role).some((pattern) => covers(pattern, address))) return;
  yield {
    object,
    ...(path && { path }),
    says: `${role} is to sign here, and may not: nothing of what it may covers ${address}.`,
    instead: `Add ${address} to what ${role} may, or let another role sign.`,
  };
}

/** The command by which a record is signed ahead of another. */
export const signAhead = 'record.step.sign';
