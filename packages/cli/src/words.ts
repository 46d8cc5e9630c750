import { givenAs, parseAddress, routeOf, type AnyCommand, type AnyQuery, type Concealed, type Registry } from '@millrace/kernel';

/** A command or query found by the words of a command line. */
export interface Found {
  readonly operation: AnyCommand | AnyQuery;
  readonly rest: readonly string[];
}

/** `qms deviation approve ...` names `qms.deviation.approve`; also the address itself, written with dots. */
export function findOperation(rooms: Registry, words: readonly string[]): Found | undefined {
  const dotted = words[0]?.includes('.') === true;
  const address = dotted ? words[0]! : words.slice(0, 3).join('.');
  const operation = rooms.commands.get(address) ?? rooms.queries.get(address);
  return operation && { operation, rest: words.slice(dotted ? 1 : 3) };
}

/** What the words so far could go on to: rooms, nouns of a room, verbs of a noun. */
export function nextWords(rooms: Registry, words: readonly string[]): string[] {
  const all = [...rooms.commands.keys(), ...rooms.queries.keys()].map(parseAddress);
  const fitting = all.filter((one) => (words[0] === undefined || one.room === words[0]) && (words[1] === undefined || one.noun === words[1]));
  return [...new Set(fitting.map((one) => (words[0] === undefined ? one.room : words[1] === undefined ? one.noun : one.verb)))].toSorted();
}

/**
 * Reads `name=value` words and `--name value` pairs into an input. A value that is JSON is taken as such, `@file` reads it
 * from a file, anything else is text. Where the command takes a file, the first word that is neither names it. `--reason`, `--key`, `--seen`, `--sign`, `--secret` belong to the envelope.
 */
export function readWords(
  rest: readonly string[],
  readFile: (path: string) => string,
  takesFile = false,
): { input: Record<string, unknown>; envelope: Record<string, string>; file: string | undefined } {
  let file: string | undefined;
  const input: Record<string, unknown> = {};
  const envelope: Record<string, string> = {};
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    let [name, value]: [string, string | undefined] = [word, undefined];
    if (word.startsWith('--')) {
      name = word.slice(2);
      const at = name.indexOf('=');
      if (at >= 0) [name, value] = [name.slice(0, at), name.slice(at + 1)];
      else value = rest[++i];
    } else {
      const at = word.indexOf('=');
      if (at < 0 && takesFile && file === undefined) {
        file = word;
        continue;
      }
      if (at < 0) throw new TypeError(`"${word}" is not understood; write name=value or --name value.`);
      [name, value] = [word.slice(0, at), word.slice(at + 1)];
    }
    if (value === undefined) throw new TypeError(`--${name} has no value.`);
    if (['reason', 'key', 'seen', 'sign', 'secret', 'happened-at'].includes(name) && word.startsWith('--')) envelope[name] = value;
    else input[camel(name)] = read(value, readFile);
  }
  return { input, envelope, file };
}

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The input as its operation declares it: what a person wrote for a number is one. What is none is left for the declaration to name. */
export function asDeclared(operation: AnyCommand | AnyQuery, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shape = shapeOf(operation.input);
  const isNumber = (name: string) => Object.hasOwn(shape, name) && layersOf(shape[name]!).at(-1)!._zod.def.type === 'number';
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && isNumber(name) ? Number(value) : value]),
  );
}

function read(value: string, readFile: (path: string) => string): unknown {
  const text = value.startsWith('@') ? readFile(value.slice(1)) : value;
  if (/^[[{"]|^(true|false|null)$/.test(text))
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text; // looked like JSON and is text after all
    }
  return text;
}

/** One page of help for an operation, from its own declaration. */
export function helpOf(operation: AnyCommand | AnyQuery): string {
  const fields = operation.kind === 'command' ? fieldsOfForm(operation) : fieldsOf(operation.input);
  const lines = [`${operation.address}   ${operation.summary}`, `  ${operation.kind === 'query' ? 'GET' : 'POST'} ${routeOf(operation.address)}`];
  if (operation.kind === 'command') {
    if (operation.content) lines.push('  The file itself is named without a word before it: ' + operation.address.replaceAll('.', ' ') + ' <file> ...');
    if (operation.is === 'report') lines.push('  A report of what happened: always kept.');
    const meanings = Object.values(operation.signs as Record<string, string>);
    if (meanings.length > 0) lines.push(`  Can be signed: ${meanings.join(' / ')}`);
  }
  lines.push('', ...fields.map((one) => `  ${one.name.padEnd(20)} ${one.isNeeded ? 'needed  ' : '        '} ${one.what}`));
  if (operation.kind === 'command')
    for (const [rule, sentence] of Object.entries({ ...operation.refusals, ...operation.rules } as Record<string, string>)) lines.push(`  refuses ${rule}: ${sentence}`);
  return lines.join('\n');
}

/** What a person writes: secrets by their own names, and none of what the door makes of them. */
function fieldsOfForm(command: AnyCommand): { name: string; isNeeded: boolean; what: string }[] {
  const secrets = Object.entries(command.secrets as Record<string, Concealed>);
  const hidden = new Set(secrets.map(([field]) => field));
  const given = secrets.flatMap(([field, one]) => {
    const name = givenAs(one);
    return name === undefined ? [] : [{ field, name }];
  });
  const all = fieldsOf(command.input);
  return [
    ...all.filter((one) => !hidden.has(one.name)),
    ...given.map(({ field, name }) => ({
      name,
      isNeeded: all.some((one) => one.name === field && one.isNeeded),
      what: 'a secret; @file reads it, so that it stays out of the shell’s history',
    })),
  ];
}

/** What help reads of a field's declaration. */
interface Field {
  readonly description?: string;
  readonly _zod: { readonly def: FieldDef; readonly optin?: string };
}
interface FieldDef {
  readonly type: string;
  readonly innerType?: Field;
  readonly element?: Field;
  readonly in?: Field;
  readonly out?: Field;
  readonly defaultValue?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
}

const shapeOf = (schema: { toJSONSchema?: unknown }) => (schema as { shape?: Readonly<Record<string, Field>> }).shape ?? {};

function fieldsOf(schema: { toJSONSchema?: unknown }): { name: string; isNeeded: boolean; what: string }[] {
  return Object.entries(shapeOf(schema)).map(([name, field]) => ({ name, isNeeded: field._zod.optin === undefined, what: whatOf(field) }));
}

const words: Readonly<Record<string, string>> = { string: 'text', boolean: 'yes or no', enum: 'one of', literal: 'one of', object: 'JSON', record: 'JSON', union: 'JSON or text' };

/** What a field takes, in a line: its own words or its sort, the values it may have, and what holds when none is said. */
function whatOf(field: Field): string {
  const layers = layersOf(field);
  const is = layers.at(-1)!;
  const standard = layers.find((one) => one._zod.def.defaultValue !== undefined)?._zod.def.defaultValue;
  const described = layers.find((one) => one.description !== undefined)?.description;
  const element = is._zod.def.element;
  const values = valuesOf(element ?? is);
  const sort = element === undefined ? (words[is._zod.def.type] ?? is._zod.def.type) : values.length > 0 ? 'several of' : 'a list, as JSON';
  const holds = ['string', 'number', 'boolean'].includes(typeof standard) && standard !== '' ? ` [${String(standard)}]` : '';
  return `${described ?? sort}${values.length > 0 ? `: ${values.join(', ')}` : ''}${holds}`;
}

/** A field, what it wraps, and so on to the sort that a person writes: of what is read by one sort and checked by another, that one. */
function layersOf(field: Field): readonly Field[] {
  const { def } = field._zod;
  const inner = def.innerType ?? (def.type === 'pipe' ? (def.in?._zod.def.type === 'transform' ? def.out : def.in) : undefined);
  return inner === undefined ? [field] : [field, ...layersOf(inner)];
}

function valuesOf({ _zod: { def } }: Field): readonly string[] {
  if (def.type === 'boolean') return ['true', 'false'];
  return (def.entries ? Object.values(def.entries) : (def.values ?? [])).map(String);
}
