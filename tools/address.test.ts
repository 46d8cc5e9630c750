import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAddress } from '@millrace/kernel';
import { record } from '@millrace/record/module';
import { rooms as joined } from '../apps/house/src/rooms.ts';

const root = join(import.meta.dirname, '..');
const all = [record, ...joined];

interface Operation {
  readonly kind: string;
  readonly address: string;
}
const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'command' || value.kind === 'query') && 'address' in value;

/** Commands and queries that a file exports; an answered query counts as its query. */
async function operationsIn(file: string): Promise<Operation[]> {
  const brought = Object.values((await import(join(root, file))) as Record<string, unknown>).flat();
  return brought.flatMap((value) =>
    isOperation(value) ? [value] : typeof value === 'object' && value !== null && 'query' in value && isOperation(value.query) ? [value.query] : [],
  );
}

// a noun's store.ts holds its lists for screens; what a room's other files are for, the guide says
const verbFiles = globSync('modules/*/src/*/*.ts', { cwd: root })
  .filter((file) => !/\.test\.ts$|\.fixture\.ts$|\/(store|testing)\.ts$|\/src\/(reactions|model)\//.test(file))
  .toSorted();

test('there are verbs to look at', () => {
  assert.ok(verbFiles.length > 50, `only ${verbFiles.length} files were found`);
});

test('the address of every command is the file it lives in, and a query lives with its noun', async () => {
  const wrong: string[] = [];
  for (const file of verbFiles) {
    const [, room, , noun, verb] = file.replace(/\.ts$/, '').split('/');
    // a noun's questions may share a file of that noun; what changes it has one of its own
    for (const { kind, address } of await operationsIn(file))
      if (kind === 'command' ? address !== `${room}.${noun}.${verb}` : !address.startsWith(`${room}.${noun}.`)) wrong.push(`${file} holds ${address}`);
  }
  assert.deepEqual(wrong, []);
});

test('every command that the house knows lives in the file of its address', () => {
  const commands = all.filter((room) => room.name !== 'model').flatMap((room) => (room.commands ?? []).map((one) => one.address as string));
  const homeless = commands.filter((address) => {
    const { room, noun, verb } = parseAddress(address);
    return !['modules', 'packages'].some((floor) => existsSync(join(root, floor, room, 'src', noun, `${verb}.ts`)));
  });
  assert.deepEqual(homeless, []);
});

test('every command and query belongs to the room that brings it', () => {
  const strangers = all.flatMap((room) =>
    [...(room.commands ?? []), ...(room.queries ?? []).map((one) => one.query)]
      .map((one) => one.address as string)
      .filter((address) => parseAddress(address).room !== room.name)
      .map((address) => `${room.name} brings ${address}`),
  );
  assert.deepEqual(strangers, []);
});

test('every command of a room that is joined is brought by its room', async () => {
  const names = new Set(all.map((room) => room.name));
  const brought = new Set(all.flatMap((room) => (room.commands ?? []).map((one) => one.address as string)));
  const forgotten: string[] = [];
  for (const file of verbFiles)
    if (names.has(file.split('/')[1]!)) for (const one of await operationsIn(file)) if (one.kind === 'command' && !brought.has(one.address)) forgotten.push(one.address);
  assert.deepEqual(forgotten, []);
});

test('every room that is built is joined to the server, in house order', async () => {
  const { house } = await import('./rooms.ts');
  const names = joined.map((room) => room.name);
  assert.deepEqual(
    names,
    names.toSorted((a, b) => house.indexOf(a as never) - house.indexOf(b as never)),
  );
  // the historian is joined where it is opened: it stands on an engine of its own
  const built = globSync('modules/*/src/module.ts', { cwd: root })
    .map((file) => file.split('/')[1]!)
    .filter((name) => name !== 'historian');
  const source = readFileSync(join(root, 'apps/house/src/rooms.ts'), 'utf8');
  assert.deepEqual(
    built.filter((name) => !source.includes(`@millrace/${name}/module`)),
    [],
  );
});
