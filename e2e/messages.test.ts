import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { startB2mml } from '../apps/server/src/flows/b2mml.ts';
import type { Lease } from '../apps/server/src/flows/lease.ts';
import { openPlant, type OpenPlant } from './door.fixture.ts';

// Messages over HTTP, as another system and a person at the command line send them: the real door, rights and flow.

const root = join(import.meta.dirname, '..');
let p: OpenPlant;
let flow: Lease;
let url = '';
let cookie = '';

const signIn = async (user: string) => (await p.signedIn(user)).cookie!;
before(async () => {
  p = await openPlant('messages');
  url = await p.app.listen({ port: 0, host: '127.0.0.1' });
  flow = startB2mml(p.house);
  cookie = await signIn('planner-1');
});
after(async () => {
  await flow?.stop();
  await p?.close();
});

interface Told {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly detail: string;
    readonly rule: string;
    readonly facts: { message: string };
    readonly message: { id: string; number: string; outcome: string; orders: { outcome: string; sentence?: string }[] };
  };
}

async function post(body: string | Uint8Array<ArrayBuffer>, query = '', headers: Record<string, string> = {}): Promise<Told> {
  const answer = await fetch(`${url}/api/integration/message/send${query}`, { method: 'POST', headers: { cookie, 'content-type': 'application/xml', ...headers }, body });
  const text = await answer.text();
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}

const schedule = (id: string, material = 'SO1215') => `<?xml version="1.0" encoding="UTF-8"?>
<SyncProductionSchedule xmlns="http://www.wbf.org/xml/B2MML-V0401"><ApplicationArea><Sender><LogicalID>DEV130</LogicalID></Sender><CreationDateTime>2026-11-22T05:00:00Z</CreationDateTime><BODID>${id}</BODID></ApplicationArea>
<DataArea><Sync/><ProductionSchedule><ProductionRequest><ID>${id}</ID><SegmentRequirement><ProcessSegmentID>Weighing</ProcessSegmentID><ProductionParameter><Parameter><ID>Center</ID><Value><ValueString>3</ValueString><DataType>Text</DataType><UnitOfMeasure/></Value></Parameter></ProductionParameter><MaterialRequirement><MaterialDefinitionID>${material}</MaterialDefinitionID><MaterialUse>Produced</MaterialUse><Quantity><QuantityString>5.000</QuantityString><DataType>decimal</DataType><UnitOfMeasure>KG</UnitOfMeasure></Quantity></MaterialRequirement></SegmentRequirement></ProductionRequest></ProductionSchedule></DataArea></SyncProductionSchedule>`;

test('a schedule sent as the XML it is becomes a job order, and its sender is told so in the same answer', async () => {
  const { status, body } = await post(schedule('H-1'), '?name=orders.xml');
  assert.deepEqual([status, body.message.outcome, body.message.orders.map((one) => one.outcome)], [200, 'accepted', ['taken']]);
});

test('the same again changes nothing and is told the same', async () => {
  const { status, body } = await post(schedule('H-1'));
  assert.deepEqual([status, body.message.outcome], [200, 'accepted']);
  const { rows } = await p.house.database.pool.query(`select repeats from integration.message where message_id = 'H-1' and state = 'accepted'`);
  assert.deepEqual(rows, [{ repeats: 1 }]);
});

test('who asks for XML is answered with a ConfirmBOD that names what is held and why', async () => {
  const { status, text } = await post(schedule('H-2', 'NOBODY'), '', { accept: 'application/xml' });
  assert.equal(status, 200);
  assert.match(text, /<ConfirmBOD .*actionCode="Modified".*H-2: Line Weighing: Nobody here knows the material &quot;NOBODY&quot;/s);
  assert.match(text, /<OriginalApplicationArea>.*<BODID>H-2<\/BODID>/s);
});

test('an order that another system owns is refused in the answer, and the message does not wait for ever', async () => {
  const { status, body } = await post(schedule('H-3').replace('DEV130', 'erp'));
  assert.deepEqual([status, body.message.outcome, body.message.orders[0]!.outcome], [200, 'partly', 'refused']);
  assert.match(body.message.orders[0]!.sentence!, /owned by .* here/);
});

test('the example that the guide sends is taken in part, as the guide says', async () => {
  const { status, body } = await post(readFileSync(join(root, 'docs/examples/schedule.xml'), 'utf8'), '?name=schedule.xml');
  assert.deepEqual([status, body.message.orders.map((one) => one.outcome)], [200, ['taken', 'held']]);
});

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
const bad: Record<string, [body: string | Uint8Array<ArrayBuffer>, rule: string, says: RegExp]> = {
  'external entities': [`<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>${schedule('B-1').slice(39)}`, 'doctype', /has a DOCTYPE. B2MML needs none/],
  'a billion laughs': [`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>`, 'doctype', /send it without/],
  'an end that was cut off': [
    schedule('B-2').slice(0, 400),
    'not-well-formed',
    /Line 3: The document is no well-formed XML: .*\. If it was cut off on its way, send it again whole\. It is kept as MSG-/,
  ],
  'no XML': ['{"orders": []}', 'not-well-formed', /Start tag expected/],
  'an unknown root': ['<Orders xmlns="http://www.mesa.org/xml/B2MML"/>', 'not-b2mml', /Orders is no message: it begins with none of Acknowledge, Process/],
  'an unknown noun': [
    '<SyncRecipe xmlns="http://www.mesa.org/xml/B2MML"><DataArea><Sync/><Recipe/></DataArea></SyncRecipe>',
    'noun-not-read',
    /Recipe is not read; OperationsSchedule, ProductionSchedule/,
  ],
  'a version that is not read': [
    schedule('B-3').replace('B2MML-V0401', 'B2MML-V0300'),
    'not-b2mml',
    /The namespace of SyncProductionSchedule is "http:\/\/www.wbf.org\/xml\/B2MML-V0300". Read are/,
  ],
  'no namespace': [schedule('B-4').replace(/ xmlns="[^"]+"/, ''), 'not-b2mml', /is "". Read are http/],
  'an encoding that is not read': [schedule('B-5').replace('UTF-8', 'EBCDIC-INT'), 'encoding', /says it is in ebcdic-int; UTF-8, UTF-16/],
  'bytes that are not what they say': [new Uint8Array(Buffer.from(schedule('B-6').replace('SO1215', 'S\u00d61215'), 'latin1')), 'encoding', /bytes are not utf-8/],
  'a sender that nobody knows': [schedule('B-7').replace('DEV130', 'STRANGER'), 'unknown-sender', /Nobody here knows the sender "STRANGER"/],
};

for (const [what, [body, rule, says]] of Object.entries(bad))
  test(`${what}: refused, the sender told what would be right, and kept as a dead letter`, async () => {
    const answer = await post(body);
    assert.deepEqual([answer.status, answer.body.rule], [422, `integration.message.receive/${rule}`]);
    assert.match(answer.body.detail, says);
    const read = await fetch(`${url}/api/integration/message/read?message=${answer.body.facts.message}`, { headers: { cookie } });
    assert.deepEqual(Buffer.from(await read.arrayBuffer()), Buffer.from(body as string), 'byte for byte');
  });

test('a schedule in UTF-16 with its mark is read, and so is one in UTF-8 with a mark', async () => {
  assert.equal((await post(utf16(schedule('E-1')))).body.message.outcome, 'accepted');
  assert.equal((await post(`\uFEFF${schedule('E-2')}`)).body.message.outcome, 'accepted');
});

test('a hundred megabytes are kept without being read, and the dead letter is mended by sending the right file', async () => {
  const answer = await post(new Uint8Array(Buffer.alloc(100_000_000, '<a>')), '?name=huge.xml');
  assert.deepEqual([answer.status, answer.body.rule], [422, 'integration.message.receive/too-large']);
  assert.match(answer.body.detail, /has 100000000 bytes; at most 10485760 are read. Send it in parts. It is kept as MSG-/);
  const mended = await fetch(`${url}/api/integration/message/mend?message=${answer.body.facts.message}&why=it+was+sent+in+parts`, {
    method: 'POST',
    headers: { cookie: await signIn('it-1'), 'content-type': 'application/xml' },
    body: schedule('H-mended'),
  });
  assert.equal(mended.status, 200, await mended.clone().text());
  assert.equal(((await mended.json()) as Told['body']).message.outcome, 'accepted');
  const { rows } = await p.house.database.pool.query(`select state from integration.message where id = $1`, [answer.body.facts.message]);
  assert.equal(rows[0].state, 'mended');
});

test('more than the declared limit is refused and not kept', async () => {
  const { rows: before } = await p.house.database.pool.query('select count(*)::int as n from integration.message');
  const answer = await post(new Uint8Array(129_000_000));
  assert.deepEqual([answer.status, answer.body.rule], [413, 'integration.message.send/too-large']);
  assert.deepEqual((await p.house.database.pool.query('select count(*)::int as n from integration.message')).rows, before);
  assert.deepEqual(readdirSync(join(p.folder, 'incoming')), []);
});

test('who may not hand in a message is refused, and nobody unknown is let in', async () => {
  cookie = await signIn('operator-1');
  assert.equal((await post(schedule('R-1'))).status, 403);
  cookie = '';
  assert.equal((await post(schedule('R-1'))).status, 401);
  cookie = await signIn('planner-1');
});

test('the command line sends a file and says what became of it', async () => {
  const run = (...words: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        [join(root, 'apps/millrace/src/main.ts'), 'integration', 'message', 'send', ...words, '--url', url, '--user', 'planner-1', '--password', 'millrace-demo'],
        { cwd: p.folder },
      );
      let said = '';
      for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.on('exit', (code) => resolve({ code: code ?? -1, said }));
    });
  writeFileSync(join(p.folder, 'good.xml'), schedule(`C-${newId()}`));
  writeFileSync(join(p.folder, 'bad.xml'), '<a>');
  const good = await run('good.xml', 'system=dev130');
  assert.equal(good.code, 0, good.said);
  assert.match(good.said, /"outcome": "accepted"/);
  const refused = await run('bad.xml');
  assert.equal(refused.code, 1);
  assert.match(refused.said, /no well-formed XML.*It is kept as MSG-/s);
});
