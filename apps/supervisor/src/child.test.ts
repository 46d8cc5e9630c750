import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A blocked child whose parent was killed; answers whether it is there while we wait, and ends it. */
async function orphan(how: 'watched' | 'unwatched', waitMs: number): Promise<boolean> {
  const parent = fork(new URL('./blocked-orphan.fixture.ts', import.meta.url), [how], { execArgv: [] }); // not as another test runner
  const pid = await new Promise<number>((resolve) => parent.once('message', (message) => resolve(message as number)));
  try {
    assert.ok(isAlive(pid));
    parent.kill('SIGKILL');
    for (const end = Date.now() + waitMs; isAlive(pid) && Date.now() < end;) await delay(50);
    return isAlive(pid);
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}

test('a child whose main thread hangs ends all the same when its parent is killed', async () => {
  assert.equal(await orphan('watched', 15_000), false);
});
test('nothing but the watch ends it: it would stay', async () => {
  assert.equal(await orphan('unwatched', 2_000), true);
});
