import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonSchemaOf } from '@millrace/kernel';
import { record } from '@millrace/record/module';
import { rooms } from './rooms.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly [word: string]: unknown;
}

const has = (schema: Schema, ...words: string[]) => words.some((word) => schema[word] !== undefined);
const isBounded: Readonly<Record<string, (schema: Schema) => boolean>> = {
  string: (one) => has(one, 'maxLength', 'enum', 'const', 'format', 'pattern'),
  array: (one) => has(one, 'maxItems', 'prefixItems'),
  // int4: what a column of whole numbers holds
  integer: (one) => Number(one.maximum) <= 2_147_483_647 && Number(one.minimum) >= -2_147_483_648,
};

function unboundedIn(schema: Schema | undefined, path: string): string[] {
  if (typeof schema !== 'object') return [];
  const own = schema.type !== undefined && isBounded[schema.type]?.(schema) === false ? [path] : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => unboundedIn(one, path === '' ? name : `${path}.${name}`));
  const inside = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [...own, ...fields, ...inside.flatMap((one) => unboundedIn(one, path))];
}

// objects of the model are checked by the schema of their kind, and the plan's hashes by comparison; the door itself counts the bytes of a content
const elsewhere = /^model\.revision\.(propose|apply) |\.content\.bytes$| content\.bytes$/;

test('whatever anybody may send is bounded by its schema: each text, list and whole number has a most that the record holds', () => {
  const commands = [record, ...rooms].flatMap((room) => room.commands ?? []).filter((one) => one.caller !== 'system');
  assert.ok(commands.length > 40);
  const unbounded = commands.flatMap((one) => unboundedIn(jsonSchemaOf(one.input), '').map((path) => `${one.address} ${path}`));
  assert.deepEqual(
    unbounded.filter((one) => !elsewhere.test(one)),
    [],
  );
});
