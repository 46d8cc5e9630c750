import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The model files of a plant as they stand: kind -> id -> object, or a list for kinds without ids. Read, never checked: that is the MOS's work. */
export interface Model {
  of<T>(kind: string): ReadonlyMap<string, T>;
  list<T>(kind: string): readonly T[];
}

export function readModel(folder: string): Model {
  const kinds = new Map<string, Map<string, unknown>>();
  const lists = new Map<string, unknown[]>();
  const files = globSync('**/*.yaml', { cwd: folder }).toSorted();
  if (files.length === 0) throw new Error(`There are no model files in ${folder}. Give the folder of a plant, such as plants/tablets.`);
  for (const file of files)
    for (const [kind, content] of Object.entries((parse(readFileSync(join(folder, file), 'utf8')) ?? {}) as Record<string, unknown>)) {
      if (Array.isArray(content)) lists.set(kind, [...(lists.get(kind) ?? []), ...content]);
      else {
        const known = kinds.get(kind) ?? new Map<string, unknown>();
        for (const [id, object] of Object.entries(content as object)) known.set(id, object);
        kinds.set(kind, known);
      }
    }
  return { of: (kind) => (kinds.get(kind) ?? new Map()) as never, list: (kind) => (lists.get(kind) ?? []) as never };
}

/** `90 1/min` as pieces a second, `62.5 kg/h` as kilograms a second. */
export function ratePerS(text: string): number {
  const match = /^([\d.]+) (?:\S+)\/(min|h|s)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is not a rate; write it like 90 1/min or 62.5 kg/h.`);
  return Number(match[1]) / { s: 1, min: 60, h: 3600 }[match[2] as 's' | 'min' | 'h'];
}

/** `45 min` as milliseconds. */
export function durationMs(text: string): number {
  const match = /^([\d.]+) (s|min|h|day|days)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is not a duration; write it like 45 min.`);
  return Number(match[1]) * { s: 1_000, min: 60_000, h: 3_600_000, day: 86_400_000, days: 86_400_000 }[match[2] as 's' | 'min' | 'h' | 'day' | 'days'];
}

/** `18.20 to 18.80`, `at most 0`, `at least 5`: both ends allowed; open ends are infinite. */
export function limitsOf(text: string): { readonly low: number; readonly high: number; readonly decimals: number } {
  const numbers = text.match(/-?\d+(?:\.\d+)?/g) ?? [];
  const decimals = Math.max(0, ...numbers.map((number) => number.split('.')[1]?.length ?? 0));
  const [first = Number.NaN, second = Number.NaN] = numbers.map(Number);
  if (text.startsWith('at most')) return { low: Number.NEGATIVE_INFINITY, high: first, decimals };
  if (text.startsWith('at least')) return { low: first, high: Number.POSITIVE_INFINITY, decimals };
  return { low: first, high: second, decimals };
}
