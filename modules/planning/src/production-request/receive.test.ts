import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { model } from '@millrace/model/module';
import { replayAndCompare } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { requestId } from '../ids.ts';
import { planning } from '../module.ts';
import { smallPlant } from '../testing.ts';

let p: Plant;
before(async () => {
  p = await plant([model, work, planning]);
  await setModel(p, smallPlant);
});
after(() => p?.close());

let count = 0;
const order = () => `4500-${++count}`;
const line = (more: object = {}) => ({ line: '0010', segment: 'Compression', material: '4711', quantity: { value: '240', unit: 'KGM' }, place: 'WC-30', lot: 'B-1', ...more });
const system = { actor: { kind: 'system' as const, person: 'flow:test' } };
const told = async (externalId: string, more: object = {}, toldAt?: string) => {
  const message = newId();
  await p.act('planning.production-request.receive', { told: { system: 'erp', externalId, lines: [line()], ...more }, message, ...(toldAt && { toldAt }) }, system);
  await p.engine.settle();
  return message;
};
const request = async (externalId: string) => (await p.owner.query('select * from planning.production_request where external_id = $1', [externalId])).rows[0];
const jobs = async (externalId: string) =>
  (await p.owner.query('select * from work.job_order where request = $1 order by sequence, created_at', [requestId('erp', externalId)])).rows;
const differences = async (externalId: string) => (await p.owner.query('select * from planning.difference where external_id = $1 order by opened_at', [externalId])).rows;
const begin = async (jobOrder: string) => {
  await p.act('work.job-order.dispatch', { jobOrder });
  await p.act('work.job-order.start', { jobOrder, at: 'TP-01', workMaster: 'compress-20' });
};
const noTasks = async () => assert.deepEqual((await p.owner.query('select reaction, rule, sentence from store.task')).rows, []);

test('a request in the sender’s words becomes a job order in ours', async () => {
  const id = order();
  await told(id);
  const [job] = await jobs(id);
  assert.equal((await request(id)).state, 'planned');
  assert.deepEqual(
    [job.state, job.place, job.work_master, job.definition, job.quantity, job.lot_number, job.external_ids],
    ['waiting', 'compression-1', 'compress-20', 'BK-20', { value: '240', unit: 'kg' }, 'B-1', [{ system: 'erp', id }]],
  );
  await noTasks();
});

test('a held request lies where it was told to, and what nobody can place lies where its flow speaks of', async () => {
  const [known, nowhere, gone] = [order(), order(), order()];
  await told(known, { at: 'tablets', lines: [line({ material: 'NOBODY' })] });
  await told(nowhere, { at: 'coating-1', lines: [line({ material: 'NOBODY', place: 'NOWHERE' })] });
  await told(gone, { at: 'coating-1', isCancelled: true, lines: [] });
  assert.deepEqual(
    [(await request(known)).lines[0].place, (await request(nowhere)).lines[0].place, (await request(gone)).lines[0].place],
    ['compression-1', 'coating-1', 'coating-1'],
  );
  const seen = await p.database
    .seenFrom(['coating-1'])
    .pool.query('select external_id from planning.production_request where external_id = any($1) order by 1', [[known, nowhere, gone]]);
  assert.deepEqual(
    seen.rows.map((row) => row.external_id),
    [nowhere, gone],
  );
});

test('a line that names a route in place of a material means what the route makes', async () => {
  const [plain, ofRoute] = [order(), order()];
  await told(plain, { lines: [{ line: '-1', material: 'RV20', quantity: { value: '10000', unit: 'EA' } }] });
  await told(ofRoute, { lines: [{ line: '-1', material: 'rv20', quantity: { value: '10000', unit: 'EA' } }] });
  const made = async (id: string) => (await jobs(id)).map((job) => [job.work_master, job.definition]);
  assert.deepEqual(await made(ofRoute), await made(plain));
  assert.equal((await request(ofRoute)).state, 'planned');
});

test('a product without segments follows its route, one batch of each step', async () => {
  const id = order();
  await told(id, { lines: [{ line: '-1', material: 'RV20', quantity: { value: '10000', unit: 'EA' } }] });
  assert.deepEqual(
    (await jobs(id)).map((job) => [job.work_master, job.quantity.value, job.quantity.unit]),
    [
      ['compress-20', '240', 'kg'],
      ['coat-20', '237', 'kg'],
    ],
  );
});

test('the same request again changes nothing', async () => {
  const id = order();
  await told(id);
  const before = await jobs(id);
  await told(id);
  assert.deepEqual(await jobs(id), before);
});

test('a changed request changes what is not started', async () => {
  const id = order();
  await told(id);
  const [before] = await jobs(id);
  await told(id, { lines: [line({ quantity: { value: '0.5', unit: 'TNE' } })] });
  const after = await jobs(id);
  assert.deepEqual(
    after.map((job) => [job.id, job.quantity]),
    [[before.id, { value: '500', unit: 'kg' }]],
  );
});

test('a line that is gone cancels its order, and one that comes back makes a new one', async () => {
  const id = order();
  const two = [line(), line({ line: '0020', lot: 'B-2' })];
  await told(id, { lines: two });
  await told(id);
  assert.deepEqual((await jobs(id)).map((job) => job.state).toSorted(), ['cancelled', 'waiting']);
  await told(id, { lines: two });
  assert.deepEqual((await jobs(id)).map((job) => job.state).toSorted(), ['cancelled', 'waiting', 'waiting']);
  await noTasks();
});

test('an older message that comes late changes nothing', async () => {
  const id = order();
  await told(id, {}, '2026-11-22T05:00:00Z');
  await told(id, { lines: [line({ quantity: { value: '1', unit: 'KGM' } })] }, '2026-11-22T04:00:00Z');
  assert.equal((await jobs(id))[0].quantity.value, '240');
});

test('a cut running order is a difference, and applying it sets its quantity', async () => {
  const id = order();
  await told(id);
  const [job] = await jobs(id);
  await begin(job.id);
  await told(id, { lines: [line({ quantity: { value: '200', unit: 'KGM' } })] });
  assert.equal((await jobs(id))[0].quantity.value, '240', 'nothing changes before a person decides');
  const [open] = await differences(id);
  assert.deepEqual([open.state, open.items[0].what, open.place], ['open', 'cut', 'compression-1']);
  await p.act('planning.difference.decide', { difference: open.id, decision: 'apply', why: 'less is sold' });
  await p.engine.settle();
  assert.equal((await jobs(id))[0].quantity.value, '200');
  await assert.rejects(p.act('planning.difference.decide', { difference: open.id, decision: 'keep', why: 'too late' }), { rule: 'planning.difference.decide/decided-already' });
  await p.act('work.job-order.complete', { jobOrder: job.id });
  await p.engine.settle();
  assert.equal((await request(id)).state, 'completed');
  await noTasks();
});

test('a cancelled running order goes on when it is kept', async () => {
  const id = order();
  await told(id, { lines: [line(), line({ line: '0020' })] });
  const [job] = await jobs(id);
  await begin(job.id);
  await told(id, { isCancelled: true, lines: [] });
  assert.deepEqual((await jobs(id)).map((one) => one.state).toSorted(), ['cancelled', 'running'], 'what is not started is cancelled');
  const [open] = await differences(id);
  assert.equal(open.items[0].what, 'cancelled');
  await p.act('planning.difference.decide', { difference: open.id, decision: 'keep', why: 'half of it is made' });
  await p.engine.settle();
  assert.equal((await jobs(id)).find((one) => one.id === job.id).state, 'running');
  await p.act('work.job-order.abort', { jobOrder: job.id, why: 'end of test' });
});

test('a cancelled running order is aborted when the cancellation is applied', async () => {
  const id = order();
  await told(id);
  const [job] = await jobs(id);
  await begin(job.id);
  await told(id, { isCancelled: true, lines: [] });
  await p.act('planning.difference.decide', { difference: (await differences(id))[0].id, decision: 'apply', why: 'not wanted' });
  await p.engine.settle();
  assert.equal((await jobs(id))[0].state, 'aborted');
});

test('a newer message replaces a difference that nobody decided', async () => {
  const id = order();
  await told(id);
  const [job] = await jobs(id);
  await begin(job.id);
  await told(id, { lines: [line({ quantity: { value: '200', unit: 'KGM' } })] });
  await told(id, { lines: [line({ quantity: { value: '240', unit: 'KGM' }, lot: 'B-9' })] });
  const all = await differences(id);
  assert.deepEqual(all.map((one) => one.state).toSorted(), ['open', 'superseded']);
  const open = all.find((one) => one.state === 'open');
  await assert.rejects(p.act('planning.difference.decide', { difference: open.id, decision: 'apply', why: 'x' }), { rule: 'planning.difference.decide/cannot-apply' });
  await p.act('work.job-order.abort', { jobOrder: job.id, why: 'end of test' });
});

test('unknown material, place, unit and segment hold the request with a reason per line, and others go on', async () => {
  const [bad, good] = [order(), order()];
  await told(bad, {
    lines: [
      line(),
      line({ line: '0020', material: '9999' }),
      line({ line: '0030', place: 'WC-99' }),
      line({ line: '0040', quantity: { value: '1', unit: 'bushels' } }),
      line({ line: '0050', segment: 'Magic' }),
    ],
  });
  await told(good);
  const held = await request(bad);
  assert.equal(held.state, 'held');
  assert.deepEqual(
    held.lines.map((one: { problems: { what: string; told: string }[] }) => one.problems.map((problem) => `${problem.what} ${problem.told}`)),
    [[], ['material 9999'], ['place WC-99'], ['unit bushels'], ['segment Magic']],
  );
  assert.deepEqual(await jobs(bad), []);
  assert.equal((await jobs(good)).length, 1);
});

test('a held request goes on by itself when the model comes to know what it names', async () => {
  const id = order();
  await told(id, { lines: [line({ material: '8800' })] });
  assert.equal((await request(id)).state, 'held');
  await setModel(p, [
    {
      kind: 'material.definition',
      id: 'BK-20',
      fields: {
        name: 'Core tablets',
        sort: 'bulk',
        unit: 'kg',
        knownAs: [
          { system: 'erp', id: '4711' },
          { system: 'erp', id: '8800' },
        ],
      },
    },
  ]);
  await p.engine.settle();
  assert.equal((await request(id)).state, 'planned');
  assert.deepEqual(
    (await jobs(id)).map((job) => job.definition),
    ['BK-20'],
  );
  await noTasks();
});

test('a model change that helps nobody leaves no trace in held requests', async () => {
  const id = order();
  await told(id, { lines: [line({ material: 'nobody knows' })] });
  const before = await request(id);
  await setModel(p, [{ kind: 'equipment.unit', id: 'PK-99', fields: { name: 'Another', in: 'packaging-1' } }]);
  await p.engine.settle();
  assert.deepEqual(await request(id), before);
  const { rows } = await p.owner.query(`select last_error from store.delivery where state = 'parked' or last_error is not null`);
  assert.deepEqual(rows, []);
});

test('rows are what the events say', async () => {
  for (const noun of [...planning.nouns!, ...work.nouns!]) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});

test('the trail of acts without an event verifies too', async () => {
  await p.seal();
  assert.deepEqual((await p.verify()).findings, []);
});
