import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { actsBetween, anchorMissing, fileAnchor, namedFindings, sealNew, verifySeals, verifyTrail } from '@millrace/record';
import { plant, type Plant } from '../index.ts';
import { bought, crib, shop } from './workshop.fixture.ts';

let p: Plant;
let tool: string;
beforeEach(async () => {
  await p?.close();
  p = await plant([crib, shop]);
  tool = await bought(p, 3);
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, { signature: { meaning: 'I lend this tool', secret: 'right' } });
  await bought(p);
  await p.seal();
});
after(() => p?.close());

const found = async () => (await p.verify()).findings.map((one) => `${one.what}: ${one.where}`);
/** As the database's owner: past the triggers, as one who wants no trace. */
const secretly = async (sql: string, values: unknown[] = []) => {
  const client = await p.owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rowCount } = await client.query(sql, values);
    assert.ok(rowCount! > 0, 'nothing was altered');
    await client.query('commit');
  } finally {
    client.release();
  }
};

test('an untouched trail has no finding', async () => {
  const proof = await p.verify();
  assert.deepEqual(proof.findings, []);
  assert.deepEqual([proof.seals, proof.anchored, proof.acts, proof.unsealed, proof.rows], [1, 1, 4, 0, 3]);
});

test('whatever people write, a leaf is the hash of its rows as JSON lists them (RFC 6962), so that a program not ours can check a seal', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'Zoë "the\\ \u0001\u001f\t\r\n\b\f/ \u007f \u2028 😀 wrench"' }, { reason: `it's "urgent" \\` });
  await p.seal();
  const acts = await actsBetween(p.database.pool, 'test', 1, 1000);
  assert.ok(acts.some((act) => act.lines.includes('wrench')));
  const { rows } = await p.owner.query<{ leaves: Buffer }>('select leaves from record.seal order by number');
  const leaves = Buffer.concat(rows.map((row) => row.leaves));
  for (const [i, act] of acts.entries()) {
    const own = createHash('sha256')
      .update(Buffer.from([0]))
      .update(JSON.stringify([act.ordinal, act.act, JSON.parse(act.lines)]))
      .digest();
    assert.ok(own.equals(leaves.subarray(i * 32, i * 32 + 32)), `act ${act.ordinal}`);
  }
});

test('a row that the owner changed openly is an act outside Millrace', async () => {
  await p.owner.query('update crib.tool set count = 99 where id = $1', [tool]);
  await p.seal();
  const { findings } = await p.verify();
  assert.deepEqual(
    findings.map((one) => [one.what, one.where]),
    [['changed outside Millrace', `crib.tool ${tool}`]],
  );
  assert.match(findings[0]!.sentence, /by the database user millrace_owner/);
});

test('a row that the owner changed past the trigger is named, with what was recorded', async () => {
  await secretly('update crib.tool set count = 99 where id = $1', [tool]);
  const { findings } = await p.verify();
  assert.deepEqual(
    findings.map((one) => [one.what, one.where]),
    [['row altered', `crib.tool ${tool}`]],
  );
  assert.match(findings[0]!.sentence, /count was recorded as 3 and is 99/);
});

/** Findings as the question about the trail answers them. */
const named = async () => namedFindings({ database: p.database, site: 'test', nouns: p.rooms.nouns }, (await p.verify()).findings);
const opened = async () => {
  const id = newId();
  await p.act('shop.ticket.open', { ticket: id, tools: [], how: 'skip' });
  await p.seal();
  return id;
};

test('a finding names the record by its kind and number, with what was recorded and what stands there now', async () => {
  const id = await opened();
  await secretly(`update shop.ticket set how = 'task' where id = $1`, [id]);
  await secretly(`update store.event set data = '{"tools": [], "how": "task"}' where subject = $1`, [id]);
  const findings = await named();
  const altered = findings.find((one) => one.what === 'row altered');
  const of = [{ noun: 'shop.ticket', id, called: altered!.of[0]!.called }];
  assert.match(of[0]!.called, /^Ticket T-2026-\d{4}$/);
  assert.deepEqual([altered?.of, altered?.changes], [of, [{ field: 'how', recorded: 'skip', now: 'task' }]]);
  assert.equal(altered?.sentence, `${of[0]!.called} (row ${id} of shop.ticket) is not as last recorded: how was recorded as "skip" and is "task".`);
  assert.deepEqual(findings.find((one) => one.what === 'act altered')?.of, of);
});

test('a record whose number was altered is called by the number that was recorded', async () => {
  const id = await opened();
  await secretly(`update shop.ticket set number = 'T-2026-0999' where id = $1`, [id]);
  const [finding] = await named();
  assert.deepEqual(finding?.changes, [{ field: 'number', recorded: finding?.of[0]?.called.replace('Ticket ', ''), now: 'T-2026-0999' }]);
});

test('a row of the trail that somebody forged is a finding, and keeps none of the others from being told', async () => {
  const forged = (row: string, old: string) =>
    p.owner.query(
      `insert into record.audit (site, seq, recorded_at, act, table_name, row_id, op, old, new, by_person, role, database_user)
        select 'test', coalesce(max(seq), 0) + 1, now(), $1, 'crib.tool', $2, 'update', $3, '{"a": 2}', 'x', 'outside Millrace', 'postgres' from record.audit`,
      [newId(), row, old],
    );
  await forged('(', '{"a": 1}');
  await forged('b', 'no json');
  const found = (await named()).filter(({ what }) => what === 'changed outside Millrace');
  assert.ok(
    found.some(({ where, changes }) => where === 'crib.tool b' && changes?.some(({ field }) => field === 'the whole row')),
    JSON.stringify(found),
  );
  assert.ok(
    found.some(({ where }) => where === 'crib.tool ('),
    JSON.stringify(found),
  );
});

test('a row deleted past the trigger, and one that nobody recorded, are named', async () => {
  await secretly('delete from crib.tool where id = $1', [tool]);
  await secretly(`insert into crib.tool (site, id, revision, state, count, reminders) values ('test', gen_random_uuid(), 1, 'in', 1, 0)`);
  assert.deepEqual((await found()).map((one) => one.split(':')[0]).toSorted(), ['row missing', 'row unknown']);
});

test('a table that is taken off the list of compared ones is compared all the same, and missed on the list', async () => {
  await p.owner.query(`delete from record.audited where table_name = 'crib.tool'`);
  await secretly('update crib.tool set count = 99 where id = $1', [tool]);
  assert.deepEqual(await found(), ['changed outside Millrace: record.audited crib.tool', `row altered: crib.tool ${tool}`]);
});

test('a table whose name is a word of SQL is compared by its name in the trail', async () => {
  await p.owner.query('create table crib."interval" (site text, id uuid)');
  await p.owner.query('grant select on crib."interval" to public');
  await p.owner.query(`select record.audit_table('crib.interval')`);
  await p.owner.query(`insert into crib."interval" values ('test', $1)`, [tool]);
  assert.deepEqual(await found(), [`changed outside Millrace: crib.interval ${tool}`], 'its row is in the trail, as what the owner did');
});

test('an act put in under a number that no seal covers is named', async () => {
  const act = '01900000-0000-7000-8000-00000000beef';
  await secretly(
    'insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, input) select site, $1, recorded_at, happened_at, clock, address, by_person, role, input from store.act limit 1',
    [act],
  );
  await secretly(`insert into store.sequenced select site, -7, $1, recorded_at, -7, 0 from store.sequenced limit 1`, [act]);
  assert.deepEqual(await found(), ['changed outside Millrace: the place -7 in the order of acts']);
});

for (const [what, sql] of [
  ['an audit row', `update record.audit set by_person = 'eva' where row_id = $1 and op = 'update'`],
  ['an event', `update store.event set data = '{"holder": "eva"}' where subject = $1 and type = 'crib.tool.lent'`],
  ['an act', `update store.act set reason = 'forged' where id = (select act from store.event where subject = $1 and revision = 2)`],
  ['a signature', `update record.signature set printed_name = 'Eva' where subject = $1`],
  ['an event that is deleted', `delete from store.event where subject = $1 and revision = 2`],
  ['a signature that is deleted', `delete from record.signature where subject = $1`],
] as const)
  test(`${what}, altered by one byte or removed, is found by its seal`, async () => {
    await secretly(sql, [tool]);
    const { findings } = await p.verify();
    assert.ok(
      findings.some((one) => one.what === 'act altered' && one.sentence.includes(tool)),
      JSON.stringify(findings),
    );
  });

test('an owner who rewrites row, trail and seals alike is found by the anchor', async () => {
  await secretly('update crib.tool set count = 99 where id = $1', [tool]);
  await secretly(`update record.audit set new = (select to_jsonb(t)::text from crib.tool t where t.id = $1::uuid) where row_id = $1 and op = 'update'`, [tool]);
  await p.owner.query('delete from record.seal');
  await sealNew(p.database, 'test', p.clock, {
    write: () => undefined,
    read: () => [],
    witnessed: () => ({ upTo: 0, beyond: new Set() }),
    newest: () => undefined,
    isGenuine: () => true,
  });
  const { findings } = await p.verify();
  assert.deepEqual(
    findings.map((one) => one.what),
    ['anchor disagrees'],
  );
});

test('a trail that is rewritten and left to the plant itself to seal and anchor again is found by its first witness', async () => {
  await secretly('update crib.tool set count = 99 where id = $1', [tool]);
  await secretly(`update record.audit set new = (select to_jsonb(t)::text from crib.tool t where t.id = $1::uuid) where row_id = $1 and op = 'update'`, [tool]);
  await p.owner.query('delete from record.seal');
  assert.equal(await p.seal(), 4);
  assert.deepEqual(await found(), ['anchor disagrees: seal 1']);
});

/** As one who holds the database and the witness, and not the key: the last seal and its line are gone. */
async function cutLastSeal(): Promise<void> {
  await bought(p);
  await p.seal();
  await p.owner.query('delete from record.seal where number = 2');
  const witness = join(p.folder, 'witness/seals.jsonl');
  writeFileSync(witness, `${readFileSync(witness, 'utf8').split('\n')[0]!}\n`);
}

test('a seal that is cut together with its witness is missed by what lies beside the key', async () => {
  await cutLastSeal();
  const { findings } = await p.verify();
  assert.deepEqual(
    findings.map((one) => `${one.what}: ${one.where}`),
    ['seal missing: seal 2'],
  );
  assert.match(findings[0]!.sentence, /neither in the database nor in its witness: both were cut after seal 1/);
});

test('what the plant itself seals again in the place of what was cut is found ever after', async () => {
  await cutLastSeal();
  await secretly('update store.act set reason = $1 where id = (select act from store.sequenced order by ordinal desc limit 1)', ['forged']);
  assert.equal(await p.seal(), 1);
  assert.deepEqual(await found(), ['anchor disagrees: seal 2']);
  await bought(p);
  await p.seal();
  assert.deepEqual(await found(), ['anchor disagrees: seal 2'], 'also when more was sealed since');
});

test('what lies beside the key, written by one who lacks the key, is found, and ever after while the plant seals on', async () => {
  await bought(p);
  await p.seal();
  const file = join(p.folder, 'keys/anchor.pem.newest.json');
  const { test: said } = JSON.parse(readFileSync(file, 'utf8')) as { test: object };
  writeFileSync(file, JSON.stringify({ test: { ...said, number: 1 } }));
  assert.deepEqual(await found(), ['anchor forged: seal 1']);
  await bought(p);
  await p.seal();
  assert.deepEqual(await found(), ['anchor forged: seal 1']);
});

test('a seal without a witness is named, and is witnessed again while the plant runs', async () => {
  await bought(p);
  await p.seal();
  const witness = join(p.folder, 'witness/seals.jsonl');
  writeFileSync(witness, `${readFileSync(witness, 'utf8').split('\n')[1]!}\n`);
  assert.deepEqual(await found(), ['witness missing: seal 1']);
  await p.seal();
  assert.deepEqual(await found(), []);
});

test('a line of the witness that a power cut left half spoils no other, and its seal is witnessed again', async () => {
  const file = join(p.folder, 'witness/seals.jsonl');
  for (const half of [21, 0, -1]) {
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, half));
    // as the plant is started again
    const anchor = fileAnchor(file, join(p.folder, 'keys/anchor.pem'));
    await bought(p);
    await p.engine.settle();
    await sealNew(p.database, 'test', p.clock, anchor);
    await anchorMissing(p.database, 'test', anchor);
    assert.deepEqual((await verifyTrail(p.database, 'test', anchor)).findings, []);
  }
});

test('a row changed with a made-up act, past the outbox, is named', async () => {
  await p.database.pool.query(
    `with forged as materialized (select set_config('millrace.act', $2, true) as act) update crib.tool set count = 99 from forged where id = $1 and act <> ''`,
    [tool, JSON.stringify({ act: '01900000-0000-7000-8000-00000000beef', by: 'qa', role: 'quality', at: p.clock.now().toString() })],
  );
  await p.seal();
  assert.deepEqual(await found(), [`changed outside Millrace: crib.tool ${tool}`]);
});

test('a seal that is deleted is missed, at the end and in the middle', async () => {
  await bought(p);
  await p.seal();
  await bought(p);
  await p.seal();
  await p.owner.query('delete from record.seal where number = 3');
  assert.deepEqual(await found(), ['seal missing: seal 3']);
  await p.owner.query('delete from record.seal where number = 1');
  assert.ok((await found()).includes('seal missing: seal 1'));
});

test('an act removed with all that hangs on it is missed', async () => {
  const { act } = (await p.owner.query('select act from store.event where subject = $1 and revision = 2', [tool])).rows[0];
  for (const sql of [
    'delete from store.sequenced where act = $1',
    'delete from store.act where id = $1',
    'delete from store.event where act = $1',
    'delete from record.audit where act = $1',
  ])
    await p.owner.query(sql, [act]);
  assert.ok((await found()).some((one) => one.startsWith('act missing')));
});

test('a column that a later version adds is no alteration, and one that is filled past the trigger is', async () => {
  await p.owner.query('alter table crib.tool add column shelf text');
  assert.deepEqual(await found(), []);
  await secretly(`update crib.tool set shelf = 'B' where id = $1`, [tool]);
  assert.deepEqual(await found(), [`row altered: crib.tool ${tool}`]);
});

test('a trail proved in pages says what it says when it is proved at once', async () => {
  for (let i = 0; i < 4; i++) {
    await bought(p);
    await p.seal();
  }
  await secretly(`update store.act set reason = 'another' where id = (select act from store.sequenced where site = 'test' order by ordinal desc limit 1)`);
  const pages = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page: Awaited<ReturnType<typeof verifySeals>> = await verifySeals(p.database, 'test', p.anchor, after, 2);
    pages.push(page);
    after = page.next;
  }
  assert.deepEqual(
    pages.map(({ seals, of, next }) => [seals, of, next]),
    [
      [2, 5, 2],
      [2, 5, 4],
      [1, 5, undefined],
    ],
  );
  const whole = await p.verify();
  assert.equal(
    pages.reduce((sum, { acts }) => sum + acts, 0),
    whole.acts,
  );
  const said = pages.flatMap(({ findings }) => findings);
  assert.deepEqual(
    said.map((one) => one.what),
    ['act altered'],
  );
  assert.deepEqual(said, whole.findings);
});
