import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { model } from '@millrace/model/module';
import { planning } from '@millrace/planning/module';
import { replayAndCompare } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { integration } from '../module.ts';

let p: Plant;
before(async () => {
  p = await plant([model, work, planning, integration]);
  await setModel(p, [
    { kind: 'equipment.unit', id: 'TP-01', fields: { name: 'Tablet press 1', in: 'compression-1' } },
    { kind: 'material.definition', id: 'BK-20', fields: { name: 'Core tablets', unit: 'kg' } },
    { kind: 'work.master', id: 'compress-20', fields: { name: 'Compress', segment: 'Compression', makes: 'BK-20', on: [{ at: 'TP-01' }], steps: [] } },
    { kind: 'integration.system', id: 'erp', fields: { name: 'ERP', sort: 'erp', sends: [] } },
    {
      kind: 'integration.flow',
      id: 'performance',
      fields: { name: 'Performance', system: 'erp', way: 'out', message: 'production-performance', format: 'b2mml-v0701', by: 'drop-folder', at: 'tablets' },
    },
    {
      kind: 'integration.flow',
      id: 'schedule',
      fields: { name: 'Schedule', system: 'erp', way: 'in', message: 'production-schedule', format: 'b2mml-v0600', by: 'http', at: 'tablets' },
    },
  ]);
});
after(() => p?.close());

const system = { actor: { kind: 'system' as const, person: 'flow:test' } };
let count = 0;
const hash = () => `${++count}`.padStart(64, '0');
const request = (externalId: string, more: object = {}) => ({
  externalId,
  lines: [{ line: '10', segment: 'Compression', material: 'BK-20', quantity: { value: '240', unit: 'kg' } }],
  ...more,
});
const received = async (content: object, more: { contentHash?: string; messageId?: string; message?: string } = {}) => {
  const message = more.message ?? newId();
  const contentHash = more.contentHash ?? hash();
  const answer = await p.act(
    'integration.message.receive',
    {
      message,
      system: 'erp',
      flow: 'schedule',
      name: 'schedule.xml',
      size: 100,
      raw: '<x/>',
      header: { messageId: more.messageId ?? contentHash, contentHash, noun: 'SyncProductionSchedule' },
      content,
    },
    system,
  );
  await p.engine.settle();
  return { message, answer };
};
const schedule = (...requests: object[]) => ({ is: 'schedule', requests, unreadable: [] });
const refusedContent = { is: 'refused', reason: 'doctype', sentence: 'A document type is not read.', line: 1 };
const row = async (message: string) => (await p.owner.query('select * from integration.message where id = $1', [message])).rows[0];
const rows = async (table: string) => Number((await p.owner.query(`select count(*) from ${table}`)).rows[0].count);

test('a schedule becomes requests and job orders, and is accepted', async () => {
  const { message } = await received(schedule(request('A-1'), request('A-2')));
  const { state, parts, number } = await row(message);
  assert.equal(state, 'accepted');
  assert.deepEqual(
    parts.map((one: { externalId: string; outcome: string }) => [one.externalId, one.outcome]),
    [
      ['A-1', 'taken'],
      ['A-2', 'taken'],
    ],
  );
  assert.match(number, /^MSG-2026-\d{6}$/);
  assert.equal(await rows('work.job_order'), 2);
});

test('the same message twice changes nothing, and says how often it came', async () => {
  const first = await received(schedule(request('B-1')), { contentHash: hash() });
  const { content_hash, message_id } = await row(first.message);
  const before = [await rows('work.job_order'), await rows('planning.production_request'), await rows('integration.message')];
  await received(schedule(request('B-1')), { contentHash: content_hash, messageId: message_id });
  assert.deepEqual([await rows('work.job_order'), await rows('planning.production_request'), await rows('integration.message')], before);
  assert.equal((await row(first.message)).repeats, 1);
});

test('two deliveries of one message at the same moment are one message', async () => {
  const contentHash = hash();
  const before = await rows('integration.message');
  await Promise.all([
    received(schedule(request('C-1')), { contentHash }),
    received(schedule(request('C-1')), { contentHash }),
    received(schedule(request('C-1')), { contentHash }),
  ]);
  assert.equal((await rows('integration.message')) - before, 1);
});

test('one unknown material holds its order with the reason, and the message is accepted in part', async () => {
  const { message } = await received(schedule(request('D-1'), request('D-2', { lines: [{ line: '10', material: '0815' }] })));
  const { state, parts } = await row(message);
  assert.equal(state, 'partly-accepted');
  assert.equal(parts[0].outcome, 'taken');
  assert.equal(parts[1].outcome, 'held');
  assert.match(parts[1].sentence, /^Line 10: Nobody here knows the material "0815"/);
});

test('a message whose last held order is released is accepted', async () => {
  const { message } = await received(schedule(request('E-1', { lines: [{ line: '10', segment: 'Compression', material: '0816', quantity: { value: '1', unit: 'kg' } }] })));
  assert.equal((await row(message)).state, 'partly-accepted');
  await setModel(p, [{ kind: 'material.definition', id: 'BK-20', fields: { name: 'Core tablets', unit: 'kg', knownAs: [{ system: 'erp', id: '0816' }] } }]);
  await p.engine.settle();
  assert.equal((await row(message)).state, 'accepted');
});

test('messages about one order are taken in their order, however fast they come', async () => {
  const quantities = ['100', '200', '300', '400', '500'];
  for (const value of quantities) {
    const contentHash = hash();
    await p.act(
      'integration.message.receive',
      {
        message: newId(),
        system: 'erp',
        name: 'x.xml',
        size: 1,
        header: { messageId: contentHash, contentHash, noun: 'SyncProductionSchedule' },
        content: schedule(request('F-1', { lines: [{ line: '10', segment: 'Compression', material: 'BK-20', quantity: { value, unit: 'kg' } }] })),
      },
      system,
    );
  }
  await p.engine.settle();
  const { rows: jobs } = await p.owner.query(`select quantity from work.job_order where external_ids @> '[{"id":"F-1"}]'`);
  assert.deepEqual(
    jobs.map((job) => job.quantity.value),
    ['500'],
  );
});

test('what the parser refused is a dead letter that is mended into a message of its own', async () => {
  const { message } = await received(refusedContent);
  const dead = await row(message);
  assert.deepEqual([dead.state, dead.reason, dead.line], ['refused', 'doctype', 1]);
  const mended = newId();
  await p.act('integration.message.mend', { message, mended, text: '<better/>', why: 'the document type was taken out' });
  assert.deepEqual([(await row(message)).state, (await row(message)).mended_by, (await row(message)).raw], ['mended', mended, '<x/>']);
  assert.deepEqual([(await row(mended)).state, (await row(mended)).raw, (await row(mended)).flow], ['arrived', '<better/>', 'schedule']);
  await received(schedule(request('G-1')), { message: mended });
  assert.equal((await row(mended)).state, 'accepted');
});

test('a dead letter is replayed, or discarded with a reason, and only a dead letter', async () => {
  const { message } = await received(refusedContent);
  await p.act('integration.message.replay', { message });
  assert.equal((await row(message)).state, 'arrived');
  await received(refusedContent, { message });
  assert.equal((await row(message)).state, 'refused');
  await p.act('integration.message.discard', { message, why: 'a test of the sender' });
  assert.equal((await row(message)).state, 'discarded');
  await assert.rejects(p.act('integration.message.replay', { message }), { rule: 'integration.message.replay/not-dead' });
});

test('a message handed in by hand that came before is recognised', async () => {
  const contentHash = hash();
  const first = await received(schedule(request('H-1')), { contentHash });
  const message = newId();
  await p.act('integration.message.send', { message, text: '<x/>', system: 'erp' });
  await received(schedule(request('H-1')), { contentHash, message });
  assert.deepEqual([(await row(message)).state, (await row(message)).original], ['repeated', first.message]);
});

test('a repeat that a person hands in is shown as one at the flow and the system of what came first', async () => {
  const contentHash = hash();
  await received(schedule(request('H-2')), { contentHash });
  const before = (await p.owner.query(`select count(*)::int as n from integration.message where flow is null`)).rows[0].n;
  const message = newId();
  await p.act('integration.message.send', { message, text: '<x/>', system: 'unknown' });
  await received(schedule(request('H-2')), { contentHash, message });
  const { state, system: of, flow, noun } = await row(message);
  assert.deepEqual({ state, of, flow, noun }, { state: 'repeated', of: 'erp', flow: 'schedule', noun: 'SyncProductionSchedule' });
  assert.equal((await p.owner.query(`select count(*)::int as n from integration.message where flow is null`)).rows[0].n, before);
});

test('work completed for another system is prepared to be told, once', async () => {
  await received(schedule(request('I-1')));
  const {
    rows: [job],
  } = await p.owner.query(`select id from work.job_order where external_ids @> '[{"id":"I-1"}]'`);
  await p.act('work.job-order.dispatch', { jobOrder: job.id });
  await p.act('work.job-order.start', { jobOrder: job.id, at: 'TP-01', workMaster: 'compress-20' });
  await p.act('work.job-order.complete', { jobOrder: job.id });
  await p.engine.settle();
  const { rows: out } = await p.owner.query(`select id, state, flow, system from integration.message where job_order = $1`, [job.id]);
  assert.deepEqual(
    out.map(({ state, flow, system: to }) => [state, flow, to]),
    [['to-send', 'performance', 'erp']],
  );
  await p.act('integration.message.fail', { message: out[0].id, reason: 'schema', sentence: 'It does not validate.' }, system);
  assert.equal((await row(out[0].id)).state, 'not-sent');
  await p.act('integration.message.replay', { message: out[0].id });
  await p.act(
    'integration.message.confirm',
    { message: out[0].id, messageId: 'm', contentHash: hash(), noun: 'SyncOperationsPerformance', dialect: 'V0701', name: 'a.xml', size: 3, raw: '<a/>' },
    system,
  );
  assert.equal((await row(out[0].id)).state, 'sent');
});

test('rows are what the events say, and nothing is left over', async () => {
  for (const noun of integration.nouns!) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
  assert.deepEqual((await p.owner.query('select rule, sentence from store.task')).rows, []);
  assert.deepEqual((await p.owner.query('select reaction, last_error from store.delivery')).rows, []);
});

test('every flow says how it goes', async () => {
  const { rows: found } = await p.ask<{ rows: { flow: string | null; deadLetters: number; lastAt: string | null; lastError: string | null }[] }>('integration.flow.list', {});
  assert.deepEqual(
    found.map((one) => one.flow),
    ['schedule', 'performance', null],
  );
  assert.ok(found[0]!.lastAt && found[1]!.lastAt);
});

test('an order that its message tells a second time, unreadably, is taken as told first, and the sender hears of the second', async () => {
  const second = { externalId: 'PO-TWICE', sentence: 'Line 43: request PO-TWICE is twice in this message.' };
  const { message } = await received({ is: 'schedule', requests: [request('PO-TWICE')], unreadable: [second] });
  const { rows } = await p.owner.query('select state, parts from integration.message where id = $1', [message]);
  assert.deepEqual(rows, [
    {
      state: 'partly-accepted',
      parts: [
        { externalId: 'PO-TWICE', outcome: 'taken' },
        { ...second, outcome: 'unreadable' },
      ],
    },
  ]);
});
