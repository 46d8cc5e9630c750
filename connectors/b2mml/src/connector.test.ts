import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch, readConfig, recordingSink, silent } from '@millrace/connector-kit';
import { b2mmlFolder } from './connector.ts';

function exchange() {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-exchange-'));
  return {
    folder,
    config: { folder, source: 'ERP-1', everyMs: 50, settleMs: 0 },
    lay: (name: string, text: string) => writeFileSync(join(folder, 'in', name), text),
    in: (where: string) => readdirSync(join(folder, where)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
const soon = async (isSo: () => boolean) => {
  for (let wait = 0; wait < 100 && !isSo(); wait += 1) await new Promise((resolve) => setTimeout(resolve, 30));
  assert.ok(isSo());
};

test('the sample is a valid configuration', () => {
  assert.equal(readConfig(b2mmlFolder, b2mmlFolder.sample).pattern, '*.xml');
});

test('a file laid in is told with its bytes, and goes to done only when it is kept', async () => {
  using one = exchange();
  const kept = recordingSink();
  let full = 1;
  const sink = { take: async (list: Parameters<typeof kept.take>[0]) => (full-- > 0 ? Promise.reject(new Error('the disk is full')) : kept.take(list)) };
  const running = await launch(b2mmlFolder, { config: one.config, sink, log: silent, policy: 'error' });
  one.lay('order.xml', '<a/>');
  one.lay('half.xml.tmp', '<a');
  one.lay('notes.txt', 'x');
  await kept.until((sink_) => sink_.messages().length === 1);
  await soon(() => one.in('done').length === 1);
  const [message] = kept.messages();
  assert.deepEqual(
    [message?.name, Buffer.from(message?.bytes ?? []).toString(), one.in('done'), one.in('in'), one.in('work')],
    ['order.xml', '<a/>', ['order.xml'], ['half.xml.tmp', 'notes.txt'], []],
  );
  await running.stop();
});

test('the same file again carries the same key, and the first one is not overwritten', async () => {
  using one = exchange();
  const sink = recordingSink();
  const running = await launch(b2mmlFolder, { config: one.config, sink, log: silent, policy: 'error' });
  one.lay('order.xml', '<a/>');
  await soon(() => one.in('done').length === 1);
  one.lay('order.xml', '<a/>');
  await soon(() => one.in('done').length === 2);
  assert.equal(new Set(sink.messages().map((message) => message.dedupeKey)).size, 1);
  await running.stop();
});

test('a file of 100 MB is not read; the sender finds it in error with the reason', async () => {
  using one = exchange();
  const sink = recordingSink();
  const running = await launch(b2mmlFolder, { config: one.config, sink, log: silent, policy: 'error' });
  one.lay('.huge', '');
  truncateSync(join(one.folder, 'in', '.huge'), 100 * 1024 * 1024);
  renameSync(join(one.folder, 'in', '.huge'), join(one.folder, 'in', 'huge.xml'));
  await soon(() => one.in('error').length === 2);
  assert.equal(readFileSync(join(one.folder, 'error', 'huge.xml.reason.txt'), 'utf8'), 'The file has 104857600 bytes; at most 10485760 are read. Send it in parts.\n');
  assert.deepEqual(sink.messages(), []);
  await running.stop();
});

test('what a crash left in work is told at the next start', async () => {
  using one = exchange();
  const first = await launch(b2mmlFolder, { config: one.config, sink: recordingSink(), log: silent, policy: 'error' });
  await first.stop();
  writeFileSync(join(one.folder, 'work', 'order.xml'), '<a/>');
  const sink = recordingSink();
  const second = await launch(b2mmlFolder, { config: one.config, sink, log: silent, policy: 'error' });
  await sink.until((kept) => kept.messages().length === 1);
  await second.stop();
});

test('a share that is not mounted is not mistaken for an empty folder', async () => {
  await assert.rejects(
    launch(b2mmlFolder, { config: { folder: '/nowhere/exchange', source: 'ERP-1' }, sink: recordingSink(), log: silent, policy: 'error' }),
    /\/nowhere\/exchange: ENOENT/,
  );
});
