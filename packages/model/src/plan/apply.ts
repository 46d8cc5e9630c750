import { referencesOf, type Fields } from '../kind.ts';
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

/**
 * Two objects may refer to each other: a line lies in nothing of its units, yet names the one that sets its pace. What an object lies in
 * always comes before it; any other reference comes before it where that does not turn this round.
 */
function dependenciesFirst(kinds: Kinds, changes: readonly PlannedChange[]): PlannedChange[] {
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const edges = new Map(changes.map((change) => [change, neededBy(kinds, byKey, change)]));
  const open = new Set<PlannedChange>();
  const ordered = new Set<PlannedChange>();

  const liesInOpen = (change: PlannedChange): boolean => open.has(change) || (edges.get(change)?.inside ?? []).some((outer) => !ordered.has(outer) && liesInOpen(outer));
  const visit = (change: PlannedChange): void => {
    if (ordered.has(change)) return;
    open.add(change);
    const needed = edges.get(change);
    for (const outer of needed?.inside ?? []) visit(outer);
    for (const other of needed?.named ?? []) if (!liesInOpen(other)) visit(other);
    open.delete(change);
    ordered.add(change);
  };
  changes.forEach(visit);
  return [...ordered];
}

function neededBy(kinds: Kinds, byKey: ReadonlyMap<string, PlannedChange>, change: PlannedChange) {
  const kind = kinds.need(change.kind);
  const inside: PlannedChange[] = [];
  const named: PlannedChange[] = [];
  for (const { declared, id, targets } of referencesOf(kind, change.action === 'retire' ? change.before : change.after))
    for (const target of targets.flatMap((one) => kinds.meantBy(one))) {
      const other = byKey.get(keyOf({ kind: target.name, id }));
      if (other !== undefined && other !== change) (kind.acyclic.includes(declared) ? inside : named).push(other);
    }
  return { inside, named };
}

/** What a step does to the model, whatever else is told of it. */
export type ModelStep =
  | { readonly action: 'add' | 'change'; readonly kind: string; readonly id: string; readonly after: Fields }
  | { readonly action: 'rename'; readonly kind: string; readonly id: string; readonly was: string; readonly after: Fields }
  | { readonly action: 'retire'; readonly kind: string; readonly id: string };

/** The model after the steps: for the check of the whole, for rehearsals, and for stores that hold the model in memory. */
export function after(current: Model, steps: readonly ModelStep[]): Model {
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
