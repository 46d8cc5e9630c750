import * as z from 'zod';
import type { Kind } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { isRecord } from '../path.ts';

/** The kinds as a reference page: one section per room, one row per field, made from the declarations. */
export function kindsTable(kinds: Kinds): string {
  const rooms = [...new Set(kinds.all.map((kind) => kind.name.split('.')[0] ?? ''))];
  return rooms
    .map(
      (room) =>
        `## ${room}\n\n${kinds.all
          .filter((kind) => kind.name.startsWith(`${room}.`))
          .map(section)
          .join('\n')}`,
    )
    .join('\n');
}

function section(kind: Kind): string {
  const schema = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' });
  const facts = [
    kind.key.length > 0 ? `a list, known by ${kind.key.join(' + ')}` : 'by id',
    ...(kind.family === kind.name ? [] : [`family \`${kind.family}\``]),
    ...(kind.owner === 'model' ? [] : [`owner ${kind.owner}`]),
    ...(kind.parent === undefined ? [] : [`tree by \`${kind.parent}\``]),
    ...(kind.place === undefined ? [] : [kind.place === 'id' ? 'is a place' : `place \`${kind.place}\``]),
    ...[...kind.groups].map(([group, fields]) => `group \`${group}\`: ${fields.join(', ')}`),
  ];
  const rows = rowsOf(schema, '').map(({ path, needed, type, about }) => {
    const declared = path.replaceAll('[]', '.*').replaceAll('{}', '.*');
    const refs = kind.refs.get(declared) ?? kind.refs.get(`${declared}.*`);
    return `| \`${path}\`${needed ? '' : '?'} | ${type} | ${refs === undefined ? '' : refs.join(', ')} | ${about} |`;
  });
  return [`### ${kind.name}`, '', `${kind.about} (${facts.join('; ')})`, '', '| field | value | refers to | |', '|---|---|---|---|', ...rows, ''].join('\n');
}

interface Row {
  readonly path: string;
  readonly needed: boolean;
  readonly type: string;
  readonly about: string;
}

function rowsOf(schema: unknown, path: string): Row[] {
  if (!isRecord(schema) || !isRecord(schema['properties'])) return [];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(schema['properties']).flatMap(([field, inside]) => {
    if (!isRecord(inside)) return [];
    const here = path === '' ? field : `${path}.${field}`;
    const row = { path: here, needed: required.includes(field), type: typeOf(inside), about: typeof inside['description'] === 'string' ? inside['description'] : '' };
    return [row, ...deeper(inside, here)];
  });
}

function deeper(schema: Record<string, unknown>, path: string): Row[] {
  if (isRecord(schema['items'])) return [...rowsOf(schema['items'], `${path}[]`), ...alternatives(schema['items'], `${path}[]`)];
  if (isRecord(schema['additionalProperties'])) return rowsOf(schema['additionalProperties'], `${path}{}`);
  return [...rowsOf(schema, path), ...alternatives(schema, path)];
}

const alternatives = (schema: Record<string, unknown>, path: string): Row[] =>
  ['oneOf', 'anyOf'].flatMap((word) => (Array.isArray(schema[word]) ? (schema[word] as unknown[]).flatMap((one) => rowsOf(one, path)) : []));

function typeOf(schema: Record<string, unknown>): string {
  const preset = schema['default'] === undefined ? '' : `, ${JSON.stringify(schema['default'])} if absent`;
  const examples = Array.isArray(schema['examples']) ? `, such as ${schema['examples'].map((one) => `\`${String(one)}\``).join(' ')}` : '';
  if (Array.isArray(schema['enum'])) return `${schema['enum'].map((one) => `\`${String(one)}\``).join(' ')}${preset}`;
  if (schema['const'] !== undefined) return `\`${String(schema['const'])}\``;
  if (schema['type'] === 'array') return isRecord(schema['items']) && schema['items']['type'] !== 'object' ? `list of ${typeOf(schema['items'])}` : 'list of groups';
  if (schema['type'] === 'object') return isRecord(schema['additionalProperties']) ? `names, each ${typeOf(schema['additionalProperties'])}` : 'group';
  const union = ['oneOf', 'anyOf'].flatMap((word) => (Array.isArray(schema[word]) ? (schema[word] as Record<string, unknown>[]) : []));
  if (union.length > 0) return union.map(typeOf).join(' or ');
  const words: Record<string, string> = { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false' };
  return `${words[String(schema['type'])] ?? 'anything'}${preset}${examples}`;
}
