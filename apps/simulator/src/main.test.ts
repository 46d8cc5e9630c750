import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

const start = (...flags: string[]) => spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });

test('history is one JSON object per line, and ends by itself', async () => {
  const child = start('history', '--from', '2026-11-02T05:00:00Z', '--to', '2026-11-02T12:00:00Z');
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; atMs: number });
  assert.equal(code, 0);
  assert.deepEqual([...new Set(events.map(({ kind }) => kind))].toSorted(), ['act', 'sample', 'schedule']);
  assert.ok(events.every(({ atMs }) => atMs < Date.parse('2026-11-02T12:00:00Z')));
});

test('a live machine says where it listens, tells its state to whoever connects, and stops when asked', async (context) => {
  const child = start('live', '--plant', 'gearbox', '--shdr', 'generated', '--shdr-port', '0');
  context.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  for (let n = 0; n < 500 && !/adapter on 127\.0\.0\.1:(\d+)/.test(said); n++) await delay(20);
  const port = Number(/adapter on 127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
  let heard = '';
  const socket = connect(port, '127.0.0.1').on('data', (bytes: Buffer) => (heard += bytes.toString()));
  for (let n = 0; n < 500 && !heard.includes('|pexecution|'); n++) await delay(20);
  assert.match(heard, /^\d{4}-\d\d-\d\dT[\d:.]+Z\|avail\|AVAILABLE$/m);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  socket.destroy();
  assert.equal(code, 0);
  assert.match(said, /stopped/);
});

test('a flag that makes no sense is told with what is allowed', async () => {
  const child = start('history', '--plant', 'bakery');
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 1);
  assert.match(said, /--plant is bakery; it must be one of tablets, gearbox/);
});
