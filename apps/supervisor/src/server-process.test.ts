import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from './server-process.ts';

/** A server that ends as each of its starts is told: `ready` and goes on, `killed` once it is ready, `early` before it is. */
async function serverThat(t: TestContext, ...starts: readonly ('ready' | 'killed' | 'early')[]) {
  const root = mkdtempSync(join(tmpdir(), 'millrace-server-'));
  mkdirSync(join(root, 'apps/server/src'), { recursive: true });
  const started = join(root, 'started');
  writeFileSync(started, '');
  writeFileSync(
    join(root, 'apps/server/src/main.ts'),
    `import { appendFileSync, readFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(started)}, 'x');
    const how = ${JSON.stringify(starts)}[readFileSync(${JSON.stringify(started)}, 'utf8').length - 1] ?? ${JSON.stringify(starts.at(-1))};
    if (how === 'early') throw new Error('the database is in recovery');
    process.stdout.write('ready at http://127.0.0.1:1\\n', () => (how === 'killed' ? process.kill(process.pid, 'SIGKILL') : undefined));
    process.stdin.resume().on('end', () => process.exit(0));`,
  );
  const said: string[] = [];
  const gaveUp = Promise.withResolvers<void>();
  const server = await startServer({
    root,
    env: process.env,
    logFile: join(root, 'server.log'),
    say: (line) => said.push(line),
    onGaveUp: () => gaveUp.resolve(),
    pausesMs: [0, 10],
  });
  t.after(async () => {
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  });
  return { said, gaveUp: gaveUp.promise, starts: () => readFileSync(started, 'utf8').length };
}

test('a server that is started again and ends before it is ready is tried once more: the house goes on', async (t) => {
  const { said, gaveUp, starts } = await serverThat(t, 'killed', 'early', 'ready');
  let isOver = false;
  void gaveUp.then(() => (isOver = true));
  while (starts() < 3 && !isOver) await pause(20);
  await pause(500);
  assert.deepEqual([starts(), isOver], [3, false]);
  assert.match(said.join('\n'), /ended \(SIGKILL\); it is started again[^]*the database is in recovery[^]*ended \(before it was ready\); it is started again/);
});

test('a server that ends five times within a minute, ready or not, is given up', { timeout: 30_000 }, async (t) => {
  const { said, gaveUp, starts } = await serverThat(t, 'killed', 'early');
  await gaveUp;
  assert.equal(starts(), 5);
  assert.match(said.at(-1)!, /it ended 5 times within a minute; see .*server\.log/);
});
