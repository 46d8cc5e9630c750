import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { houseRefusal, newId, Refusal } from '@millrace/kernel';
import type { House } from '../house.ts';
import type { Meant } from './meaning.ts';
import { openToldSpool } from './told-spool.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const at = Temporal.Instant.from('2026-11-22T09:00:00Z');
const word = (state: string): Meant => ({ address: 'scada.unit.report', at, input: { place: 'U1', interval: newId(), at: at.toString(), state } });

/** A spool before a record that answers as told, one answer an attempt; after the last one it keeps everything. */
function before(...answers: Error[]) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-told-'));
  folders.push(folder);
  const kept: unknown[] = [];
  const keys = new Set<string>();
  const refused = new Map<string, Error>();
  const aside: unknown[] = [];
  const shell = {
    execute: async (_: string, input: { state: string }, { key }: { key: string }) => {
      const answer = refused.get(key) ?? answers.shift();
      // busy is no answer; a refusal is remembered
      if (answer instanceof Refusal && answer.status !== 503) refused.set(key, answer);
      if (answer) throw answer;
      if (!keys.has(key)) kept.push(input.state);
      keys.add(key);
    },
  };
  const spool = openToldSpool({ shell, site: 'here' } as unknown as House, 'line', folder, (trouble) => {
    if (trouble.kind === 'refused') aside.push(trouble.keptIn);
  });
  return { spool, kept, aside, folder };
}

test('a word that a busy database sends back is told again, in its order', async () => {
  const busy = () => houseRefusal('scada.unit.report', 'busy');
  const { spool, kept, aside } = before(busy(), busy());
  await spool.keep([word('execute')]);
  await spool.keep([word('held')]);
  await spool.flushed();
  await spool.stop();
  assert.deepEqual([kept, aside], [['execute', 'held'], []]);
});
test('a word that can never be kept is set aside and reported, and the next ones are told', async () => {
  const { spool, kept, aside, folder } = before(houseRefusal('scada.unit.report', 'key-reused', { address: 'scada.unit.lose' }));
  await spool.keep([word('execute')]);
  await spool.flushed();
  await spool.keep([word('held')]);
  await spool.flushed();
  await spool.stop();
  assert.deepEqual(aside, [join(folder, 'refused')]);
  assert.deepEqual(kept, ['held']);
});
test('a word that is offered twice, because the disk took only some of what came with it, is one word', async () => {
  const { spool, kept } = before();
  const execute = word('execute');
  await spool.keep([execute]);
  await spool.keep([execute, word('held')]);
  await spool.flushed();
  await spool.stop();
  assert.deepEqual(kept, ['execute', 'held']);
});
test('a word that the record refused is told again under a key of its own, for the refusal is remembered under the old one', async () => {
  const { spool, kept, folder } = before(houseRefusal('scada.unit.report', 'key-reused', { address: 'scada.unit.lose' }));
  await spool.keep([word('execute')]);
  await spool.flushed();
  assert.deepEqual(kept, []);
  assert.equal(await spool.tellAgain(), 1);
  await spool.flushed();
  assert.deepEqual([kept, readdirSync(folder).includes('refused')], [['execute'], false]);
  await spool.stop();
});
