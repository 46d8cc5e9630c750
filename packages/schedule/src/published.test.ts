import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { latenessFirst } from './problem.ts';
import { schedule } from './run.ts';
import { readInstance } from './text.ts';
import { validate } from './validate.ts';

// The file names its source. Shortest lengths: 55 (McMahon and Florian 1975) and 666 (Adams, Balas and Zawack 1988), both proven; 40 proven too.
const published = [
  { name: 'ft06', layout: 'job-shop', shortest: 55 },
  { name: 'la01', layout: 'job-shop', shortest: 666 },
  { name: 'mk01', layout: 'flexible', shortest: 40 },
] as const;

for (const { name, layout, shortest } of published)
  test(`${name} is scheduled in its shortest known length, ${shortest}`, () => {
    const problem = readInstance(readFileSync(new URL(`../cases/${name}.txt`, import.meta.url), 'utf8'), layout);
    const found = schedule(problem, { budget: { iterations: 8_000 } });
    assert.deepEqual(validate(problem, found, latenessFirst), []);
    assert.equal(found.measures.makespan, shortest);
    assert.ok(found.lowerBound <= shortest);
  });

test('the shortest length of la01 is proven by its machine load, and the search stops there', () => {
  const problem = readInstance(readFileSync(new URL('../cases/la01.txt', import.meta.url), 'utf8'), 'job-shop');
  const found = schedule(problem, { budget: { iterations: 1_000_000_000 } });
  assert.ok(found.isProvenBest);
  assert.equal(found.lowerBound, 666);
});

test("an instance in Taillard's layout, times before machines, is the same shop", () => {
  const both = [readInstance('2 2\n0 3 1 4\n1 5 0 2', 'job-shop'), readInstance('Nb of jobs, Nb of Machines\n2 2 840612802\nTimes\n3 4\n5 2\nMachines\n1 2\n2 1', 'taillard')];
  const [plain, taillard] = both.map((problem) => problem.jobs.map((job) => job.operations.map(({ on }) => on[0]!.time)));
  assert.deepEqual(plain, taillard);
  assert.deepEqual(
    both[1]!.jobs.map((job) => job.operations.map(({ on }) => on[0]!.machine)),
    [
      ['M1', 'M2'],
      ['M2', 'M1'],
    ],
  );
  assert.throws(() => readInstance('2 2\n3 4\n5 2', 'taillard'), /text has 2 lines of jobs; its first line says 2, which makes 4/);
  assert.throws(() => readInstance('1 1\n1', 'matrix' as never), /layout is "matrix"; it must be job-shop, flexible or taillard/);
});

test('a text that is not an instance is refused with the line that is wrong', () => {
  assert.throws(() => readInstance('', 'job-shop'), /text begins with ""/);
  assert.throws(() => readInstance('2 2\n0 1 1 2', 'job-shop'), /text has 1 lines of jobs; its first line says 2/);
  assert.throws(() => readInstance('1 2\n1 2 0 3', 'flexible'), /Line 2 of text has 4 numbers/);
  assert.throws(() => schedule(readInstance('1 1\n0', 'job-shop'), { budget: { iterations: 0 } }), /time on "M0" is NaN/);
});
