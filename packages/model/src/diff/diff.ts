import type { Fields, Kind, Owner } from '../kind.ts';
import { keyText } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { inOrder, keyOf, type Model, type ModelObject } from '../model.ts';
import type { OwnerOf } from '../ownership.ts';
import { fieldDiff, type FieldChange } from './field-diff.ts';
import { renamesBetween } from './renames.ts';

/** One object that differs between the plant's record and the files. `follows`: only its references differ, because what they name is renamed. */
export type Change =
  | { readonly action: 'add'; readonly kind: string; readonly id: string; readonly after: Fields }
  | {
      readonly action: 'change';
      readonly kind: string;
      readonly id: string;
      readonly before: Fields;
      readonly after: Fields;
      readonly fields: readonly FieldChange[];
      readonly follows?: true;
    }
  | {
      readonly action: 'rename';
      readonly kind: string;
      readonly id: string;
      readonly was: string;
      readonly before: Fields;
      readonly after: Fields;
      readonly fields: readonly FieldChange[];
      readonly follows?: true;
    }
  | { readonly action: 'retire'; readonly kind: string; readonly id: string; readonly before: Fields };

/** What was left alone because the files do not own it. */
export interface LeftAlone {
  readonly kind: string;
  /** Group of fields; absent for whole objects. */
  readonly group?: string;
  readonly owner: Owner;
  /** Objects whose files and record differ in it. */
  readonly differing: readonly string[];
  /** How many objects were not compared in it. */
  readonly objects: number;
}

/** The difference between the plant's record and the files, before anyone asks what it would do. */
export interface Diff {
  readonly changes: readonly Change[];
  readonly leftAlone: readonly LeftAlone[];
  /** Objects that were compared and are alike. */
  readonly alike: number;
}

/**
 * What would have to change in the plant's record for it to say what the files say.
 * Nothing is deleted: what the files no longer hold is retired. What the model does not own is left as it is, and told.
 */
export function diff(kinds: Kinds, current: Model, desired: Model, ownerOf: OwnerOf): Diff {
  const renames = renamesBetween(kinds, current, desired);
  const leftAlone = new Map<string, { kind: string; group: string; owner: Owner; differing: string[]; objects: number }>();
  const leave = (kind: Kind, group: string, owner: Owner, id: string, differs: boolean) => {
    const key = `${kind.name}/${group} ${owner}`;
    const entry = leftAlone.get(key) ?? { kind: kind.name, group, owner, differing: [], objects: 0 };
    leftAlone.set(key, entry);
    entry.objects++;
    if (differs) entry.differing.push(id);
  };

  const followed = new Map<string, { readonly object: ModelObject; readonly fields: Fields }>();
  for (const object of current.objects) {
    const kind = kinds.need(object.kind);
    const fields = renames.follow(kind, object.fields);
    const id = kind.key.length > 0 ? keyText(kind, fields) : (renames.newName(object) ?? object.id);
    followed.set(keyOf({ kind: object.kind, id }), { object, fields });
  }

  const changes: Change[] = [];
  let alike = 0;
  for (const wanted of desired.objects) {
    const kind = kinds.need(wanted.kind);
    const had = followed.get(keyOf(wanted));
    followed.delete(keyOf(wanted));

    // where an object lies decides who owns it; a move is judged where it lay, so that nobody takes it over by moving it
    const judged = had?.fields ?? wanted.fields;
    const whole = ownerOf(kind, wanted.id, judged, '');
    if (whole !== 'model' && had === undefined) {
      leave(kind, '', whole, wanted.id, true);
      continue;
    }
    const after: Record<string, unknown> = { ...wanted.fields };
    for (const [group, fields] of groupsOf(kind)) {
      const owner = group === '' ? whole : ownerOf(kind, wanted.id, judged, group);
      if (owner === 'model') continue;
      const differing = fields.filter((field) => fieldDiff(had?.fields[field], wanted.fields[field]).length > 0);
      leave(kind, group, owner, wanted.id, differing.length > 0);
      for (const field of fields) {
        if (had?.fields[field] === undefined) delete after[field];
        else after[field] = had.fields[field];
      }
    }

    if (had === undefined) {
      changes.push({ action: 'add', kind: wanted.kind, id: wanted.id, after });
      continue;
    }
    const before = had.object.fields;
    const real = fieldDiff(had.fields, after);
    const touched = new Set(real.map((field) => field.path));
    const following = fieldDiff(before, had.fields)
      .filter((field) => !touched.has(field.path))
      .map((field): FieldChange => ({ ...field, follows: true }));
    const fields = [...real, ...following];
    const renamed = had.object.id !== wanted.id;
    const object = { kind: wanted.kind, id: wanted.id, before, after, fields, ...(real.length === 0 && (!renamed || kind.key.length > 0) ? { follows: true as const } : {}) };
    if (renamed) changes.push({ action: 'rename', was: had.object.id, ...object });
    else if (fields.length > 0) changes.push({ action: 'change', ...object });
    else alike++;
  }

  for (const { object, fields } of followed.values()) {
    const kind = kinds.need(object.kind);
    const owner = ownerOf(kind, object.id, fields, '');
    if (owner === 'model') changes.push({ action: 'retire', kind: object.kind, id: object.id, before: object.fields });
    else leave(kind, '', owner, object.id, true);
  }

  return {
    changes: inOrder(kinds, changes),
    leftAlone: [...leftAlone.values()]
      .sort((a, b) => kinds.position(a.kind) - kinds.position(b.kind) || (a.group < b.group ? -1 : 1))
      .map(({ group, ...rest }) => (group === '' ? rest : { ...rest, group })),
    alike,
  };
}

/** The fields of a kind by group; those in no group belong to the object itself, `''`. */
export function groupsOf(kind: Kind): [string, readonly string[]][] {
  const grouped = new Set([...kind.groups.values()].flat());
  return [['', Object.keys(kind.schema.shape).filter((field) => !grouped.has(field))], ...kind.groups];
}
