import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { equipment } from '@millrace/equipment/module';
import { material } from '@millrace/material/module';
import { executionOf } from '@millrace/mes';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { qms } from '@millrace/qms/module';
import { scada } from '@millrace/scada/module';
import { openPolicy, replayAndCompare } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { governance } from '../module.ts';

let p: Plant;
let isAdvised = false;
before(async () => {
  p = await plant([model, personnel, equipment, material, work, scada, mes, qms, governance], { now: '2026-11-22T06:00:00.000000789Z' });
  const ladder = (id: string, on: string, after_: string) => ({
    kind: 'governance.ladder',
    id,
    fields: { name: id, at: 'test', on, clock: 'elapsed', groupBy: 'none', steps: [{ after: after_, role: 'team-leader', accept: '3 min', answer: '10 min' }] },
  });
  const data = (leadsTo: string) => [{ id: 'mean', ask: 'Mean of 10', unit: 'g', limits: '18.20 to 18.80', outOfLimits: { recheck: 0, leadsTo, calls: 'quality-engineer' } }];
  await setModel(p, [
    { kind: 'equipment.site', id: 'test', fields: { name: 'Test', timeZone: 'Europe/Berlin' } },
    { kind: 'equipment.unit', id: 'U1', fields: { name: 'Unit 1', in: 'test' } },
    ...['team-leader', 'quality-engineer'].map((id) => ({ kind: 'personnel.role', id, fields: { name: id } })),
    ladder('check', 'check-overdue', '5 min'),
    ladder('value', 'out-of-limits', '0 min'),
    {
      kind: 'work.master',
      id: 'pack',
      fields: {
        name: 'Pack',
        segment: 'Packaging',
        on: [{ at: 'U1' }],
        steps: [
          { id: 'check', title: 'Weigh', every: '30 min', data: data('call') },
          { id: 'finish', title: 'Run out', data: [] },
        ],
      },
    },
    {
      kind: 'work.master',
      id: 'pair',
      fields: { name: 'Pair', segment: 'Packaging', on: [{ at: 'U1' }], steps: [{ id: 'check', title: 'Weigh', data: [...data('call'), { ...data('call')[0], id: 'empty' }] }] },
    },
  ]);
  p.setPolicy({ ...openPolicy, modeOf: (rule) => (isAdvised && rule === 'work.job-order.complete/owed' ? 'advise' : 'enforce') });
  p.setGrants('tina', [{ role: 'team-leader', pattern: '*', place: null }]);
  p.setGrants('quinn', [{ role: 'quality-engineer', pattern: '*', place: null }]);
});
after(() => p?.close());

const as = (person: string) => ({ actor: { kind: 'person', person } as const });
let job: ReturnType<typeof newId<'work.job-order'>>;
/** A job that has just been started, with its step that repeats. */
const started = async (workMaster = 'pack') => {
  job = newId<'work.job-order'>();
  isAdvised = false;
  await p.act('work.job-order.create', {
    jobOrder: job,
    workType: 'production',
    place: 'U1',
    workMaster,
    quantity: { value: '100', unit: '1' },
    plannedStart: p.clock.now().toString(),
  });
  await p.act('work.job-order.dispatch', { jobOrder: job });
  await p.act('work.job-order.start', { jobOrder: job, at: 'U1', workMaster });
  await p.engine.settle();
};
const wait = async (minutes: number) => {
  p.clock.advance(minutes * 60);
  await p.engine.settle();
};
const doing = async (address: string, input: object, by = 'ana') => {
  await p.act(address, { execution: executionOf(job), ...input }, as(by));
  await p.engine.settle();
};
const read = (value: string) => doing('mes.reading.record', { step: 'check', data: 'mean', value });
const complete = (step = 'check') => doing('mes.step.complete', { step });
const rowOf = async (table: string, where: string, value: string) => (await p.owner.query(`select * from ${table} where ${where} = $1`, [value])).rows;
const execution = async () => (await rowOf('mes.execution', 'id', executionOf(job)))[0];
const escalations = () => rowOf('governance.escalation', 'cause_id', executionOf(job));
const checks = async () => (await execution()).steps[0].checks as { n: number; isOverdue?: boolean; doneBy?: string; leftS?: number }[];
const finish = async () => {
  await complete('finish');
  await p.act('work.job-order.complete', { jobOrder: job });
  await p.engine.settle();
};

test('a check that nobody does in its time is overdue, calls the ladder of the place, and holds back the completion of the order', async () => {
  await started();
  await wait(31);
  assert.equal((await checks())[0]!.isOverdue, true);
  assert.deepEqual(
    (await escalations()).map((one) => [one.on, one.state, one.step]),
    [['check-overdue', 'raised', -1]],
  );
  await wait(5);
  assert.equal((await escalations())[0].step, 0);
  await assert.rejects(p.act('work.job-order.complete', { jobOrder: job }), {
    rule: 'work.job-order.complete/owed',
    message:
      /^Owed before it is completed: all 2 steps of its instruction, "Weigh" to "Run out", since .*; the check "Weigh", since .*\. Do that first; then complete the order\.$/,
  });

  await read('18.50');
  await complete();
  assert.deepEqual(
    (await checks()).map((one) => [one.n, one.doneBy]),
    [
      [1, 'ana'],
      [2, undefined],
    ],
  );
  assert.equal((await escalations())[0].state, 'withdrawn');
  await finish();
});

test('where the plant only advises, an order with an overdue check is completed and that is noted', async () => {
  await started();
  await wait(31);
  isAdvised = true;
  const answer = await p.act('work.job-order.complete', { jobOrder: job });
  assert.deepEqual(
    answer.remarks.map((one) => [one.rule, one.mode]),
    [['work.job-order.complete/owed', 'advise']],
  );
});

test('the time of a check stands with the job and survives it, however long the pause', async () => {
  await started();
  await wait(20);
  await p.act('work.job-order.pause', { jobOrder: job });
  await wait(300);
  assert.equal((await checks())[0]!.isOverdue, undefined);
  assert.ok(Math.abs((await checks())[0]!.leftS! - 600) < 2);
  await p.act('work.job-order.resume', { jobOrder: job, at: 'U1' });
  await p.engine.settle();
  await wait(9);
  assert.equal((await checks())[0]!.isOverdue, undefined);
  await wait(2);
  assert.equal((await checks())[0]!.isOverdue, true);
  await read('18.50');
  await complete();
  await finish();
});

test('a value that leads to a call calls the role the step names; taken on a phone, decided at the machine, and all readings are kept', async () => {
  await started();
  await read('18.93');
  const [raised] = await escalations();
  assert.deepEqual([raised.on, raised.state, raised.calls[0].role], ['out-of-limits', 'raised', 'quality-engineer']);
  await p.act('governance.escalation.accept', { escalation: raised.id }, as('quinn'));
  await p.engine.settle();
  assert.equal((await execution()).block.acceptedBy, 'quinn');

  await doing('mes.block.answer', { decision: 'adjust', words: 'Dosing plate set back' }, 'quinn');
  assert.deepEqual(
    [(await execution()).state, (await escalations())[0].state, (await escalations())[0].did],
    ['running', 'closed', 'Adjusted, then read again: Dosing plate set back'],
  );
  await read('18.55');
  await complete();
  assert.deepEqual(
    (await execution()).readings.map((one: { value: string }) => one.value),
    ['18.93', '18.55'],
  );
  await finish();
});

test('while a value of a check waits for a decision nobody is called for the check, and its time goes on after that', async () => {
  await started();
  await wait(25);
  await read('18.93');
  await wait(30);
  assert.equal((await checks())[0]!.isOverdue, undefined);
  assert.deepEqual(
    (await escalations()).map((one) => one.on),
    ['out-of-limits'],
  );
  await doing('mes.block.accept', {}, 'quinn');
  await doing('mes.block.answer', { decision: 'adjust', words: 'Dosing plate set back' }, 'quinn');
  await wait(4);
  assert.equal((await checks())[0]!.isOverdue, undefined);
  await wait(2);
  assert.equal((await checks())[0]!.isOverdue, true);

  await read('18.93');
  assert.deepEqual((await escalations()).map((one) => [one.on, one.state]).toSorted(), [
    ['check-overdue', 'withdrawn'],
    ['out-of-limits', 'closed'],
    ['out-of-limits', 'raised'],
  ]);
  await doing('mes.block.answer', { decision: 'adjust', words: 'Dosing plate set back' }, 'quinn');
  await wait(0.1);
  assert.equal((await escalations()).filter((one) => one.on === 'check-overdue' && one.state === 'raised').length, 1);
  await read('18.50');
  await complete();
  await finish();
});

test('a call taken at the terminal is accepted on the board too, and a stop holds the order', async () => {
  await started();
  await read('18.93');
  await doing('mes.block.accept', {}, 'quinn');
  assert.deepEqual([(await escalations())[0].state, (await escalations())[0].accepted_by], ['accepted', 'quinn']);
  await doing('mes.block.answer', { decision: 'stop', words: 'Nozzle is torn' }, 'quinn');
  const [order] = await rowOf('work.job_order', 'id', job);
  assert.deepEqual([order.state, order.held_why], ['held', '18.93, 0.13 above limit: Nozzle is torn']);
  assert.equal((await escalations())[0].state, 'answered');
  await p.act('work.job-order.release', { jobOrder: job });
  await p.act('work.job-order.abort', { jobOrder: job, why: 'Nozzle' });
  await p.engine.settle();
});

test('when another value blocks next, the call goes on until that one is decided too', async () => {
  await started('pair');
  await read('18.93');
  await p.act('mes.reading.record', { execution: executionOf(job), step: 'check', data: 'empty', value: '17.9' });
  await p.engine.settle();
  await doing('mes.block.answer', { decision: 'adjust', words: 'Dosing plate set back' }, 'quinn');
  assert.equal((await execution()).block.data, 'empty');
  assert.deepEqual(
    (await escalations()).map((one) => [one.state, one.also.length]),
    [['accepted', 1]],
  );
  await doing('mes.block.answer', { decision: 'adjust', words: 'Scale cleaned' }, 'quinn');
  assert.deepEqual([(await execution()).state, (await escalations())[0].state], ['running', 'closed']);
  await p.act('work.job-order.abort', { jobOrder: job, why: 'Over' });
  await p.engine.settle();
});

test('replaying all events gives the rows as they are', async () => {
  for (const noun of p.rooms.nouns.values()) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});
