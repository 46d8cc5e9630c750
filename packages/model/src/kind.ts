import * as z from 'zod';
import type { NamedSort } from './check/words.ts';
import type { FieldChange } from './diff/field-diff.ts';
import type { Ask, Consequence } from './plan/consequence.ts';
import type { Model, ModelObject } from './model.ts';
import { isRecord, valuesAt } from './path.ts';

/** Who decides about an object: the model files, our records (screens and commands), or another system by its id. */
export type Owner = 'model' | 'records' | (string & {});

/** The fields of one object after its schema has read them, defaults filled in. */
export type Fields = Readonly<Record<string, unknown>>;

/** Something a rule found wrong with one object. */
export interface Finding {
  readonly object: { readonly kind: string; readonly id: string };
  /** Where in the object, `['steps', 2, 'limits']`; absent for the object itself. */
  readonly path?: readonly (string | number)[];
  /** What is wrong, a whole sentence. */
  readonly says: string;
  /** What would be right, a whole sentence. */
  readonly instead?: string;
}

/** A rule that a schema cannot show, such as "one crew per shift and day": it gets the objects of its kind and the whole model. */
// oxlint-disable-next-line typescript/no-explicit-any -- rules of every kind stand in one list
export type Rule<F = any> = (mine: readonly ModelObject<F>[], model: Model) => Iterable<Finding>;

/** One difference as a kind sees it when it counts what would follow. */
export type ChangeOf<F> =
  | { readonly action: 'add'; readonly id: string; readonly after: F }
  | { readonly action: 'change' | 'rename'; readonly id: string; readonly was?: string; readonly before: F; readonly after: F; readonly fields: readonly FieldChange[] }
  | { readonly action: 'retire'; readonly id: string; readonly before: F };

/** Signatures that are given on a record before a command is done to it. */
export interface SignedAhead {
  /** The field that names the command. */
  readonly field: string;
  /** What would be signed, in words: `this step`. */
  readonly what: string;
  /** What to ask for where there is no record yet to sign. */
  readonly instead: string;
}

/** What a room says about a kind of object in the operating model. */
export interface KindDeclaration<S extends z.ZodObject> {
  /** `room.noun`, the noun it becomes in the plant's record. */
  readonly name: string;
  /** What a person calls one of them: `unit`, `material`. */
  readonly title: string;
  /** One sentence for the reference and for editors. */
  readonly about: string;
  /** Its fields. Strict objects only, so that a misspelt field is found. */
  readonly schema: S;
  /** Kinds of one family share their names, and a reference may name the family: all equipment is `equipment`. */
  readonly family?: string;
  /** Fields that together are its identity. Such objects have no name of their own and stand in the file as a list. */
  readonly key?: readonly (keyof z.output<S> & string)[];
  /** Which field refers to which kind or family: `{ in: 'equipment.line', 'steps.*.signs.role': 'personnel.role' }`. */
  readonly refs?: Readonly<Record<string, string | readonly string[]>>;
  /** Fields that name a file beside the model files, and the kind its content becomes: `{ 'steps.*.picture': 'work.picture' }`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Which field names something of the house outside the model, and of which sort: `{ of: 'command' }`. */
  readonly names?: Readonly<Record<string, NamedSort>>;
  /** What an object asks to be signed ahead of a command; nothing where it asks for none. */
  readonly signedAhead?: (fields: z.output<S>) => SignedAhead | undefined;
  /** Fields of earlier versions that were taken out, and what to do about each, in whole sentences: `{ 'steps.*.requires': 'Delete it ...' }`. */
  readonly removed?: Readonly<Record<string, string>>;
  /** The field that names the parent; following it never comes back to where it began. */
  readonly parent?: keyof z.output<S> & string;
  /** Further references that may not come back to where they began, such as `includes.*`. */
  readonly acyclic?: readonly string[];
  /** The field that says in which part of the plant it belongs, or `id` when it is a part of the plant itself. */
  readonly place?: string;
  /** Groups of fields that can have an owner of their own: `{ stock: ['reorderPoint'] }`. */
  readonly groups?: Readonly<Record<string, readonly (keyof z.output<S> & string)[]>>;
  /** Who owns it where the plant has said nothing. */
  readonly owner?: Owner;
  /** Rules over the whole model that this kind brings. */
  readonly rules?: readonly Rule<z.output<S>>[];
  /** Counts what a change would do to work in hand. It asks by address and never reads a store itself. */
  impact?(change: ChangeOf<z.output<S>>, ask: Ask): Promise<readonly Consequence[]>;
}

/** A kind of object in the operating model, checked and complete. */
// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds kinds of every shape
export interface Kind<F = any> {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly schema: z.ZodObject;
  readonly family: string;
  readonly key: readonly string[];
  readonly refs: ReadonlyMap<string, readonly string[]>;
  readonly files: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, NamedSort>;
  readonly removed: ReadonlyMap<string, string>;
  signedAhead(fields: F): SignedAhead | undefined;
  readonly parent: string | undefined;
  /** References along which nothing may lie inside itself, the parent among them. */
  readonly acyclic: readonly string[];
  readonly place: string | undefined;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly owner: Owner;
  readonly rules: readonly Rule[];
  impact(change: ChangeOf<F>, ask: Ask): Promise<readonly Consequence[]>;
}

/** What the fields of a kind's objects are. */
export type FieldsOf<K> = K extends Kind<infer F> ? F : never;

/** Declare a kind of object. A declaration that contradicts itself is refused at once, by name. */
export function kind<S extends z.ZodObject>(declared: KindDeclaration<S>): Kind<z.output<S>> {
  const wrong = (what: string): never => {
    throw new TypeError(`kind ${declared.name}: ${what}`);
  };
  if (!/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(declared.name)) wrong('its name is room.noun in lower case, such as equipment.unit.');
  const fields = Object.keys(declared.schema.shape);
  for (const taken of ['kind', 'id', 'was']) if (fields.includes(taken)) wrong(`the field ${taken} is taken by the file format; call it something else.`);

  const json = z.toJSONSchema(declared.schema, { io: 'input', unrepresentable: 'any' });
  const loose = looseAt(json, '');
  if (loose !== undefined) wrong(`${loose === '' ? 'its schema' : loose} lets unknown fields pass; use z.strictObject.`);

  try {
    // a transform has no way back to the file, so that export could not write what was read
    z.toJSONSchema(declared.schema, { io: 'output' });
  } catch (cause) {
    throw new TypeError(`kind ${declared.name}: its schema turns what is written into something else; keep the text as written and read it where it is used.`, { cause });
  }

  const known = (field: string, where: string) => fields.includes(field) || wrong(`${where} names the field ${field}, which it does not have; it has ${fields.join(', ')}.`);
  const refs = new Map(Object.entries(declared.refs ?? {}).map(([path, target]) => [path, typeof target === 'string' ? [target] : target]));
  for (const path of refs.keys()) known(path.split('.')[0] ?? '', `refs "${path}"`);
  const files = new Map(Object.entries(declared.files ?? {}));
  for (const path of files.keys()) known(path.split('.')[0] ?? '', `files "${path}"`);
  for (const path of Object.keys(declared.names ?? {})) known(path.split('.')[0] ?? '', `names "${path}"`);
  const removed = new Map(Object.entries(declared.removed ?? {}));
  for (const path of removed.keys()) if (isFieldAt(json, path)) wrong(`removed "${path}" names a field that it has.`);
  for (const field of declared.key ?? []) known(field, 'key');
  if (declared.parent !== undefined && !refs.has(declared.parent)) wrong(`parent "${declared.parent}" is no reference; add it to refs.`);
  for (const path of declared.acyclic ?? []) if (!refs.has(path)) wrong(`acyclic "${path}" is no reference; add it to refs.`);
  if (declared.place !== undefined && declared.place !== 'id' && !refs.has(declared.place)) wrong(`place "${declared.place}" is no reference; add it to refs, or write id.`);
  const groups = new Map(Object.entries(declared.groups ?? {}));
  for (const [group, members] of groups) for (const field of members) known(field, `group ${group}`);

  return {
    name: declared.name,
    title: declared.title,
    about: declared.about,
    schema: declared.schema,
    family: declared.family ?? declared.name,
    key: declared.key ?? [],
    refs,
    files,
    names: new Map(Object.entries(declared.names ?? {})),
    removed,
    signedAhead: (fields) => declared.signedAhead?.(fields),
    parent: declared.parent,
    acyclic: [...new Set([...(declared.parent === undefined ? [] : [declared.parent]), ...(declared.acyclic ?? [])])],
    place: declared.place,
    groups,
    owner: declared.owner ?? 'model',
    rules: declared.rules ?? [],
    impact: async (change, ask) => (declared.impact === undefined ? [] : declared.impact(change, ask)),
  };
}

/** `a unit`, `an area`. */
export const article = (title: string) => `${/^[aeio]/i.test(title) ? 'an' : 'a'} ${title}`;

/** The identity of a list object: its key fields in order, absent ones as `*`. */
export const keyText = (kind: Kind, fields: Fields) => kind.key.map((field) => String(fields[field] ?? '*')).join(' / ');

/** Every reference an object holds: where it stands, what it names, and the kinds or families it may be. */
export function referencesOf(kind: Kind, fields: Fields) {
  return [...kind.refs].flatMap(([declared, targets]) =>
    valuesAt(fields, declared).flatMap(({ path, value }) => (typeof value === 'string' ? [{ declared, path, id: value, targets }] : [])),
  );
}

/** Whether a schema has a field at a path such as `steps.*.requires`. */
function isFieldAt(json: unknown, path: string): boolean {
  const [first, ...rest] = path.split('.');
  if (!isRecord(json)) return false;
  if (['anyOf', 'oneOf', 'allOf'].some((word) => Array.isArray(json[word]) && (json[word] as unknown[]).some((one) => isFieldAt(one, path)))) return true;
  const inside = first === '*' ? (json['items'] ?? json['additionalProperties']) : isRecord(json['properties']) ? json['properties'][first!] : undefined;
  return isRecord(inside) && (rest.length === 0 || isFieldAt(inside, rest.join('.')));
}

function looseAt(json: unknown, path: string): string | undefined {
  if (Array.isArray(json)) return json.map((one) => looseAt(one, path)).find((found) => found !== undefined);
  if (!isRecord(json)) return undefined;
  if (isRecord(json['properties'])) {
    if (json['additionalProperties'] !== false) return path;
    for (const [field, inside] of Object.entries(json['properties'])) {
      const found = looseAt(inside, path === '' ? field : `${path}.${field}`);
      if (found !== undefined) return found;
    }
  }
  for (const word of ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    const found = looseAt(json[word], word === 'items' || word === 'additionalProperties' ? `${path}.*` : path);
    if (found !== undefined) return found;
  }
  return undefined;
}
