import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf, rehearse, type Outcome, type PlannedChange, type RehearsedLine } from '@millrace/model';
import { actOf, done } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { answer } from '../block/answer.ts';
import { running, subject, withLots } from '../execution/execution.fixture.ts';
import { execution, type Execution } from '../execution/execution.ts';
import { executionOf } from '../execution/id-of.ts';
import { stepsOf } from '../execution/steps-of.ts';
import { readingsRehearsal } from './rehearsal.ts';
import { record } from './record.ts';

const site = { kind: 'equipment.site', id: 'tablets', fields: { name: 'Tablets' } };
const line = { kind: 'equipment.line', id: 'packaging-2', fields: { name: 'Blister 2', in: 'tablets' } };
const leader = { kind: 'personnel.role-assignment', id: 'lena / team-leader', fields: { person: 'lena', role: 'team-leader', at: 'tablets' } };

/** A work master whose check asks for a mean within limits. */
const master = (limits: string, more: object = {}, extra: readonly object[] = []) => ({
  kind: 'work.master',
  id: 'pack',
  fields: {
    name: 'Pack',
    steps: [
      { id: 'clear', title: 'Line clearance' },
      {
        id: 'check',
        title: 'In-process check',
        data: [{ id: 'mean', ask: 'Mean of 10', unit: 'g', limits, outOfLimits: { recheck: 1, leadsTo: 'deviation', ...more } }, ...extra],
      },
    ],
  },
});
const modelWith = (work: ReturnType<typeof master>) => modelOf([site, line, leader, { kind: 'personnel.role', id: 'team-leader', fields: { name: 'Team leader' } }, work]);
const window = { from: Temporal.Instant.from('2026-11-22T00:00:00Z'), to: Temporal.Instant.from('2026-11-23T00:00:00Z'), zone: 'UTC' };

/** A job that begins under these limits, and reads these values at ten minutes' distance. */
function jobThatRead(values: readonly string[], limits = '18.20 to 18.80', more: object = {}): Execution {
  const begun: Execution = { ...running, lot: 'lot-1', lotNumber: 'L-0412', steps: stepsOf(master(limits, more).fields).map((step, i) => (i === 0 ? running.steps[0]! : step)) };
  return values.reduce(
    (job, value, i) =>
      done<Execution>(execution, job, record, { execution: subject, step: 'check', data: 'mean', value }, actOf({ at: `2026-11-22T1${i}:00:00Z` }), withLots(job)).state,
    begun,
  );
}
const heard = (job: Execution, work: ReturnType<typeof master>): readonly Outcome[] => readingsRehearsal.under(modelWith(work), window).hear(job);
const counted = (job: Execution, work: ReturnType<typeof master>) =>
  Object.fromEntries([...Map.groupBy(heard(job, work), (one) => one.what)].map(([what, found]) => [what, found.length]));

test('a tighter limit would have found the values out of limits that lie between', () => {
  assert.deepEqual(
    heard(jobThatRead(['18.50', '18.75', '18.71', '18.20']), master('18.20 to 18.70'))
      .filter((one) => one.what === 'outside')
      .map((one) => one.name),
    ['18.75 g, Mean of 10 at Blister 2, lot L-0412', '18.71 g, Mean of 10 at Blister 2, lot L-0412'],
  );
});

test('a tighter limit without a re-check would have held the lots whose readings lie between', () => {
  const strict = { recheck: 0 };
  assert.deepEqual(counted(jobThatRead(['18.50', '18.75'], '18.20 to 18.80', strict), master('18.20 to 18.70', strict)), { outside: 1, blocked: 1, lot: 1 });
  assert.deepEqual(counted(jobThatRead(['18.50', '18.65'], '18.20 to 18.80', strict), master('18.20 to 18.70', strict)), {});
});

test('where a re-check was due that nobody took, nothing is guessed: the value is out of limits, and what came of it is not known', () => {
  assert.deepEqual(counted(jobThatRead(['18.75']), master('18.20 to 18.70')), { outside: 1, recheck: 1 });
});

test('a value that blocks its job then blocks it under limits that find it out as well', () => {
  assert.deepEqual(counted(jobThatRead(['18.93', '18.91']), master('18.20 to 18.70')), { outside: 2, blocked: 1, lot: 1 });
});

test('wider limits would have blocked nothing, and whether the re-check had been taken is not known', () => {
  assert.deepEqual(counted(jobThatRead(['18.93', '18.91']), master('18.20 to 19.00')), { spared: 1 });
});

test('a value that blocks its job blocks it once, however often it is read before somebody decides', () => {
  assert.deepEqual(counted(jobThatRead(['18.93', '18.91', '18.92']), master('18.20 to 18.80')), { outside: 3, blocked: 1, lot: 1 });
});

test('what blocked its job after the first value that would have gone otherwise is neither counted nor taken away', async () => {
  const {
    rehearsed: [of],
    differs,
  } = await rehearsed([jobThatRead(['18.75', '18.93', '18.91'])], master('18.20 to 18.80'), master('18.20 to 18.70'));
  const line = (what: string) => of!.lines.find((one) => one.what === what)!;
  assert.deepEqual([line('blocked').inForce, line('blocked').proposed, line('blocked').unknown.count, line('blocked').fewer.count], [1, 0, 1, 0]);
  assert.deepEqual([line('outside').more.count, line('recheck').more.count, differs], [1, 1, true]);
});

test('a value that was decided and read again blocks anew, under the same rule as often as it did', () => {
  const calls = { recheck: 0, leadsTo: 'call', calls: 'team-leader' };
  const blocked = jobThatRead(['18.93'], '18.20 to 18.80', calls);
  const decided = done<Execution>(
    execution,
    blocked,
    answer,
    { execution: subject, decision: 'recheck', words: 'Scale set to zero' },
    actOf({ by: 'lena', roles: ['team-leader'], at: '2026-11-22T11:00:00Z' }),
  ).state;
  const again = done<Execution>(
    execution,
    decided,
    record,
    { execution: subject, step: 'check', data: 'mean', value: '18.95' },
    actOf({ at: '2026-11-22T11:05:00Z' }),
    withLots(decided),
  ).state;
  assert.equal(again.state, 'blocked');
  assert.deepEqual(counted(again, master('18.20 to 18.80', calls)), { outside: 2, blocked: 2, called: 2 });
});

test('who would have been called is named with those who hold the role there', () => {
  const calls = { recheck: 0, leadsTo: 'call', calls: 'team-leader' };
  const [call] = heard(jobThatRead(['18.75'], '18.20 to 18.80', calls), master('18.20 to 18.70', calls)).filter((one) => one.what === 'called');
  assert.deepEqual(call?.calls, { role: 'team-leader', persons: ['lena'] });
});

test('what a step would have asked for besides was not read, and is named', () => {
  const job: Execution = jobThatRead(['18.50']);
  const over = { ...job, steps: job.steps.map((step) => ({ ...step, doneBy: 'ana', doneAt: actOf().at })) };
  assert.deepEqual(counted(over, master('18.20 to 18.80', {}, [{ id: 'hardness', ask: 'Hardness' }])), { unread: 1 });
});

test('only what was read in the days that are rehearsed is counted', () => {
  const job = jobThatRead(['18.75']);
  const later = { ...window, from: Temporal.Instant.from('2026-11-22T12:00:00Z') };
  assert.deepEqual(readingsRehearsal.under(modelWith(master('18.20 to 18.70')), later).hear(job), []);
});

const change = (before: ReturnType<typeof master>, after: ReturnType<typeof master>): PlannedChange => ({
  action: 'change',
  kind: 'work.master',
  id: 'pack',
  before: before.fields,
  after: after.fields,
  fields: [],
  consequences: [],
});
const rehearsed = async (jobs: readonly Execution[], now: ReturnType<typeof master>, then: ReturnType<typeof master>) =>
  rehearse({
    rehearsals: [readingsRehearsal],
    plant: 'plants/x',
    changes: [change(now, then)],
    inForce: modelWith(now),
    proposed: modelWith(then),
    window,
    asOf: { at: window.to, position: 1 },
    // a page each, as they travel
    ask: async (_, { after = '0' }) => ({
      facts: jobs[Number(after)] ? [JSON.parse(JSON.stringify(jobs[Number(after)]))] : [],
      next: Number(after) + 1 < jobs.length ? String(Number(after) + 1) : null,
    }),
  });
const value = fc.integer({ min: 1780, max: 1920 }).map((n) => (n / 100).toFixed(2));
const past = fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
const limit = fc.tuple(fc.integer({ min: 1800, max: 1850 }), fc.integer({ min: 1850, max: 1900 })).map(([low, high]) => `${(low / 100).toFixed(2)} to ${(high / 100).toFixed(2)}`);

test('the model in force, rehearsed on what happened under it, would have led to just what happened', async () => {
  await fc.assert(
    fc.asyncProperty(past, limit, fc.integer({ min: 0, max: 2 }), async (values, limits, recheck) => {
      const now = master(limits, { recheck });
      const jobs = values.map((read, i) => ({ ...jobThatRead(read, limits, { recheck }), id: executionOf(`job-${i}`) }));
      const report = await rehearsed(jobs, now, now);
      const isSame = (one: RehearsedLine) => one.happened === one.inForce && one.inForce === one.proposed && one.more.count === 0 && one.fewer.count === 0;
      return !report.differs && report.rehearsed[0]!.lines.every(isSame);
    }),
  );
});

test('it blocks the jobs that the rules of the floor blocked, and no others', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 6 }), limit, fc.integer({ min: 0, max: 2 }), (values, limits, recheck) => {
      const job = jobThatRead(values, limits, { recheck });
      return (job.state === 'blocked') === heard(job, master(limits, { recheck })).some((one) => one.what === 'blocked');
    }),
  );
});

test('tightening limits never finds fewer values out of them', async () => {
  await fc.assert(
    fc.asyncProperty(past, async (values) => {
      const jobs = values.map((read, i) => ({ ...jobThatRead(read), id: executionOf(`job-${i}`) }));
      const {
        rehearsed: [of],
      } = await rehearsed(jobs, master('18.20 to 18.80'), master('18.30 to 18.70'));
      return of!.lines.every((one) => one.what !== 'outside' || one.fewer.count === 0);
    }),
  );
});
