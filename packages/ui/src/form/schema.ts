/** The part of JSON Schema (2020-12) that command inputs use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  /** Unit shown beside a number, in the plant's writing. */
  readonly unit?: string;
  readonly [extra: string]: unknown;
}

export type FieldKind = 'text' | 'long-text' | 'number' | 'whole' | 'choice' | 'yes-no' | 'instant' | 'date' | 'list' | 'group' | 'custom';

/** One thing to ask of the person, derived from the schema of a command's input. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly schema: Schema;
  readonly choices?: readonly string[];
  readonly unit?: string;
  readonly fields?: readonly Field[];
}

// One line of a form holds about this much; longer answers get room
const longTextFrom = 200;

/** The fields of an input object in their declared order. Those in `leaveOut` are known already, such as the record itself. */
export function fieldsOf(schema: Schema, leaveOut: readonly string[] = [], root: Schema = schema): Field[] {
  const object = resolve(schema, root);
  return Object.entries(object.properties ?? {})
    .filter(([name, property]) => !leaveOut.includes(name) && resolve(property, root).const === undefined)
    .map(([name, property]) => fieldOf(name, property, object.required?.includes(name) ?? false, root));
}

function fieldOf(name: string, property: Schema, required: boolean, root: Schema): Field {
  const schema = resolve(property, root);
  const kind = kindOf(schema);
  return {
    name,
    label: schema.title ?? labelOf(name),
    ...(schema.description === undefined ? {} : { hint: schema.description }),
    kind,
    required: required && schema.default === undefined,
    schema,
    ...(schema.enum ? { choices: schema.enum.map(String) } : {}),
    ...(schema.unit === undefined ? {} : { unit: schema.unit }),
    ...(kind === 'group' ? { fields: fieldsOf(schema, [], root) } : {}),
  };
}

function kindOf(schema: Schema): FieldKind {
  if (schema.enum) return 'choice';
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const type = types.find((one) => one !== 'null');
  if (type === 'boolean') return 'yes-no';
  if (type === 'integer') return 'whole';
  if (type === 'number') return 'number';
  if (type === 'object') return schema.properties ? 'group' : 'custom';
  if (type === 'array') return typeof schema.items === 'object' && kindOf(schema.items) === 'text' ? 'list' : 'custom';
  if (type !== 'string') return 'custom';
  if (schema.format === 'date-time') return 'instant';
  if (schema.format === 'date') return 'date';
  return (schema.maxLength ?? 0) > longTextFrom ? 'long-text' : 'text';
}

/** Follows `$ref` into `$defs` and takes what is not null of a nullable `anyOf`; several `const` become one choice. */
function resolve(schema: Schema, root: Schema): Schema {
  if (schema.$ref) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    if (!target) throw new TypeError(`schema refers to "${schema.$ref}"; only #/$defs/... of the same schema can be followed`);
    return resolve({ ...target, ...without(schema, '$ref') }, root);
  }
  const options = (schema.anyOf ?? schema.oneOf)?.map((one) => resolve(one, root)).filter((one) => one.type !== 'null');
  if (!options || options.length === 0) return schema;
  const own = without(schema, 'anyOf', 'oneOf');
  if (options.every((one) => one.const !== undefined || one.enum)) return { ...own, enum: options.flatMap((one) => one.enum ?? [one.const]) };
  return options.length === 1 ? { ...options[0], ...own } : own;
}

function without(schema: Schema, ...names: string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));
}

/** `netMassKg` reads `Net mass kg`, `risk-class` reads `Risk class`; a schema's `title` is better. */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export type Values = Readonly<Record<string, unknown>>;
export type Problems = Readonly<Record<string, string>>;

/** What is wrong with what was typed, a sentence per field (`group.field` inside groups); the same rules as the server's schema. */
export function problemsIn(fields: readonly Field[], values: Values, prefix = ''): Problems {
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.kind === 'group') {
      const inner = (value ?? {}) as Values;
      if (field.required || Object.values(inner).some(isFilled)) Object.assign(problems, problemsIn(field.fields ?? [], inner, `${prefix}${field.name}.`));
      continue;
    }
    const problem = isFilled(value) ? problemOf(field, value) : field.required ? 'This is needed.' : undefined;
    if (problem) problems[prefix + field.name] = problem;
  }
  return problems;
}

/** Whether a person has answered; an unticked yes/no is an answer. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function problemOf({ schema, kind, unit }: Field, value: unknown): string | undefined {
  const tail = unit === undefined ? '' : ` ${unit}`;
  if (kind === 'number' || kind === 'whole') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'Type a number.';
    if (kind === 'whole' && !Number.isInteger(value)) return 'Type a whole number.';
    if (schema.minimum !== undefined && value < schema.minimum) return `At least ${schema.minimum}${tail}.`;
    if (schema.maximum !== undefined && value > schema.maximum) return `At most ${schema.maximum}${tail}.`;
    if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return `More than ${schema.exclusiveMinimum}${tail}.`;
    if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) return `Less than ${schema.exclusiveMaximum}${tail}.`;
    return undefined;
  }
  if (kind === 'list' && Array.isArray(value)) {
    if (schema.minItems !== undefined && value.length < schema.minItems) return `At least ${schema.minItems} entries.`;
    return schema.maxItems !== undefined && value.length > schema.maxItems ? `At most ${schema.maxItems} entries.` : undefined;
  }
  if (kind === 'choice' && schema.enum && !schema.enum.some((one) => String(one) === String(value))) return 'Choose one of the list.';
  if (typeof value !== 'string' || (kind !== 'text' && kind !== 'long-text')) return undefined;
  if (schema.minLength !== undefined && value.trim().length < schema.minLength) return `At least ${schema.minLength} characters.`;
  if (schema.maxLength !== undefined && value.length > schema.maxLength) return `At most ${schema.maxLength} characters; these are ${value.length}.`;
  return schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value) ? 'This does not have the expected form.' : undefined;
}

/** What is sent: empty answers are left out, texts lose blanks at their ends, defaults of the schema are left to the server. */
export function inputOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.kind === 'group') {
      const inner = inputOf(field.fields ?? [], (value ?? {}) as Values);
      if (field.required || Object.keys(inner).length > 0) input[field.name] = inner;
    } else if (isFilled(value)) {
      const chosen = field.kind === 'choice' ? field.schema.enum?.find((one) => String(one) === String(value)) : undefined;
      input[field.name] = chosen ?? (typeof value === 'string' ? value.trim() : value);
    }
  }
  return input;
}

/** Values a form starts with: the schema's defaults under those given. */
export function startValues(fields: readonly Field[], given: Values = {}): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const start = given[field.name] ?? field.schema.default;
    if (field.kind === 'group') values[field.name] = startValues(field.fields ?? [], (start ?? {}) as Values);
    else if (start !== undefined) values[field.name] = start;
  }
  return values;
}
