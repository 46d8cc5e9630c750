import type { Fields, Kind } from '../kind.ts';
import { attachedName } from '../load/attached.ts';
import { isRecord, replacedAt, valueAt, type Path } from '../path.ts';
import { same } from '../same.ts';

/** The least a person has to write for an object to have these fields: what the schema fills in by itself is left out. */
export function written(kind: Kind, fields: Fields): Record<string, unknown> {
  // a file is named in the files and bound to its content by reading them
  const named = [...kind.files.keys()].reduce<unknown>((value, path) => replacedAt(value, path.split('.'), (one) => attachedName(String(one))), fields);
  let raw: unknown = kind.schema.parse(named);
  const whole = raw;
  const says = (candidate: unknown) => {
    const read = kind.schema.safeParse(candidate);
    return read.success && same(read.data, whole);
  };
  const visit = (path: Path): void => {
    const here = valueAt(raw, path);
    if (Array.isArray(here)) here.forEach((_, i) => visit([...path, i]));
    if (!isRecord(here)) return;
    for (const key of Object.keys(here)) {
      const shorter = without(raw, [...path, key]);
      if (says(shorter)) raw = shorter;
      else visit([...path, key]);
    }
  };
  visit([]);
  return raw as Record<string, unknown>;
}

function without(value: unknown, path: Path): unknown {
  const [part, ...rest] = path;
  if (Array.isArray(value)) return value.map((one, i) => (i === part ? without(one, rest) : one));
  if (!isRecord(value) || part === undefined) return value;
  if (rest.length > 0) return { ...value, [part]: without(value[part], rest) };
  const { [part]: _, ...others } = value;
  return others;
}
