import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { kind } from '../kind.ts';
import { kindsOf } from '../kinds.ts';
import { load } from '../load/load.ts';
import { check } from './check.ts';
import type { Words } from './words.ts';

const line = kind({
  name: 'scada.connection',
  title: 'connection',
  about: 'One line to machines.',
  schema: z.strictObject({ name: z.string(), connector: z.string(), settings: z.record(z.string(), z.unknown()).default({}) }),
  names: { connector: 'connector' },
});
const sparkplug = z.strictObject({ url: z.string().describe('The broker'), keepaliveS: z.number().int().min(5).default(30) });
const words: Words = {
  commands: [],
  nouns: [],
  numbered: [],
  makesItsRecord: [],
  parts: new Map(),
  settings: { connector: new Map([['sparkplug', sparkplug]]), format: new Map() },
};
const found = (fields: string) =>
  check(kindsOf([line]), load(kindsOf([line]), [{ path: 'a.yaml', text: `scada.connection:\n  c: { name: C, ${fields} }\n` }]), words).map(
    (one) => `${one.line}:${one.column} ${one.path} ${one.says} ${one.instead ?? ''}`,
  );

test('a connector that the house does not have is named before a line is to be opened by it', () => {
  assert.deepEqual(found('connector: sparkplog'), ['2:28 connector `connector` names the connector sparkplog, which is not there. Did you mean sparkplug?']);
});
test('settings that the connector cannot be told are told where they stand', () => {
  assert.deepEqual(found('connector: sparkplug, settings: { url: 5, keepAliveS: 30 }'), [
    "2:56 settings.url `settings.url` is 5; it needs a text. Put it in quotes: '5'.",
    '2:59 settings.keepAliveS `keepAliveS` is no field of `settings`. Did you mean keepaliveS?',
  ]);
  assert.deepEqual(found('connector: sparkplug'), ['2:3 settings.url `settings.url` is missing. The broker.']);
  assert.deepEqual(found('connector: sparkplug, settings: { url: mqtt://here }'), []);
});
