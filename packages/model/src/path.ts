/** Where a value stands inside an object: `['steps', 2, 'limits']`. */
export type Path = readonly (string | number)[];

/** A path as people read it: `steps[2].limits`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`), '');
}

/** A path as people read it when things inside a list have names: `steps[weigh].limits`. */
export const insideText = (base: string, name: string) => `${base}[${name}]`;

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) {
    if (Array.isArray(here) && typeof part === 'number') here = here[part];
    else if (isRecord(here)) here = here[part];
    else return undefined;
  }
  return here;
}

/** Every value a declared path such as `steps.*.signs.role` reaches; `*` goes through lists and maps. Values that are absent are passed over. */
export function valuesAt(value: unknown, declared: string): { readonly path: Path; readonly value: unknown }[] {
  let found: { path: Path; value: unknown }[] = [{ path: [], value }];
  for (const part of declared.split('.')) {
    found = found.flatMap(({ path, value: here }) => {
      if (part === '*' && Array.isArray(here)) return here.map((one, i) => ({ path: [...path, i], value: one as unknown }));
      if (part === '*' && isRecord(here)) return Object.entries(here).map(([key, one]) => ({ path: [...path, key], value: one }));
      return isRecord(here) && here[part] !== undefined && here[part] !== null ? [{ path: [...path, part], value: here[part] }] : [];
    });
  }
  return found;
}

/** The same value with every part that a declared path reaches replaced; nothing is changed in place. */
export function replacedAt(value: unknown, declared: readonly string[], replace: (one: unknown) => unknown): unknown {
  const [part, ...rest] = declared;
  if (part === undefined) return replace(value);
  if (part === '*' && Array.isArray(value)) return value.map((one) => replacedAt(one, rest, replace));
  if (part === '*' && isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replacedAt(one, rest, replace)]));
  if (isRecord(value) && value[part] !== undefined && value[part] !== null) return { ...value, [part]: replacedAt(value[part], rest, replace) };
  return value;
}
