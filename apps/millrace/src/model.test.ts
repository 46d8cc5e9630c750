import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { load } from '@millrace/model';
import { readFolder } from '@millrace/model/node';
import { kinds } from '@millrace/house/kinds';
import type { Call } from './call.ts';
import { runModel } from './model.ts';

const plant = join(import.meta.dirname, '../../../plants/tablets');

/** A server whose record says what a folder says. */
const serverWith = (folder: string) =>
  ({ query: async () => ({ objects: load(kinds, readFolder(folder)).model.objects, position: 1, at: '2026-11-02T05:00:00Z' }) }) as unknown as Call;

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'millrace-model-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function listen(t: TestContext): string[] {
  const said: string[] = [];
  t.mock.method(console, 'log', (text: string) => void said.push(text));
  return said;
}

test('a slip of the pen is told once', async (t) => {
  const copy = join(folder(t), 'tablets');
  cpSync(plant, copy, { recursive: true });
  const rules = join(copy, 'rules.yaml');
  writeFileSync(rules, readFileSync(rules, 'utf8').replace('mode: shadow', 'mode: shaddow'));
  const said = listen(t);
  assert.equal(await runModel('check', [copy], serverWith(plant), false), 1);
  assert.match(said.join('\n'), /1 problem in 1 file/);
});

test('a model is exported into a folder that is not there yet, and plans to nothing', async (t) => {
  const fresh = join(folder(t), 'fresh');
  const said = listen(t);
  assert.equal(await runModel('export', [fresh], serverWith(plant), false), 0);
  assert.ok(readdirSync(fresh).length > 0);
  assert.equal(await runModel('plan', [fresh], serverWith(plant), false), 0);
  assert.match(said.at(-1)!, /Nothing to do/);
});
