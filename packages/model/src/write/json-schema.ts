import * as z from 'zod';
import type { Kind } from '../kind.ts';
import type { Kinds } from '../kinds.ts';

/** JSON Schema (draft 2020-12) of a model file, for editors: completion, hover texts, red underlines. */
export function jsonSchema(kinds: Kinds): Record<string, unknown> {
  const $defs = Object.fromEntries(kinds.all.map((kind) => [kind.name, { title: kind.title, description: kind.about, ...fieldsSchema(kind) }]));
  const groups = Object.fromEntries(
    kinds.all.map((kind) => {
      const $ref = `#/$defs/${kind.name}`;
      return [kind.name, { description: kind.about, ...(kind.key.length > 0 ? { type: 'array', items: { $ref } } : { type: 'object', additionalProperties: { $ref } }) }];
    }),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Operating model',
    type: 'object',
    $defs,
    if: { required: ['kind'] },
    // oxlint-disable-next-line unicorn/no-thenable -- the word of JSON Schema
    then: { oneOf: kinds.all.map((kind) => single(kind)) },
    else: { properties: groups, additionalProperties: false },
  };
}

function fieldsSchema(kind: Kind): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' });
  if (kind.key.length > 0) return schema;
  return { ...schema, properties: { was: { type: 'string', description: 'What it was called until now; the object stays the same.' }, ...(schema.properties as object) } };
}

function single(kind: Kind): Record<string, unknown> {
  const schema = fieldsSchema(kind);
  const id = kind.key.length > 0 ? {} : { id: { type: 'string' } };
  return {
    ...schema,
    properties: { kind: { const: kind.name }, ...id, ...(schema['properties'] as object) },
    required: ['kind', ...Object.keys(id), ...((schema['required'] as string[] | undefined) ?? [])],
  };
}
