import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { schemaCheck, type SchemaCheck } from '@millrace/connector-b2mml';
import { integration } from '@millrace/integration/module';
import { newId } from '@millrace/kernel';
import { loadStored, model } from '@millrace/model/module';
import { contents } from '@millrace/record';
import { planning } from '@millrace/planning/module';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import type { House } from '../house.ts';
import { readPlant } from '../model-plan.ts';
import { b2mmlFlow } from './b2mml.ts';
import { foldersIn } from './b2mml-flows.ts';

const root = join(import.meta.dirname, '../../../..');
// recorded real data is not part of the project: these tests run where a folder of it is named
const shared = process.env.MILLRACE_SHARED_DATA ?? '';
const courbon = join(shared, 'b2mml/courbon-v0401/PRO-20121210181416-27942.xml');
const v0600 = join(shared, 'b2mml/v0600/ProcessProductionSchedule.xml');
const schemas = process.env.MILLRACE_SCHEMAS ?? join(shared, 'b2mml/schema-v0701');
const without = (path: string) => (existsSync(path) ? false : `${path} is not there; set MILLRACE_SHARED_DATA to the folder that has it`);

let p: Plant;
let schema: SchemaCheck | undefined;
let house: Parameters<typeof b2mmlFlow>[0];
before(async () => {
  p = await plant([model, work, planning, integration], { site: 'tablets' });
  const files = readPlant(join(root, 'plants/tablets'));
  assert.deepEqual(files.problems, []);
  const known = ['equipment.line', 'equipment.unit', 'material.definition', 'work.master', 'work.route', 'integration.system', 'integration.flow', 'integration.mapping'];
  await p.act(
    'model.revision.apply',
    {
      revision: newId(),
      plan: 'of-a-test',
      from: '-',
      to: '-',
      summary: { add: 0, change: 0, rename: 0, retire: 0, alike: 0 },
      steps: files.model.objects.filter((one) => known.includes(one.kind)).map((one) => ({ action: 'add', kind: one.kind, id: one.id, after: one.fields })),
    },
    { site: 'tablets' },
  );
  if (existsSync(schemas)) schema = schemaCheck(schemas);
  const stored = { model: await loadStored(p.database, 'tablets') };
  const quiet = { warn: () => undefined, error: (facts: { err: unknown }) => assert.fail(String(facts.err)) };
  house = {
    site: 'tablets',
    settings: { data: p.folder, drop: join(p.folder, 'drop') } as House['settings'],
    database: p.database,
    shell: p.shell,
    policy: () => stored as ReturnType<House['policy']>,
    log: quiet as unknown as House['log'],
  };
});
after(async () => {
  schema?.dispose();
  await p?.close();
});

const inbox = (...parts: string[]) => join(p.folder, 'drop/inbox/weighing', ...parts);
const drop = (name: string, content: string | Uint8Array, folder = inbox()) => {
  mkdirSync(join(folder, 'in'), { recursive: true });
  writeFileSync(join(folder, 'in', name), content);
};
const pass = async () => {
  await b2mmlFlow(house, foldersIn(house), schema, { settleMs: 0, wholeMs: 0, seen: new Map() }).pass();
  await p.engine.settle();
};
const rows = async (text: string, ...values: unknown[]) => (await p.owner.query(text, values)).rows;
const jobs = () =>
  rows(`select number, state, work_type, work_master, place, definition, quantity, persons from work.job_order where external_ids @> '[{"id":"258456"}]' order by sequence`);
const lastMessage = async () => (await rows(`select * from integration.message where direction = 'in' order by number desc limit 1`))[0];
const schedule = (request: string, id = 'X-1') => `<?xml version="1.0" encoding="UTF-8"?>
<SyncProductionSchedule xmlns="http://www.wbf.org/xml/B2MML-V0401"><ApplicationArea><Sender><LogicalID>DEV130</LogicalID></Sender><CreationDateTime>2026-11-22T05:00:00Z</CreationDateTime></ApplicationArea>
<DataArea><Sync/><ProductionSchedule><ProductionRequest><ID>${id}</ID>${request}</ProductionRequest></ProductionSchedule></DataArea></SyncProductionSchedule>`;
const weighing = (value: string, material = 'SO1215') =>
  `<SegmentRequirement><ProcessSegmentID>Weighing</ProcessSegmentID><ProductionParameter><Parameter><ID>Center</ID><Value><ValueString>3</ValueString><DataType>Text</DataType><UnitOfMeasure/></Value></Parameter></ProductionParameter><MaterialRequirement><MaterialDefinitionID>${material}</MaterialDefinitionID><MaterialUse>Produced</MaterialUse><Quantity><QuantityString>${value}</QuantityString><DataType>decimal</DataType><UnitOfMeasure>KG</UnitOfMeasure></Quantity></MaterialRequirement></SegmentRequirement>`;

test('the schedule of a real weighing cell becomes a request and its job orders', { skip: without(courbon) }, async () => {
  drop('PRO-1.xml', readFileSync(courbon));
  await pass();
  assert.deepEqual(readdirSync(inbox('done')), ['PRO-1.xml']);
  assert.deepEqual(readdirSync(inbox('error')), []);
  const [request] = await rows(`select state, lines from planning.production_request where system = 'dev130' and external_id = '258456'`);
  assert.deepEqual([request.state, request.lines.flatMap((line: { problems: unknown[] }) => line.problems)], ['planned', []]);
  assert.deepEqual(
    (await jobs()).map((job) => [job.work_master, job.place, job.definition, job.quantity.value, job.quantity.unit, job.state]),
    [
      ['stage-containers', 'weighing-centre-3', 'SO1215', '1.000', 'kg', 'waiting'],
      ['weigh', 'weighing-centre-3', 'SO1215', '1.000', 'kg', 'waiting'],
    ],
  );
  assert.deepEqual([(await lastMessage()).state, (await lastMessage()).sender, (await lastMessage()).dialect], ['accepted', 'DEV130', 'V0401']);
});

test('the same real file twice changes nothing', { skip: without(courbon) }, async () => {
  const before = [await jobs(), (await rows('select count(*) from integration.message'))[0].count];
  drop('PRO-1.xml', readFileSync(courbon));
  drop('PRO-1-again.xml', readFileSync(courbon), join(p.folder, 'drop'));
  await pass();
  assert.deepEqual([await jobs(), (await rows('select count(*) from integration.message'))[0].count], before);
  assert.equal((await lastMessage()).repeats, 2);
  assert.equal(readdirSync(inbox('done')).length, 2, 'both files are kept');
});

test('a changed file changes what is not started', { skip: without(courbon) }, async () => {
  drop('PRO-2.xml', readFileSync(courbon, 'utf8').replace('<QuantityString>1.000<', '<QuantityString>2.500<').replace('2009-12-10T17:14:16.0Z', '2009-12-11T08:00:00.0Z'));
  await pass();
  assert.deepEqual(
    (await jobs()).map((job) => job.quantity.value),
    ['2.500', '2.500'],
  );
});

test('the other real messages of the cell are read and kept, none is lost', { skip: without(courbon) }, async () => {
  const folder = join(shared, 'b2mml/courbon-v0401');
  const others = readdirSync(folder).filter((name) => name.endsWith('.xml') && !name.startsWith('PRO'));
  for (const name of others) drop(name, readFileSync(join(folder, name)));
  await pass();
  const laid = [...readdirSync(inbox('done')), ...readdirSync(inbox('error'))];
  for (const name of others) assert.ok(laid.includes(name), `${name} is in done or error`);
  assert.equal((await rows(`select count(*)::int from integration.message where name = any($1)`, others))[0].count, others.length);
});

test('a real schedule of V0600 that names what nobody knows is held line by line', { skip: without(v0600) }, async () => {
  const message = newId();
  await p.act('integration.message.send', { message, text: readFileSync(v0600, 'utf8'), system: 'erp', name: 'V0600' }, { site: 'tablets' });
  await pass();
  assert.equal((await lastMessage()).state, 'partly-accepted');
  const held = await rows(`select external_id, state, lines from planning.production_request where system = 'erp' order by external_id`);
  assert.deepEqual(
    held.map((one) => [one.external_id, one.state]),
    [
      ['my-identifier-1', 'held'],
      ['my-identifier-2', 'held'],
    ],
  );
  const first = held[0].lines[0];
  assert.deepEqual(
    first.problems.map((one: { what: string; told: string }) => `${one.what} ${one.told}`),
    ['material matte', 'place fsf'],
  );
  assert.deepEqual([first.told.quantity, first.told.lot], [{ value: '11.9', unit: 't' }, 'psc2-15'], 'the amount, not the rate');
});

test('an unknown material holds its order, and a changed model releases it', async () => {
  drop('unknown.xml', schedule(weighing('5.000', 'NEW-1'), 'X-unknown'));
  await pass();
  assert.equal((await lastMessage()).state, 'partly-accepted');
  await setModel({ ...p, act: (address, input, more) => p.act(address, input, { ...more, site: 'tablets' }) }, [
    {
      kind: 'material.definition',
      id: 'SO1215',
      fields: {
        name: 'Final 1215',
        sort: 'intermediate',
        unit: 'kg',
        knownAs: [
          { system: 'dev130', id: 'SO1215' },
          { system: 'dev130', id: 'NEW-1' },
        ],
      },
    },
  ]);
  await p.engine.settle();
  assert.equal((await lastMessage()).state, 'accepted');
  assert.deepEqual(
    (await rows(`select definition, quantity from work.job_order where external_ids @> '[{"id":"X-unknown"}]'`)).map((job) => [job.definition, job.quantity.value]),
    [['SO1215', '5.000']],
  );
});

const hostile: Record<string, string | Uint8Array> = {
  'billion-laughs.xml': `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><SyncProductionSchedule xmlns="http://www.wbf.org/xml/B2MML-V0401">&lol2;</SyncProductionSchedule>`,
  'external-entity.xml': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]><SyncProductionSchedule xmlns="http://www.wbf.org/xml/B2MML-V0401"><DataArea>&secret;</DataArea></SyncProductionSchedule>`,
  'cut-off.xml': schedule(weighing('1')).slice(0, 300),
  'not-xml.xml': 'Dear planner, please make more tablets.',
  'bytes.xml': new Uint8Array([0, 1, 2, 255, 254, 0]),
  'empty.xml': '',
};

test('hostile and broken files are refused with a reason beside them, and kept byte for byte as dead letters', async () => {
  for (const [name, content] of Object.entries(hostile)) drop(name, content);
  await pass();
  for (const [name, content] of Object.entries(hostile)) {
    assert.ok(readdirSync(inbox('error')).includes(name), `${name} lies in error`);
    assert.ok(readFileSync(inbox('error', `${name}.reason.txt`), 'utf8').length > 10);
    const [letter] = await rows('select state, reason, sentence, raw, file from integration.message where name = $1', name);
    assert.equal(letter.state, 'refused', name);
    const kept = letter.raw === null ? await contents(p.database, 'tablets').read(letter.file) : Buffer.from(letter.raw);
    assert.deepEqual(Buffer.from(kept), Buffer.from(content), name);
    assert.doesNotMatch(letter.sentence, /root:/);
  }
  assert.deepEqual(readdirSync(inbox('work')), []);
});

test('a file of a hundred megabytes is refused without being read, and kept', async () => {
  drop('huge.xml', '<');
  truncateSync(inbox('in', 'huge.xml'), 100 * 1024 * 1024);
  await pass();
  const letter = await lastMessage();
  assert.deepEqual([letter.state, letter.reason, letter.size], ['refused', 'too-large', 100 * 1024 * 1024]);
  assert.equal(await contents(p.database, 'tablets').sizeOf(letter.file), letter.size);
});

test('a dead letter is mended into an order, and one that nobody mended can be replayed', async () => {
  const [letter] = await rows(`select id from integration.message where name = 'cut-off.xml'`);
  const mended = newId();
  await p.act('integration.message.mend', { message: letter.id, mended, text: schedule(weighing('7.000'), 'X-mended'), why: 'the transfer was cut off' }, { site: 'tablets' });
  await pass();
  const [again] = await rows('select state, flow from integration.message where id = $1', mended);
  assert.deepEqual([again.state, again.flow], ['accepted', 'weighing-orders']);
  assert.equal((await rows(`select from work.job_order where external_ids @> '[{"id":"X-mended"}]'`)).length, 1);
  const [other] = await rows(`select id from integration.message where name = 'not-xml.xml'`);
  await p.act('integration.message.replay', { message: other.id }, { site: 'tablets' });
  await pass();
  assert.equal((await rows('select state from integration.message where id = $1', other.id))[0].state, 'refused');
});

test('a message handed in without a system is read as its sender’s flow reads', async () => {
  const message = newId();
  await p.act('integration.message.send', { message, text: schedule(weighing('6.000'), 'X-by-hand') }, { site: 'tablets' });
  await pass();
  const [found] = await rows('select state, system, flow from integration.message where id = $1', message);
  assert.deepEqual([found.state, found.system, found.flow], ['accepted', 'dev130', 'weighing-orders']);
  const [job] = await rows(`select place from work.job_order where external_ids @> '[{"id":"X-by-hand"}]'`);
  assert.equal(job.place, 'weighing-centre-3', 'the parameter that names the line was read');
});

test('a sender that nobody knows is refused where no flow speaks for it', async () => {
  drop('stranger.xml', schedule(weighing('1')).replace('DEV130', 'STRANGER'), join(p.folder, 'drop'));
  await pass();
  const letter = await lastMessage();
  assert.deepEqual([letter.state, letter.reason, letter.system], ['refused', 'unknown-sender', 'unknown']);
});

test('a file that a crash left in work is taken at the next start', async () => {
  mkdirSync(inbox('work'), { recursive: true });
  writeFileSync(inbox('work', 'left.xml'), schedule(weighing('3.000'), 'X-left'));
  await pass();
  assert.ok(readdirSync(inbox('done')).includes('left.xml'));
  assert.equal((await rows(`select from work.job_order where external_ids @> '[{"id":"X-left"}]'`)).length, 1);
});

test('a cut and a cancelled running order are differences, what is not started is cancelled', async () => {
  drop('d1.xml', schedule(weighing('9.000'), 'X-cut'));
  await pass();
  const [job] = await rows(`select id, work_master from work.job_order where external_ids @> '[{"id":"X-cut"}]'`);
  await p.act('work.job-order.dispatch', { jobOrder: job.id, to: 'BOX1' }, { site: 'tablets' });
  await p.act('work.job-order.start', { jobOrder: job.id, at: 'BOX1', workMaster: 'weigh' }, { site: 'tablets', actor: { kind: 'system', person: 'rule:test' } });
  drop('d2.xml', schedule(weighing('4.000'), 'X-cut').replace('05:00', '06:00'));
  await pass();
  const [open] = await rows(`select items, state from planning.difference where external_id = 'X-cut'`);
  assert.deepEqual([open.state, open.items[0].what, open.items[0].told.value], ['open', 'cut', '4.000']);
  assert.equal((await rows('select quantity from work.job_order where id = $1', job.id))[0].quantity.value, '9.000');
});

test('work done goes back as a performance message that validates, in the words of the system that asked', { skip: without(schemas) }, async () => {
  const [job] = await rows(`select id, number from work.job_order where external_ids @> '[{"id":"X-cut"}]'`);
  p.clock.advance(1800);
  await p.act(
    'work.job-order.count',
    { jobOrder: job.id, good: '3.990', scrap: [{ reason: 'spilled', value: '0.010' }] },
    { site: 'tablets', actor: { kind: 'person', person: 'weigher-1' } },
  );
  await p.act('work.job-order.complete', { jobOrder: job.id }, { site: 'tablets' });
  await p.engine.settle();
  await pass();
  const [message] = await rows('select state, sentence, name, raw, flow from integration.message where job_order = $1', job.id);
  assert.deepEqual([message.state, message.sentence, message.flow], ['sent', null, 'weighing-results']);
  const laid = readFileSync(join(p.folder, 'drop/outbox/weighing', message.name));
  assert.equal(laid.toString(), message.raw);
  assert.deepEqual(schema!.faults(new Uint8Array(laid)), []);
  for (const part of [
    '<OperationsRequestID>X-cut</OperationsRequestID>',
    '<QuantityString>3.990</QuantityString>',
    '<UnitOfMeasure>KG</UnitOfMeasure>',
    '<PersonID>weigher-1</PersonID>',
    '<QuantityString>0.5</QuantityString>',
    '<EquipmentID>BOX1</EquipmentID>',
    '<ProcessSegmentID>Weighing</ProcessSegmentID>',
  ])
    assert.ok(laid.toString().includes(part), part);
  await pass();
  assert.equal((await rows('select count(*)::int from integration.message where job_order = $1', job.id))[0].count, 1, 'told once');
});

const answersTo = (message: string) => rows(`select state, sentence, noun, name, raw from integration.message where answers = $1 order by number`, message);
const asking = (code: string, text: string) => text.replace('</LogicalID></Sender>', `</LogicalID><ConfirmationCode>${code}</ConfirmationCode></Sender>`);
const messageNamed = async (name: string) => (await rows('select id, state from integration.message where name = $1', name))[0];

test('a sender that always wants an answer gets one when the last order is settled, and again when it sends the same again', async () => {
  const text = asking('Always', schedule(weighing('2.000'), 'X-asks'));
  drop('asks.xml', text);
  await pass();
  await pass();
  const { id, state } = await messageNamed('asks.xml');
  const [answer, ...more] = await answersTo(id);
  assert.deepEqual([state, answer.state, answer.noun, more], ['accepted', 'sent', 'ConfirmBOD', []]);
  const laid = readFileSync(join(p.folder, 'drop/outbox/weighing', answer.name), 'utf8');
  assert.match(laid, /actionCode="Accepted"/);
  assert.match(laid, /<OriginalApplicationArea><Sender><LogicalID>DEV130<\/LogicalID><\/Sender><CreationDateTime>2026-11-22T05:00:00Z/);
  if (schema) assert.deepEqual(schema.faults(new Uint8Array(Buffer.from(laid))), []);
  drop('asks-again.xml', text);
  await pass();
  await pass();
  assert.equal((await answersTo(id)).length, 2);
});

test('a sender that wants to hear of errors hears of what is held and what is refused, line by line, and of nothing else', async () => {
  drop('errors.xml', asking('OnError', schedule(`${weighing('2.000')}${weighing('3.000', 'NOBODY')}`, 'X-errors')));
  drop('fine.xml', asking('OnError', schedule(weighing('2.000'), 'X-fine')));
  drop('silent.xml', asking('Never', schedule(weighing('3.000', 'NOBODY'), 'X-silent')));
  await pass();
  await pass();
  const [held, ...more] = await answersTo((await messageNamed('errors.xml')).id);
  assert.deepEqual([held.state, more], ['sent', []]);
  assert.match(held.raw, /actionCode="Modified"/);
  assert.match(held.raw, /X-errors: Line Weighing \(2\): Nobody here knows the material &quot;NOBODY&quot;/);
  if (schema) assert.deepEqual(schema.faults(new Uint8Array(Buffer.from(held.raw))), []);
  assert.deepEqual(await answersTo((await messageNamed('fine.xml')).id), []);
  assert.deepEqual(await answersTo((await messageNamed('silent.xml')).id), []);
  const [cut] = await answersTo((await messageNamed('not-xml.xml')).id);
  assert.match(cut.raw, /actionCode="Rejected"/);
  if (schema) assert.deepEqual(schema.faults(new Uint8Array(Buffer.from(cut.raw))), []);
});

test('nothing is left over in queues', async () => {
  assert.deepEqual(await rows('select reaction, last_error from store.delivery'), []);
  assert.deepEqual(await rows('select reaction, rule, sentence from store.task'), []);
});

test('a request that asks for nothing, or for more than a record holds, is held by itself; the others of its message go on', async () => {
  const request = (id: string, amount: string, name?: string) => `<ProductionRequest><ID>${id}</ID>${weighing(amount, name)}</ProductionRequest>`;
  const all = [
    request('Q-zero', '0'),
    request('Q-huge', '1234567890123456789012'),
    request('Q-power', '1e300'),
    request('Q-fine', '0.0000000000000000001'),
    request('Q-name', '5', 'B'.repeat(300)),
    request('Q-good', '5'),
  ];
  drop('figures.xml', schedule('', 'Q-first').replace('<ProductionRequest><ID>Q-first</ID></ProductionRequest>', all.join('')));
  await pass();
  const found = await rows(
    `select external_id, state, lines->0->'problems'->0->>'sentence' as why from planning.production_request where external_id like 'Q-%' order by external_id`,
  );
  assert.deepEqual(
    found.map(({ external_id, state, why }) => `${external_id} ${state}: ${why ?? '-'}`),
    [
      'Q-fine held: The quantity is 0: there is nothing to make. Ask the sender, who may mean to call it off.',
      'Q-good planned: -',
      'Q-huge held: "1234567890123456789012" is no amount that can be planned: digits with a point, at most 18 before and 12 after it. Ask the sender.',
      'Q-power held: "1e300" is no amount that can be planned: digits with a point, at most 18 before and 12 after it. Ask the sender.',
      'Q-zero held: The quantity is 0: there is nothing to make. Ask the sender, who may mean to call it off.',
    ],
  );
  const { parts } = (await rows(`select data->'parts' as parts from store.event where type = 'integration.message.received' and data->'parts' @> '[{"externalId": "Q-name"}]'`))[0];
  assert.deepEqual(
    parts.filter((one: { outcome: string }) => one.outcome === 'unreadable').map((one: { externalId: string }) => one.externalId),
    ['Q-name'],
  );
});

test('a file is taken when it was left alone from one pass to the next, though each pass is made anew', async () => {
  drop('settles.xml', '<nothing/>');
  const patience = { settleMs: 30, wholeMs: 0, seen: new Map() };
  const look = () => b2mmlFlow(house, foldersIn(house), schema, patience).pass();
  await look();
  assert.ok(existsSync(inbox('in', 'settles.xml')));
  await new Promise((resolve) => setTimeout(resolve, 40));
  await look();
  assert.ok(!existsSync(inbox('in', 'settles.xml')));
});
