import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { model } from '@millrace/model/module';
import { replayAndCompare } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '../module.ts';

const compression = { name: 'Compress Relvanta 20 mg', segment: 'Compression', on: [{ at: 'TP-01' }], requires: 'compression', steps: [] };
let p: Plant;
before(async () => {
  p = await plant([model, work]);
  await setModel(p, [
    { kind: 'equipment.line', id: 'compression-1', fields: { name: 'Compression suite' } },
    { kind: 'equipment.unit', id: 'TP-01', fields: { name: 'Tablet press 1', in: 'compression-1' } },
    { kind: 'equipment.unit', id: 'TP-02', fields: { name: 'Tablet press 2', in: 'compression-1' } },
    { kind: 'material.definition', id: 'BK-20', fields: { name: 'Core tablets', unit: 'kg' } },
    { kind: 'work.master', id: 'compress-20', fields: compression },
    { kind: 'personnel.person', id: 'ana', fields: { name: 'Ana', holds: [{ qualification: 'compression', since: '2026-01-01' }] } },
    { kind: 'personnel.person', id: 'ben', fields: { name: 'Ben', holds: [{ qualification: 'compression', since: '2026-01-01', until: '2026-11-21' }] } },
  ]);
});
after(() => p?.close());

const as = (person: string) => ({ actor: { kind: 'person' as const, person } });
const created = async (more: object = {}) => {
  const jobOrder = newId<'work.job-order'>();
  await p.act('work.job-order.create', {
    jobOrder,
    place: 'TP-01',
    workMaster: 'compress-20',
    definition: 'BK-20',
    lotNumber: 'B-0412',
    quantity: { value: '240', unit: 'kg' },
    plannedStart: '2026-11-22T06:00:00Z',
    ...more,
  });
  return jobOrder;
};
const running = async (at = 'TP-01') => {
  const jobOrder = await created({ place: at });
  await p.act('work.job-order.dispatch', { jobOrder });
  await p.act('work.job-order.start', { jobOrder, at, workMaster: 'compress-20', person: 'ana' });
  return jobOrder;
};
const row = async (jobOrder: string) => (await p.owner.query('select * from work.job_order where id = $1', [jobOrder])).rows[0];
const responses = async (jobOrder: string) =>
  (await p.owner.query('select *, extract(epoch from "to" - "from")::int as seconds from work.job_response where job_order = $1 order by "from"', [jobOrder])).rows;

test('an order for an unknown place, material or work master is not created', async () => {
  await assert.rejects(created({ place: 'TP-99' }), { rule: 'work.job-order.create/no-such-place' });
  await assert.rejects(created({ definition: 'BK-99' }), { rule: 'work.job-order.create/no-such-material' });
  await assert.rejects(created({ workMaster: 'press' }), { rule: 'work.job-order.create/no-such-master' });
});

test('work freezes the directive it starts with, whatever the model says later', async () => {
  const jobOrder = await running();
  await setModel(p, [{ kind: 'work.master', id: 'compress-20', fields: { ...compression, name: 'Compress, new way' } }]);
  const { directive } = await row(jobOrder);
  assert.equal(directive.fields.name, 'Compress Relvanta 20 mg');
  assert.match(directive.since, /^[0-9a-f-]{36}$/);
  await p.act('work.job-order.complete', { jobOrder });
});

test('whoever does not hold the qualification today does not start the work', async () => {
  const jobOrder = await created();
  await p.act('work.job-order.dispatch', { jobOrder });
  const start = (person: string) => p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20', person }, as(person));
  await assert.rejects(start('ben'), { rule: 'work.job-order.start/unqualified' });
  await assert.rejects(start('cem'), { rule: 'work.job-order.start/unqualified' });
  await start('ana');
  await p.act('work.job-order.abort', { jobOrder, why: 'end of test' });
});

test('the last day of a qualification is a day of the plant', async () => {
  // it is six in the morning of the 22nd at Greenwich, and the evening of the 21st in Honolulu
  const start = async (timeZone: string) => {
    const jobOrder = await created();
    await p.act('work.job-order.dispatch', { jobOrder });
    p.setPolicy({ timeZone });
    await p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20', person: 'ben' }, as('ben')).finally(() => p.setPolicy({ timeZone: 'UTC' }));
    await p.act('work.job-order.abort', { jobOrder, why: 'end of test' });
  };
  await start('Pacific/Honolulu');
  await assert.rejects(start('Europe/Berlin'), { rule: 'work.job-order.start/unqualified' });
});

test('a qualification that must be shown again does not let anybody start the day after, and who may not reads which ended when and who renews it', async () => {
  await setModel(p, [
    { kind: 'personnel.role', id: 'trainer', fields: { name: 'Trainer' } },
    { kind: 'personnel.qualification', id: 'compression', fields: { name: 'Tablet press', validFor: '12 months', renewedBy: 'trainer' } },
    // shown a year ago: the 21st is the last day
    { kind: 'personnel.person', id: 'dora', fields: { name: 'Dora', holds: [{ qualification: 'compression', since: '2025-11-21' }] } },
  ]);
  const try_ = async (verb: 'start' | 'resume', timeZone: string) => {
    const jobOrder = await created();
    await p.act('work.job-order.dispatch', { jobOrder });
    if (verb === 'resume') {
      await p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20' }, as('ana'));
      await p.act('work.job-order.pause', { jobOrder });
    }
    p.setPolicy({ timeZone });
    const input = verb === 'start' ? { jobOrder, at: 'TP-01', workMaster: 'compress-20' } : { jobOrder, at: 'TP-01' };
    await p.act(`work.job-order.${verb}`, input, as('dora')).finally(() => p.setPolicy({ timeZone: 'UTC' }));
    await p.act('work.job-order.abort', { jobOrder, why: 'end of test' });
  };
  for (const verb of ['start', 'resume'] as const) {
    // six in the morning of the 22nd at Greenwich: still the 21st in Honolulu, and the 22nd in Berlin
    await try_(verb, 'Pacific/Honolulu');
    await assert.rejects(try_(verb, 'Europe/Berlin'), {
      rule: `work.job-order.${verb}/unqualified`,
      message: `This work asks for "Tablet press", and Dora does not hold it today: it ended on 2026-11-21, and the role "Trainer" can renew it. Someone who does must ${verb} it.`,
      facts: {
        qualification: 'Tablet press',
        person: 'Dora',
        standing: ': it ended on 2026-11-21, and the role "Trainer" can renew it',
        ended: '2026-11-21',
        renewer: 'the role "Trainer"',
      },
    });
  }
  await setModel(p, [{ kind: 'personnel.qualification', id: 'compression' }]);
});

test('whoever starts or resumes is judged by what they hold, whether they name themselves or not', async () => {
  const jobOrder = await created();
  await p.act('work.job-order.dispatch', { jobOrder });
  const start = (person: string) => p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20' }, as(person));
  const resume = (person: string) => p.act('work.job-order.resume', { jobOrder, at: 'TP-01' }, as(person));
  await assert.rejects(start('ben'), { rule: 'work.job-order.start/unqualified' });
  await start('ana');
  await p.act('work.job-order.pause', { jobOrder });
  await assert.rejects(resume('ben'), { rule: 'work.job-order.resume/unqualified' });
  await resume('ana');
  await p.act('work.job-order.abort', { jobOrder, why: 'end of test' });
});

test('nobody starts in the name of another', async () => {
  const jobOrder = await created();
  await p.act('work.job-order.dispatch', { jobOrder });
  await assert.rejects(p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20', person: 'ana' }, as('ben')), {
    rule: 'work.job-order.start/other-person',
  });
});

test('a unit does one job at a time', async () => {
  const first = await running();
  await assert.rejects(running(), { rule: 'work.job-order.start/unit-busy' });
  await p.act('work.job-order.pause', { jobOrder: first, why: 'another first' });
  const second = await running();
  await assert.rejects(p.act('work.job-order.resume', { jobOrder: first, at: 'TP-01', person: 'ana' }), { rule: 'work.job-order.resume/unit-busy' });
  await p.act('work.job-order.complete', { jobOrder: second });
  await p.act('work.job-order.complete', { jobOrder: first });
});

test('two starts on one unit at the same moment: one runs', async () => {
  const orders = await Promise.all([created(), created()]);
  for (const jobOrder of orders) await p.act('work.job-order.dispatch', { jobOrder });
  const answers = await Promise.allSettled(orders.map((jobOrder) => p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20', person: 'ana' })));
  assert.deepEqual(answers.map((one) => one.status).toSorted(), ['fulfilled', 'rejected']);
  const winner = orders[answers.findIndex((one) => one.status === 'fulfilled')]!;
  await p.act('work.job-order.complete', { jobOrder: winner });
});

test('every interval of work leaves its response with people, time and quantities', async () => {
  const jobOrder = await running();
  p.clock.advance(600);
  await p.act('work.job-order.count', { jobOrder, good: '12.5', scrap: [{ reason: 'start-up', value: '0.4' }] });
  await p.act('work.job-order.pause', { jobOrder });
  p.clock.advance(300);
  await p.act('work.job-order.resume', { jobOrder, at: 'TP-01', person: 'ana' });
  p.clock.advance(60);
  await p.act('work.job-order.count', { jobOrder, good: '100', unit: 'g' }, as('ben'));
  await p.act('work.job-order.complete', { jobOrder });
  await p.engine.settle();
  const done = await responses(jobOrder);
  assert.deepEqual(
    done.map((one) => [one.seconds, one.good, one.scrap, one.unit, one.persons, one.ended_by]),
    [
      [600, '12.5', '0.4', 'kg', ['ana'], 'pause'],
      [60, '0.1', '0', 'kg', ['ana', 'ben'], 'completion'],
    ],
  );
  const { good, scrap, scrap_by_reason } = await row(jobOrder);
  assert.deepEqual([good, scrap, scrap_by_reason], ['12.6', '0.4', [{ reason: 'start-up', value: '0.4' }]]);
});

test('two operators complete one job at once: one wins, the other is told, his counts are kept', async () => {
  const jobOrder = await running();
  const finish = async (person: string, good: string) => {
    const counted = await p.act('work.job-order.count', { jobOrder, good }, as(person));
    return { counted, completed: await p.act('work.job-order.complete', { jobOrder }, as(person)) };
  };
  const answers = await Promise.allSettled([finish('ana', '100'), finish('ben', '7')]);
  const lost = answers.find((one) => one.status === 'rejected');
  assert.equal(answers.filter((one) => one.status === 'fulfilled').length, 1);
  assert.equal(lost!.reason.rule, 'work.job-order.complete/completed-already');
  assert.equal((await row(jobOrder)).good, '107');
});

test('the work of yesterday is written up with its own times', async () => {
  const yesterday = p.clock.now().subtract({ hours: 24 });
  const at = (minutes: number) => ({ happenedAt: yesterday.add({ minutes }) });
  const jobOrder = newId<'work.job-order'>();
  const quantity = { value: '240', unit: 'kg' };
  await p.act('work.job-order.create', { jobOrder, place: 'TP-02', quantity, plannedStart: yesterday.toString() }, at(0));
  await p.act('work.job-order.dispatch', { jobOrder }, at(5));
  await p.act('work.job-order.start', { jobOrder, at: 'TP-02' }, at(10));
  await p.act('work.job-order.count', { jobOrder, good: '200' }, at(60));
  const { remarks } = await p.act('work.job-order.complete', { jobOrder }, at(70));
  await p.engine.settle();
  const [response] = (await p.owner.query('select "from", "to", good from work.job_response where job_order = $1', [jobOrder])).rows;
  assert.deepEqual(remarks, []);
  assert.deepEqual([response.from.getTime(), response.to.getTime(), response.good], [at(10), at(70)].map(({ happenedAt }) => happenedAt.epochMilliseconds).concat('200' as never));
});

test('nothing ends before it began, and a count of a moment that cannot be is in the totals, flagged, as of now', async () => {
  const jobOrder = await created();
  await p.act('work.job-order.dispatch', { jobOrder });
  const before = { happenedAt: p.clock.now().subtract({ hours: 1 }) };
  await assert.rejects(p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20' }, before), { rule: 'work.job-order.start/before-record' });
  await p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20' });
  for (const verb of ['pause', 'complete', 'abort'])
    await assert.rejects(p.act(`work.job-order.${verb}`, { jobOrder, ...(verb === 'abort' && { why: 'given up' }) }, before), {
      rule: `work.job-order.${verb}/before-record`,
      message: /^You say this happened at .*; this job order is running since .*\. Correct the time, then do it again\.$/,
    });
  for (const said of ['1900-01-01T00:00:00Z', '2030-01-01T00:00:00Z', before.happenedAt.toString()])
    await p.act('work.job-order.count', { jobOrder, good: '1' }, { happenedAt: Temporal.Instant.from(said) });
  const [row] = (await p.owner.query('select good, flagged_counts from work.job_order where id = $1', [jobOrder])).rows;
  assert.deepEqual([row.good, row.flagged_counts.map((one: { flags: string[] }) => one.flags)], ['3', [['too-long-ago'], ['clock-ahead'], ['before-record']]]);
  assert.ok(row.flagged_counts.every((one: { at: string }) => Temporal.Instant.from(one.at).equals(p.clock.now())));
  await p.act('work.job-order.complete', { jobOrder });
});

test('a count that comes after completion is kept, is in the totals, and is flagged', async () => {
  const jobOrder = await running();
  await p.act('work.job-order.complete', { jobOrder });
  const answer = await p.act('work.job-order.count', { jobOrder, good: '3', scrap: [{ reason: 'tablet-defect', value: '1' }] }, as('ben'));
  assert.equal(answer.kept, undefined);
  const { good, scrap, flagged_counts } = await row(jobOrder);
  assert.deepEqual([good, scrap], ['3', '1']);
  assert.deepEqual(
    flagged_counts.map((one: { flags: string[]; by: string }) => [one.flags, one.by]),
    [[['after-completion'], 'ben']],
  );
});

test('a count in a unit that has nothing to do with the order stays beside its totals', async () => {
  const jobOrder = await running();
  await p.act('work.job-order.count', { jobOrder, good: '40', unit: 'min' });
  const { good, flagged_counts } = await row(jobOrder);
  assert.deepEqual([good, flagged_counts[0].flags, flagged_counts[0].unit], ['0', ['other-unit'], 'min']);
  await p.act('work.job-order.complete', { jobOrder });
});

test('a count for an order that nobody knows waits for a person', async () => {
  const answer = await p.act('work.job-order.count', { jobOrder: newId(), good: '3' });
  assert.equal(answer.kept?.rule, 'work.job-order.count/not-found');
});

test('a pause told to the nanosecond is kept as a row keeps it, in its event as well', async () => {
  const jobOrder = await running();
  p.clock.advance(60);
  await p.act('work.job-order.pause', { jobOrder }, { happenedAt: p.clock.now().subtract({ nanoseconds: 1_234_567_891 }) });
  const noun = work.nouns!.find(({ address }) => address === 'work.job-order')!;
  assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get('work.job-order')!), []);
  await p.act('work.job-order.complete', { jobOrder });
});

test('rows are what the events say', async () => {
  for (const noun of work.nouns!) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});
