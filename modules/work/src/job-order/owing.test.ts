import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { complete, jobOrder, owe, settle, type JobOrder } from '../index.ts';

const id = newId<'work.job-order'>();
const at = (minute: number) => actOf().at.add({ minutes: minute });
const running: JobOrder = {
  id,
  state: 'running',
  workType: 'production',
  place: 'PK-21',
  quantity: { value: '100', unit: '1' },
  plannedStart: at(0),
  priority: 100,
  sequence: 1,
  externalIds: [],
  persons: [],
  good: '0',
  scrap: '0',
  scrapByReason: [],
  flaggedCounts: [],
  createdBy: 'ana',
  createdAt: at(0),
  runsAt: 'PK-21',
  startedBy: 'ana',
  startedAt: at(0),
  runningSince: at(0),
  runningBy: ['ana'],
  runGood: '0',
  runScrap: '0',
};
const owing = (order: JobOrder, key: string, minute: number) => done<JobOrder>(jobOrder, order, owe, { jobOrder: id, key, says: `the check "${key}"`, since: at(minute) }).state;
const settling = (order: JobOrder, key: string, minute: number) => done<JobOrder>(jobOrder, order, settle, { jobOrder: id, key, until: at(minute) }).state;
const owedBy = (order: JobOrder) => order.owed?.map((one) => one.key) ?? [];

test('what is owed holds the completion back, and all of it is named', () => {
  const order = owing(owing(running, 'steps', 0), 'weigh', 30);
  assert.throws(() => done(jobOrder, order, complete, { jobOrder: id }), {
    rule: 'work.job-order.complete/owed',
    message: `Owed before it is completed: the check "steps", since ${at(0)}; the check "weigh", since ${at(30)}. Do that first; then complete the order.`,
  });
});
test('an overdue check that is heard of after it was done is owed no more, and the next one is', () => {
  const order = owing(settling(running, 'weigh', 35), 'weigh', 30);
  assert.deepEqual(owedBy(order), []);
  assert.deepEqual(owedBy(owing(order, 'weigh', 65)), ['weigh']);
});
test('a settling that is heard late takes nothing away that became owed after it', () => {
  assert.deepEqual(owedBy(settling(owing(running, 'weigh', 65), 'weigh', 35)), ['weigh']);
});
test('what was owed before the completion and is heard after it stays on the order; what came later does not', () => {
  const completed: JobOrder = { ...running, state: 'completed', completedBy: 'ana', completedAt: at(40) };
  assert.deepEqual([owedBy(owing(completed, 'weigh', 30)), owedBy(owing(completed, 'weigh', 50))], [['weigh'], []]);
});

test('in whatever order owing and settling are heard, the same is owed in the end', () => {
  // each check in its time: overdue or not, done or not yet; only the last may be open
  const checks = fc.array(fc.record({ isOverdue: fc.boolean(), isDone: fc.boolean() }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(checks, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (told, chance) => {
      const words = told.flatMap(({ isOverdue, isDone }, n) => {
        const isSettled = isDone || n < told.length - 1;
        const due = n * 30;
        return isOverdue ? [{ does: owing, minute: due }, ...(isSettled ? [{ does: settling, minute: due + 10 }] : [])] : [];
      });
      const last = told.at(-1)!;
      const shuffled = words.map((word) => ({ word, by: chance.next().value! })).toSorted((a, b) => a.by - b.by);
      const order = shuffled.reduce<JobOrder>((now, { word }) => word.does(now, 'weigh', word.minute), running);
      return owedBy(order).length === (last.isOverdue && !last.isDone ? 1 : 0);
    }),
    { numRuns: 500 },
  );
});
