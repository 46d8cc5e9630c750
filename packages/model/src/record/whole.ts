import { some, type Facts } from '@millrace/kernel';
import type { WholeCheck } from '../check/whole.ts';
import { modelOf } from '../model.ts';
import { modelObject, type StoredObject } from './object.ts';
import type { RevisionStep } from './steps.ts';

export type { WholeCheck };

/** Every object of the model, and the one lock that all changes of it take: they come one after the other. */
export const allObjects = () => some(modelObject, { state: ['current', 'retired'] });

export const notWholeSays = 'With this change the model would not be right. {where}: {says} {instead}';

/** What a change would break of the whole model, as the facts of a refusal; undefined where it fits. */
export function notWhole(
  whole: WholeCheck,
  objects: readonly StoredObject[],
  steps: readonly RevisionStep[],
): (Facts & { where: string; says: string; instead: string }) | undefined {
  const current = modelOf(objects.flatMap(({ state, kind, name, fields }) => (state === 'current' ? [{ kind, id: name, fields }] : [])));
  const problems = whole(current, steps);
  const [first] = problems;
  if (!first) return undefined;
  const more = problems.length === 1 ? '' : ` (And ${problems.length - 1} more.)`;
  return {
    where: `${first.kind} ${first.id}${first.path === '' ? '' : `, ${first.path}`}`,
    says: first.says,
    instead: `${first.instead ?? 'Look at it in the files.'}${more}`,
    problems: problems.slice(0, 100).map(({ code, kind = '', id = '', path, says, instead = null }) => ({ code, kind, id, path, says, instead })),
  };
}
