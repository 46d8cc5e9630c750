import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sendTogether } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { crib, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
after(() => p?.close());

const say = (name: string, text: string, ...values: unknown[]) => ({ name, text, values });

test('a trip brings back the rows of each statement, as the database writes them', async () => {
  const client = await p.owner.connect();
  try {
    const came = await sendTogether(client, [
      say('begin', 'begin'),
      say('several', 'select n, null from generate_series(1, $1::int) as n', 2),
      say('list', 'select $1::text[], $2::jsonb', ['a "b"', 'c\\d', null], { at: [1] }),
      say('commit', 'commit'),
    ]);
    assert.deepEqual(
      came.map(({ rows }) => rows),
      [
        [],
        [
          ['1', null],
          ['2', null],
        ],
        [[String.raw`{"a \"b\"","c\\d",NULL}`, '{"at": [1]}']],
        [],
      ],
    );
    assert.equal(came.at(-1)!.tag, 'COMMIT');
  } finally {
    client.release();
  }
});

test('a list is written member by member as a value is: times, records, bytes, lists in it', async () => {
  const client = await p.owner.connect();
  try {
    const [one] = await sendTogether(client, [
      say(
        'lists',
        'select $1::timestamptz[] = array[$2::timestamptz], $3::jsonb[], $4::bytea[] = array[$5::bytea], $6::int[]',
        [new Date(0)],
        new Date(0),
        [{ at: 1 }],
        [Buffer.from([0, 34, 92])],
        Buffer.from([0, 34, 92]),
        [
          [1, 2],
          [3, undefined],
        ],
      ),
    ]);
    assert.deepEqual(one!.rows, [['t', String.raw`{"{\"at\": 1}"}`, 't', '{{1,2},{3,NULL}}']]);
  } finally {
    client.release();
  }
});

test('a trip that fails answers its first error, does nothing after it, and leaves the connection as it was', async () => {
  const client = await p.owner.connect();
  try {
    const trip = [
      say('begin', 'begin'),
      say('made', 'create temporary table trip (n int primary key)'),
      say('divide', 'select 1 / $1::int', 0),
      say('never', 'select $1::int', 'x'),
      say('commit', 'commit'),
    ];
    for (let i = 0; i < 3; i++) {
      await assert.rejects(sendTogether(client, trip), { code: '22012' });
      await client.query('rollback');
    }
    // what was prepared before the error is not prepared again, what came after it is prepared now
    const came = await sendTogether(client, [say('divide', 'select 1 / $1::int', 1), say('never', 'select $1::int', 7)]);
    assert.deepEqual(
      came.map(({ rows }) => rows),
      [[['1']], [['7']]],
    );
    assert.equal((await client.query(`select to_regclass('pg_temp.trip') as found`)).rows[0].found, null);
  } finally {
    client.release();
  }
});

test('a statement that cannot be prepared is told, and prepared when it can', async () => {
  const client = await p.owner.connect();
  try {
    const asked = say('later', 'select count(*) from pg_temp.later');
    await assert.rejects(sendTogether(client, [asked]), { code: '42P01' });
    await client.query('create temporary table later (n int)');
    assert.deepEqual((await sendTogether(client, [asked]))[0]!.rows, [['0']]);
  } finally {
    client.release(true);
  }
});
