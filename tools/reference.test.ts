import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { houseRefusals } from '@millrace/kernel';
import { lifecycleOf, reachable, statesOf } from './lifecycle.ts';
import { house, reference } from './reference.ts';

const root = join(import.meta.dirname, '..');
const sources = globSync('{packages,modules,apps}/*/src/**/*.ts', { cwd: root }).filter((file) => !/\.test\.ts$|\.fixture\.ts$/.test(file));
const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

for (const [file, wanted] of Object.entries(reference()))
  test(`${file} says what the rooms declare`, () => {
    assert.equal(readFileSync(join(root, file), 'utf8'), wanted, 'run: node tools/reference.ts');
  });

test('every refusal in the reference is used by some rule, and none is used that it lacks', () => {
  const declared = new Set([...house.commands.values()].flatMap((command) => [...Object.keys(command.refusals), ...Object.keys(command.rules)]));
  // what `decide` names is checked by its types; here the other way: no sentence that nothing says
  const idle = [...declared].filter((rule) => !new RegExp(`(refuse|rule|refuses?With)\\w*\\(\\s*'${rule}'|=> '${rule}'|[?:] '${rule}'|return '${rule}'`).test(text));
  assert.deepEqual(idle, []);
});

test('every refusal of the house is made somewhere', () => {
  const idle = Object.keys(houseRefusals).filter((rule) => !new RegExp(`houseRefusal\\([^)]*'${rule}'`).test(text));
  assert.deepEqual(idle, []);
  const used = [...text.matchAll(/houseRefusal\([^,()]+(?:\([^)]*\))?, '([a-z-]+)'/g)].map((one) => one[1]!);
  assert.deepEqual(
    used.filter((rule) => !(rule in houseRefusals)),
    [],
  );
});

// their first event needs fields that hang together, which a sample does not have; their own tests walk them
const beyondSamples = new Set(['planning.difference', 'governance.cell', 'integration.message', 'scada.counter', 'scada.connection']);

test('every record begins, and every state that a noun declares can be reached', () => {
  const wrong: string[] = [];
  for (const noun of house.nouns.values()) {
    const steps = lifecycleOf(noun, house);
    const reached = reachable(steps);
    if (!beyondSamples.has(noun.address)) for (const state of statesOf(noun)) if (!reached.has(state)) wrong.push(`${noun.address as string} never becomes ${state}`);
    for (const step of steps) if (!statesOf(noun).includes(step.to)) wrong.push(`${noun.address as string} becomes ${step.to}, which it does not declare`);
  }
  assert.deepEqual(wrong, []);
});
