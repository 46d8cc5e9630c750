import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { contents, forgetUnspoken } from '@millrace/record';
import { Download } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, cribTool, person, shop } from './workshop.fixture.ts';

let p: Plant;
let tool: string;
beforeEach(async () => {
  await p?.close();
  p = await plant([crib, shop]);
  tool = await bought(p, 3);
});
after(() => p?.close());

const pdf = (text: string) => new Uint8Array(Buffer.from(`%PDF-1.7\n${text}`));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Adds a file as the door does: its bytes first, then the command that speaks of them. */
async function add(bytes: Uint8Array, name = 'certificate.pdf', subject: string = tool): Promise<string> {
  const file = newId();
  await contents(p.database, 'test').keep(sha256(bytes), bytes);
  await p.act('record.file.add', {
    file,
    noun: 'crib.tool',
    subject,
    name,
    content: { sha256: sha256(bytes), bytes: bytes.length, head: Buffer.from(bytes.subarray(0, 16)).toString('hex') },
  });
  return file;
}

interface Page {
  readonly state: { state: string; count: number };
  readonly isPast: boolean;
  readonly revision: number;
  readonly files: readonly { name: string; sha256: string; removed: { by: string; why: string } | null }[];
  readonly signatures: readonly { files: readonly { name: string }[]; isIntact: boolean; isSuperseded: boolean }[];
  readonly steps: readonly { isStanding: boolean }[];
  readonly comments: readonly { body: string }[];
  readonly links: readonly unknown[];
  readonly happened: readonly { type: string }[];
}
const ask = (address: string, input: object) => p.ask<unknown>(address, input);
const page = async (asOf?: Temporal.Instant) => (await ask('record.page.show', { noun: 'crib.tool', id: tool, ...(asOf && { asOf: asOf.toString() }) })) as Page;
const sign = () => p.act('crib.tool.lend', { tool, holder: 'ben' }, { signature: { meaning: 'I lend this tool', secret: 'right' } });

test('a file of several pieces comes back byte for byte, under its name', async () => {
  const bytes = pdf('x'.repeat(2_500_000));
  const file = await add(bytes);
  const read = (await ask('record.file.read', { file })) as Download;
  const back: Uint8Array[] = [];
  for await (const piece of read.pieces) back.push(piece);
  assert.deepEqual([back.length, read.name, read.mediaType, read.bytes], [3, 'certificate.pdf', 'application/pdf', bytes.length]);
  assert.equal(sha256(Buffer.concat(back)), read.sha256);
});

test('the same bytes are kept once, however often they are added, and at once', async () => {
  const other = await bought(p);
  await Promise.all([add(pdf('same')), add(pdf('same'), 'copy.pdf', other), add(pdf('same'), 'again.pdf')]);
  assert.equal((await p.owner.query('select from record.content')).rowCount, 1);
  assert.equal((await p.owner.query('select from record.file')).rowCount, 3);
});

test('a file that is removed is marked with who and why, and can still be opened', async () => {
  const file = await add(pdf('wrong lot'));
  await assert.rejects(p.act('record.file.remove', { file }), { rule: 'record.file.remove/reason-needed' });
  await p.act('record.file.remove', { file }, { reason: 'it belongs to another tool' });
  assert.deepEqual((await page()).files[0]!.removed?.why, 'it belongs to another tool');
  assert.ok((await ask('record.file.read', { file })) instanceof Download);
  await assert.rejects(p.act('record.file.remove', { file }, { reason: 'again' }), { rule: 'record.file.remove/removed-already' });
});

test('a file is removed by who may act where its record lies', async () => {
  const file = await add(pdf('wrong lot'));
  for (const [who, place] of [
    ['pia', 'packaging'],
    ['carl', 'compression'],
  ] as const)
    p.setGrants(who, [{ role: 'operator', pattern: 'record.*', place }]);
  const { place } = cribTool;
  Object.assign(cribTool, { place: () => 'packaging' });
  try {
    const remove = (who: string) => p.act('record.file.remove', { file }, { actor: person(who), reason: 'it belongs to another tool' });
    await assert.rejects(remove('carl'), { rule: 'record.file.remove/not-permitted' });
    await remove('pia');
  } finally {
    Object.assign(cribTool, { place });
  }
});

test('while a record is signed no file of it is removed', async () => {
  const file = await add(pdf('calibration'));
  // the signed act stops in the middle until this key is free
  await p.owner.query(`create function crib.pause() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(4711); return new; end';
    create trigger pause before update on crib.tool for each row execute function crib.pause()`);
  const key = await p.owner.connect();
  const waiting = async (count: number) => {
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await key.query<{ waiting: number }>(
        `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      if (rows[0]!.waiting >= count) return true;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
  };
  try {
    await key.query('select pg_advisory_lock(4711)');
    const signing = sign();
    assert.ok(await waiting(1));
    const removing = p.act('record.file.remove', { file }, { reason: 'it belongs to another tool' });
    const isHeld = await waiting(2);
    await key.query('select pg_advisory_unlock(4711)');
    await Promise.all([signing, removing]);
    assert.ok(isHeld, 'the removal waited for nobody');
  } finally {
    key.release(true);
  }
});

test('nobody who works with the application alters or erases what is kept', async () => {
  await add(pdf('proof'));
  for (const text of [`update record.content_piece set piece = 'x'`, 'delete from record.content_piece', 'delete from record.content', 'update record.content set bytes = 1'])
    await assert.rejects(p.database.pool.query(text), /permission denied/, text);
});

test('a signature binds the files that were on the record, and one added later is not covered by it', async () => {
  await add(pdf('calibration'));
  await sign();
  const [signed] = (await page()).signatures;
  assert.deepEqual([signed!.files.map((one) => one.name), signed!.isIntact, signed!.isSuperseded], [['certificate.pdf'], true, false]);
  await add(pdf('added afterwards'), 'later.pdf');
  assert.equal((await page()).signatures[0]!.isSuperseded, true);
});

test('a signature given ahead no longer counts when a file it bound is removed, added or exchanged, and is given again', async () => {
  const [checked, lent] = ['I checked the certificate', 'I lend it'];
  p.setPolicy({
    signaturesFor: (address) =>
      address === 'crib.tool.lend' ? { signatures: [checked, lent].map((meaning) => ({ meaning, roles: [] })) as never, inOrder: true, differentPersons: false } : undefined,
  });
  const check = () =>
    p.act('record.step.sign', { id: newId(), noun: 'crib.tool', subject: tool, step: 'crib.tool.lend/1', revision: 1 }, { signature: { meaning: checked, secret: 'right' } });
  const lend = () => p.act('crib.tool.lend', { tool, holder: 'ben' }, { signature: { meaning: lent, secret: 'right' } });
  const standing = async () => (await page()).steps.map((one) => one.isStanding);
  const first = await add(pdf('certificate A'));
  await check();
  assert.deepEqual(await standing(), [true]);
  await p.act('record.file.remove', { file: first }, { reason: 'of another lot' });
  await assert.rejects(lend(), { rule: 'crib.tool.lend/signature-missing' }, 'the file is gone');
  await add(pdf('certificate B'));
  await assert.rejects(lend(), { rule: 'crib.tool.lend/signature-missing' }, 'another file is there');
  assert.deepEqual(await standing(), [false]);
  await check();
  await add(pdf('a second one'), 'second.pdf');
  await assert.rejects(lend(), { rule: 'crib.tool.lend/signature-missing' }, 'one more file is there');
  await check();
  await lend();
});

test('a signed file whose hash is altered in the database no longer fits its signature', async () => {
  await add(pdf('calibration'));
  await sign();
  await p.owner.query(`update record.signature set content = replace(content, 'certificate', 'forged-cert')`);
  assert.equal((await page()).signatures[0]!.isIntact, false);
});

test('a signature without files binds the record alone, as it always did', async () => {
  await sign();
  const { rows } = await p.owner.query('select content, content_hash from record.signature');
  assert.match(rows[0].content, /^\{"count":3,/);
  assert.equal(rows[0].content_hash, createHash('sha256').update(rows[0].content).digest('hex'));
});

test('one byte changed in a kept file is found by the proof of the trail, with the name of the file', async () => {
  await add(pdf('the whole truth'));
  await p.seal();
  assert.deepEqual((await p.verify()).findings, []);
  await p.owner.query(`update record.content_piece set piece = set_byte(piece, 12, 88)`);
  const { findings } = await p.verify();
  assert.deepEqual(
    findings.map((one) => one.what),
    ['content altered'],
  );
  assert.match(findings[0]!.sentence, new RegExp(`certificate.pdf on crib.tool ${tool}`));
});

test('a record is shown as it was recorded at a moment: state, files, comments, ties, signatures and what happened', async () => {
  const moments = [p.clock.now()];
  const step = async (doing: () => Promise<unknown>) => {
    // 5 s: the tool is overdue a minute after it was lent, and would be reminded of whenever the engine looks
    p.clock.advance(5);
    await doing();
    moments.push(p.clock.now());
  };
  const link = newId();
  let file = '';
  await step(async () => (file = await add(pdf('a'))));
  await step(() => p.act('record.comment.write', { id: newId(), noun: 'crib.tool', subject: tool, body: 'It squeaks.' }));
  await step(async () => p.act('record.link.tie', { link, fromNoun: 'crib.tool', fromId: tool, toNoun: 'crib.tool', toId: await bought(p) }));
  await step(sign);
  await step(() => p.act('record.file.remove', { file }, { reason: 'wrong tool' }));
  await step(() => p.act('record.link.remove', { link }, { reason: 'wrong tool' }));
  const seen = [];
  for (const at of moments) {
    const then = await page(at);
    seen.push([
      then.state.state,
      then.files.filter((one) => !one.removed).length,
      then.comments.length,
      then.links.length,
      then.signatures.length,
      then.happened.length,
      then.isPast,
    ]);
  }
  assert.deepEqual(seen, [
    ['in', 0, 0, 0, 0, 1, true],
    ['in', 1, 0, 0, 0, 1, true],
    ['in', 1, 1, 0, 0, 1, true],
    ['in', 1, 1, 1, 0, 1, true],
    ['out', 1, 1, 1, 1, 2, true],
    ['out', 0, 1, 1, 1, 2, true],
    ['out', 0, 1, 0, 1, 2, true],
  ]);
  const now = await page();
  assert.deepEqual([now.files.length, now.links.length, now.isPast], [1, 0, false]);
});

test('before it was first recorded a record is not there, and the answer says since when it is', async () => {
  await assert.rejects(
    page(p.clock.now().subtract({ hours: 1 })),
    (error: Error & { rule: string }) => error.rule === 'record.page.show/not-yet' && /first recorded at 2026-11-22T06:00/.test(error.message),
  );
});

test('what was back-filled is shown from when it was recorded, not from when it is said to have happened', async () => {
  const before = p.clock.now();
  p.clock.advance(3600);
  await p.act('record.comment.write', { id: newId(), noun: 'crib.tool', subject: tool, body: 'Seen yesterday.' }, { happenedAt: before.subtract({ hours: 24 }) });
  assert.deepEqual([(await page(before)).comments.length, (await page(p.clock.now())).comments.length], [0, 1]);
});

/** As if all bytes had come in a day and an hour ago. */
const aDayLater = () => p.owner.query(`update record.content set kept_at = kept_at - interval '25 hours'`);
const kept = async () => (await p.owner.query<{ sha256: string }>('select sha256 from record.content order by sha256')).rows.map((row) => row.sha256);
const contentOf = (bytes: Uint8Array) => ({ sha256: sha256(bytes), bytes: bytes.length, head: Buffer.from(bytes.subarray(0, 16)).toString('hex') });

test('bytes whose command was refused are taken away after a day, and not before', async () => {
  const bytes = pdf('refused'.repeat(300_000));
  await contents(p.database, 'test').keep(sha256(bytes), bytes);
  await assert.rejects(p.act('record.file.add', { file: newId(), noun: 'crib.tool', subject: newId(), name: 'x.pdf', content: contentOf(bytes) }), {
    rule: 'record.file.add/not-found',
  });
  assert.deepEqual(await forgetUnspoken(p.database, 'test'), { contents: 0, bytes: 0 });
  await aDayLater();
  assert.deepEqual(await forgetUnspoken(p.database, 'another-site'), { contents: 0, bytes: 0 });
  assert.deepEqual(await forgetUnspoken(p.database, 'test'), { contents: 1, bytes: bytes.length });
  assert.deepEqual([await kept(), (await p.owner.query('select from record.content_piece')).rowCount], [[], 0]);
  await p.seal();
  assert.deepEqual((await p.verify()).findings, []);
});

test('bytes that a record speaks of are never taken away, also where their file was removed or the report of them kept aside', async () => {
  const [here, gone, aside] = [pdf('here'), pdf('gone'), pdf('aside')];
  await add(here);
  const removed = await add(gone, 'gone.pdf');
  await p.act('record.file.remove', { file: removed }, { reason: 'the wrong one' });
  await contents(p.database, 'test').keep(sha256(aside), aside);
  assert.ok((await p.act('crib.tool.count', { tool: newId(), count: 1, content: contentOf(aside) })).kept);
  await aDayLater();
  assert.deepEqual(await forgetUnspoken(p.database, 'test'), { contents: 0, bytes: 0 });
  assert.deepEqual(await kept(), [here, gone, aside].map(sha256).toSorted());
});

test('bytes that come again while their time is over are there for the command that follows', async () => {
  const bytes = pdf('again');
  await contents(p.database, 'test').keep(sha256(bytes), bytes);
  await aDayLater();
  await contents(p.database, 'test').keep(sha256(bytes), bytes);
  assert.deepEqual(await forgetUnspoken(p.database, 'test'), { contents: 0, bytes: 0 });
  await add(bytes);
  await p.seal();
  assert.deepEqual((await p.verify()).findings, []);
});

test('nobody takes away bytes that came in within the hour, or where only part of the plant is seen', async () => {
  await add(pdf('seen by place'));
  await assert.rejects(p.database.pool.query(`select record.forget_unspoken('test', '1 minute')`), /within the hour/);
  await aDayLater();
  const client = await p.database.pool.connect();
  try {
    await client.query(`begin; set local millrace.scope = '{}'`);
    assert.equal((await client.query(`select record.forget_unspoken('test', '1 day')`)).rowCount, 0);
  } finally {
    await client.query('rollback');
    client.release();
  }
  await assert.rejects(p.database.pool.query('delete from record.spoken_of'), { code: '42501' });
});

test('a record of any room that speaks of bytes which are gone is named', async () => {
  await sign();
  await p.seal();
  await p.owner.query(`select record.speaks_of_content('crib.tool', 'holder')`);
  assert.deepEqual(
    (await p.verify()).findings.map((one) => `${one.what}: ${one.where}`),
    [`content missing: crib.tool ${tool}`],
  );
});
