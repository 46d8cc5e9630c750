import { referencesOf } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { keyOf, modelOf, type Model, type ModelObject } from '../model.ts';
import type { PlannedChange, PlanReport } from './report.ts';

/** What the command that makes a model revision is given: the steps in the order they are stored, and the state they start from. */
export interface Application {
  readonly plan: string;
  /** Hash of the record the plan was made against; another one means plan again. */
  readonly from: string;
  readonly to: string;
  readonly steps: readonly Step[];
}

/** One object to store. Renames keep the object; retired ones stay readable. */
export type Step = PlannedChange;

/** The steps of a plan, each after what it refers to: adds, renames and changes first, then retirements from the leaves inward. */
export function applicationOf(kinds: Kinds, report: PlanReport): Application {
  const stored = report.changes.filter((change) => change.action !== 'retire');
  const retired = report.changes.filter((change) => change.action === 'retire');
  return {
    plan: report.hash,
    from: report.baseline.current,
    to: report.baseline.desired,
    steps: [...dependenciesFirst(kinds, stored), ...dependenciesFirst(kinds, retired).reverse()],
  };
}

function dependenciesFirst(kinds: Kinds, changes: readonly PlannedChange[]): PlannedChange[] {
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const done = new Set<PlannedChange>();
  const ordered: PlannedChange[] = [];
  const visit = (change: PlannedChange): void => {
    // marked before its references: two objects may refer to each other, and then the rooms' order decides
    if (done.has(change)) return;
    done.add(change);
    const kind = kinds.need(change.kind);
    for (const { id, targets } of referencesOf(kind, change.action === 'retire' ? change.before : change.after))
      for (const target of targets.flatMap((one) => kinds.meantBy(one))) {
        const needed = byKey.get(keyOf({ kind: target.name, id }));
        if (needed !== undefined) visit(needed);
      }
    ordered.push(change);
  };
  changes.forEach(visit);
  return ordered;
}

/** The model after the steps, for rehearsals and for stores that hold the model in memory. */
export function after(current: Model, steps: readonly Step[]): Model {
  const objects = new Map<string, ModelObject>(current.byKey);
  for (const step of steps) {
    if (step.action === 'retire') objects.delete(keyOf(step));
    else {
      if (step.action === 'rename') objects.delete(keyOf({ kind: step.kind, id: step.was }));
      objects.set(keyOf(step), { kind: step.kind, id: step.id, fields: step.after });
    }
  }
  return modelOf(objects.values());
}
