import { insideText, isRecord } from '../path.ts';
import { same } from '../same.ts';

/** One field that differs. Absent on one side means it was or becomes empty. */
export interface FieldChange {
  /** `shelfLife`, or inside a list of named things `steps[weigh].limits`. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
  /** Only a reference that follows a rename: it means the same object as before. */
  readonly follows?: true;
}

/** The fields that differ between two objects, as deep as they have names; things in lists are matched by their `id`. */
export function fieldDiff(from: unknown, to: unknown, path = ''): FieldChange[] {
  if (same(from, to)) return [];
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => fieldDiff(from[key], to[key], path === '' ? key : `${path}.${key}`));
  }
  const before = named(from);
  const after = named(to);
  if (before !== undefined && after !== undefined) {
    const ids = [...new Set([...before.keys(), ...after.keys()])];
    const inside = ids.flatMap((id) => fieldDiff(before.get(id), after.get(id), insideText(path, id)));
    const order = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) => [...one.keys()].filter((id) => other.has(id));
    const moved = !same(order(before, after), order(after, before));
    return moved ? [...inside, { path: `${path} order`, from: [...before.keys()], to: [...after.keys()] }] : inside;
  }
  return [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
}

/** A list whose every member has an `id` of its own, as a map in the order of the list. */
function named(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const map = new Map<string, unknown>();
  for (const one of value) {
    const id = isRecord(one) ? one['id'] : undefined;
    if (typeof id !== 'string' || map.has(id)) return undefined;
    map.set(id, one);
  }
  return map;
}
