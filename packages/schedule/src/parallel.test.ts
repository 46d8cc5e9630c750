import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { scheduleInParallel } from './parallel.ts';
import { schedule } from './run.ts';
import { readInstance } from './text.ts';
import { validate } from './validate.ts';

const problem = readInstance(readFileSync(new URL('../cases/mk01.txt', import.meta.url), 'utf8'), 'flexible');

test('two threads give the better of what each gives alone, the same each time', async () => {
  const budget = { iterations: 300 };
  const found = await scheduleInParallel(problem, { workers: 2, seed: 3, budget });
  const alone = [3 * 64, 3 * 64 + 1].map((seed) => schedule(problem, { seed, budget }));
  const best = alone[1]!.measures.cost < alone[0]!.measures.cost ? alone[1]! : alone[0]!;
  assert.deepEqual(found, best);
});

test('a search that is called off gives the best it has', async () => {
  const calledOff = new AbortController();
  const hard = readInstance(readFileSync(new URL('../cases/mk01.txt', import.meta.url), 'utf8'), 'flexible');
  const dated = { ...hard, jobs: hard.jobs.map((job) => ({ ...job, due: 1 })) };
  setTimeout(() => calledOff.abort(), 50);
  // an hour, if nobody stopped it
  const found = await scheduleInParallel(dated, { workers: 1, budget: { milliseconds: 3_600_000 }, signal: calledOff.signal });
  assert.deepEqual(validate(dated, found), []);
  const never = await scheduleInParallel(dated, { workers: 1, budget: { milliseconds: 3_600_000 }, signal: AbortSignal.abort() });
  assert.equal(never.iterations, 0);
});

test('what makes no sense is refused before any thread is begun', async () => {
  await assert.rejects(scheduleInParallel(problem, { workers: 0, budget: { iterations: 1 } }), /workers is 0/);
  await assert.rejects(scheduleInParallel(problem, { workers: 1, budget: {} }), /names neither/);
  await assert.rejects(scheduleInParallel({ ...problem, jobs: [] }, { workers: 1, budget: { iterations: 1 } }), /jobs is empty/);
});
