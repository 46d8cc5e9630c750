import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, test } from 'node:test';
import { Held, lockFile } from './file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-lock-'));
const file = join(folder, 'lock');
afterEach(() => rmSync(file, { force: true }));
after(() => rmSync(folder, { recursive: true }));

test('a lock that a living process holds is refused, with its number, and is free when it was given back', () => {
  const giveBack = lockFile(file);
  assert.throws(
    () => lockFile(file),
    (error) => error instanceof Held && error.by === process.pid,
  );
  giveBack();
  lockFile(file)();
  assert.deepEqual(readdirSync(folder), []);
});
test('a lock left by a killed process is taken over', () => {
  writeFileSync(file, '999999999 long ago');
  lockFile(file)();
  assert.deepEqual(readdirSync(folder), []);
});
test(
  'a lock whose process number was given to another program after a power cut is taken over',
  { skip: process.platform === 'linux' ? false : 'told by /proc on Linux only' },
  () => {
    writeFileSync(file, `${process.pid} another-boot/1`);
    lockFile(file)();
  },
);
test('a lock of which only the number is known holds while a process has that number', () => {
  writeFileSync(file, String(process.pid));
  assert.throws(() => lockFile(file), Held);
});
test('a lock that a power cut tore is no lock', () => {
  for (const torn of ['', '12a', '{"pid":', '-1 ']) {
    writeFileSync(file, torn);
    lockFile(file)();
  }
});
test('a lock given back twice is not taken from who has it by then', () => {
  const giveBack = lockFile(file);
  giveBack();
  const other = lockFile(file);
  giveBack();
  assert.throws(() => lockFile(file), Held);
  other();
});
test('one that was killed while it took over a dead lock keeps nobody from it', () => {
  const dead = '999999999 long ago';
  writeFileSync(file, dead);
  writeFileSync(`${file}.after.${createHash('sha256').update(dead).digest('hex').slice(0, 12)}`, '999999998 long ago');
  lockFile(file)();
  assert.deepEqual(readdirSync(folder), []);
});

test('of many starts over one dead lock exactly one has it', async () => {
  const starts = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'file-lock.fixture.ts'), file], { stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, answers: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
  });
  const all = () => Promise.all(starts.map(async ({ answers }) => (await answers.next()).value as string));
  const tell = (line: string) => starts.forEach(({ child }) => child.stdin.write(`${line}\n`));
  try {
    await all();
    for (let round = 0; round < 25; round++) {
      writeFileSync(file, '999999999 long ago');
      // 20 ms: all have read the line by then
      tell(String(Date.now() + 20));
      const answers = await all();
      assert.equal(answers.filter((one) => one === 'held').length, 1, answers.join(', '));
      tell('back');
      await all();
      assert.deepEqual(readdirSync(folder), []);
    }
  } finally {
    await Promise.all(starts.map(({ child }) => new Promise((done) => child.once('exit', done).stdin.end())));
  }
});
