import { covers } from '@millrace/kernel';
import type { Finding, Model, ModelObject } from '@millrace/model';

/** A role and all it includes, however deep. */
export function rolesOf(model: Model, role: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(role)) return found;
  found.add(role);
  const { includes = [] } = (model.byKey.get(`personnel.role ${role}`)?.fields ?? {}) as { includes?: readonly string[] };
  for (const one of includes) rolesOf(model, one, found);
  return found;
}

/** Whether what a role may, with the roles it includes, covers a command. */
export const mayDo = (model: Model, role: string, address: string): boolean =>
  [...rolesOf(model, role)].some((one) =>
    ((model.byKey.get(`personnel.role ${one}`)?.fields as { may?: readonly string[] } | undefined)?.may ?? []).some((pattern) => covers(pattern, address)),
  );

/** A role that is to sign and may not: nobody could ever do what waits for it. */
export function* mayNotSign(model: Model, object: ModelObject<unknown>, path: Finding['path'], role: string, address: string): Iterable<Finding> {
  const known = model.byKey.has(`personnel.role ${role}`);
  if (!known || mayDo(model, role, address)) return;
  yield {
    object,
    ...(path && { path }),
    says: `${role} is to sign here, and may not: nothing of what it may covers ${address}.`,
    instead: `Add ${address} to what ${role} may, or let another role sign.`,
  };
}

/** The command by which a record is signed ahead of another. */
export const signAhead = 'record.step.sign';
