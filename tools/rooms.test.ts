import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { breaches } from './rooms.ts';

const root = join(import.meta.dirname, '..');

/** A house of two rooms and a connector in which every wall holds, with one thing changed. */
function breachesOf(changed: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-house-'));
  const room = (name: string, dependencies: readonly string[], doors = ['.']) =>
    JSON.stringify({
      name: `@millrace/${name}`,
      exports: Object.fromEntries(doors.map((door) => [door, './src/index.ts'])),
      dependencies: Object.fromEntries(dependencies.map((one) => [one, '0.1.0'])),
    });
  const files: Record<string, string> = {
    'packages/kernel/package.json': room('kernel', ['zod']),
    'packages/kernel/src/index.ts': `import * as z from 'zod';\nexport const text = z.string();\n`,
    'modules/material/package.json': room('material', ['@millrace/kernel']),
    'modules/material/src/index.ts': `export { text } from '@millrace/kernel';\n`,
    'modules/material/schema/0001_lot.sql': 'create schema material;\ncreate table material.lot (id uuid);\n',
    'modules/qms/package.json': room('qms', ['@millrace/kernel', '@millrace/material']),
    'modules/qms/src/index.ts': `import { text } from '@millrace/material';\nexport const word = text;\n`,
    'modules/qms/schema/0001_deviation.sql': 'create schema qms;\ncreate table qms.deviation (id uuid);\n',
    'connectors/mqtt/package.json': room('connector-mqtt', ['mqtt']),
    'connectors/mqtt/src/index.ts': `import { connect } from 'mqtt';\nexport const open = connect;\n`,
    ...changed,
  };
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return breaches(folder).map((one) => `${one.file}:${one.line} ${one.says}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the walls of this house hold', () => {
  assert.deepEqual(
    breaches(root).map((one) => `${one.file}:${one.line} ${one.says}`),
    [],
  );
});

test('a house that keeps its walls has no breach', () => {
  assert.deepEqual(breachesOf({}), []);
});

const planted: readonly [what: string, files: Record<string, string>, says: RegExp][] = [
  [
    'a room that depends on one above it',
    {
      'modules/material/package.json': JSON.stringify({
        name: '@millrace/material',
        exports: { '.': '' },
        dependencies: { '@millrace/kernel': '0.1.0', '@millrace/qms': '0.1.0' },
      }),
    },
    /material may not depend on qms, which lies above it/,
  ],
  ['a room that reaches into its neighbour', { 'modules/qms/src/index.ts': `import '../../material/src/index.ts';\n` }, /reaches into a neighbour/],
  ['a room that comes by no door', { 'modules/qms/src/index.ts': `import '@millrace/material/src/lot.ts';\n` }, /material has no door/],
  ['a neighbour that is not listed', { 'modules/material/src/index.ts': `import '@millrace/qms';\n` }, /material does not list qms/],
  ['an import that is only made at run time', { 'modules/material/src/index.ts': `export const late = () => import('@millrace/qms');\n` }, /material does not list qms/],
  [
    'a vendor named outside its place',
    {
      'modules/qms/package.json': JSON.stringify({ name: '@millrace/qms', exports: { '.': '' }, dependencies: { fastify: '5.0.0' } }),
      'modules/qms/src/index.ts': `import fastify from 'fastify';\nexport const app = fastify();\n`,
    },
    /the vendor fastify may not be named here/,
  ],
  [
    'a module that knows a connector',
    { 'modules/qms/package.json': JSON.stringify({ name: '@millrace/qms', exports: { '.': '' }, dependencies: { '@millrace/connector-mqtt': '0.1.0' } }) },
    /modules and connectors never meet/,
  ],
  [
    'a connector that knows a room',
    { 'connectors/mqtt/package.json': JSON.stringify({ name: '@millrace/connector-mqtt', exports: { '.': '' }, dependencies: { '@millrace/kernel': '0.1.0' } }) },
    /a connector knows no room/,
  ],
  ['a room without a place in the house', { 'modules/attic/package.json': JSON.stringify({ name: '@millrace/attic', exports: {} }) }, /the room attic has no place in the house/],
  ["a room that reads another's table", { 'modules/qms/src/store.ts': 'export const text = `select id from material.lot`;\n' }, /reads material\.lot of another room/],
  ['zod by its named import', { 'modules/qms/src/index.ts': `import { z } from 'zod';\nexport const word = z.string();\n` }, /write import \* as z from 'zod'/],
];
for (const [what, files, says] of planted)
  test(`${what} is found`, () => {
    assert.match(breachesOf(files).join('\n'), says);
  });

test('a published view may be read by the rooms above', () => {
  assert.deepEqual(
    breachesOf({
      'modules/material/schema/view_stock.sql': 'create or replace view material.stock as select 1;',
      'modules/qms/src/store.ts': 'export const text = `select id from material.stock`;\n',
    }),
    [],
  );
});
