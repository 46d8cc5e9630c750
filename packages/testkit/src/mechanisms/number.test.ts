import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { newId, type Numbering } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { crib, shop } from './workshop.fixture.ts';

let p: Plant;
beforeEach(async () => {
  await p?.close();
  p = await plant([crib, shop]);
});
after(() => p?.close());

const numbered = (numbering: Numbering) => p.setPolicy({ numberingOf: () => numbering });
const gapless = { pattern: 'T-{year}-{0000}', gapless: true } as const;
const loose = { pattern: 'T-{year}-{0000}', gapless: false } as const;
const opened = async (envelope: object = {}) => (await p.act('shop.ticket.open', { ticket: newId(), tools: [], how: 'skip' }, envelope)).records[0]!.number!;
const counts = (numbers: readonly string[]) => numbers.map((number) => Number(number.slice(-4)));
/** An act that draws a number and comes to nothing: a constraint of its last statement undoes it. */
const undone = () =>
  assert.rejects(
    p.shell.execute(
      'shop.ticket.open',
      { ticket: newId(), tools: [], how: 'skip' },
      { key: newId(), actor: { kind: 'person', person: 'ana' }, site: 'test' },
      {
        statements: [{ text: `select store.must(false, 'undone', 'x')`, values: [] }],
      },
    ),
  );

/** A transaction that has drawn a number of the tickets and does not end. */
async function drawing(isGapless: boolean) {
  const client = await p.database.pool.connect();
  await client.query('begin');
  await client.query('select store.next_number($1, $2, $3, 2026, $4)', ['test', 'shop.ticket', 'T-2026-{0000}', isGapless]);
  return async () => {
    await client.query('rollback');
    client.release();
  };
}
const within = <T>(ms: number, promise: Promise<T>) => Promise.race([promise, new Promise<'waits'>((resolve) => setTimeout(() => resolve('waits'), ms))]);

test('where no number may be missing, one that an undone act drew is drawn again', async () => {
  numbered(gapless);
  const first = await opened();
  await undone();
  assert.deepEqual(counts([first, await opened()]), [1, 2]);
});

test('where gaps are allowed, one that an undone act drew stays missing', async () => {
  numbered(loose);
  const first = await opened();
  await undone();
  // it was tried more than once, and each try drew one
  const [drawn, next] = counts([first, await opened()]);
  assert.ok(drawn === 1 && next! > 2, `${drawn}, then ${next}`);
});

test('where no number may be missing, an act waits for the one that drew before it', async () => {
  numbered(gapless);
  await opened();
  const end = await drawing(true);
  const waiting = opened();
  assert.equal(await within(300, waiting), 'waits');
  await end();
  assert.deepEqual(counts([await waiting]), [2]);
});

test('where gaps are allowed, an act waits for none', async () => {
  numbered(loose);
  await opened();
  const end = await drawing(false);
  try {
    assert.deepEqual(counts([String(await within(5000, opened()))]), [3]);
  } finally {
    await end();
  }
});

for (const [how, numbering] of Object.entries({ gapless, loose }))
  test(`acts at once, from the very first on, draw a number each, none twice (${how})`, async () => {
    numbered(numbering);
    const numbers = await Promise.all(Array.from({ length: 24 }, () => opened()));
    assert.deepEqual(
      counts(numbers).toSorted((a, b) => a - b),
      Array.from({ length: 24 }, (_, i) => i + 1),
    );
  });

test('a model that changes its mind goes on above what was drawn, either way', async () => {
  const seen: string[] = [];
  for (const numbering of [gapless, loose, gapless, loose]) {
    numbered(numbering);
    seen.push(await opened(), await opened());
  }
  const all = counts(seen);
  assert.deepEqual(
    all,
    all.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(all).size, 8);
});

test('a pattern that is changed within its year counts on, and one that counts for ever goes on from all there were', async () => {
  numbered(gapless);
  await opened();
  numbered({ pattern: 'TICKET-{year}-{000000}', gapless: true });
  assert.equal(await opened(), 'TICKET-2026-000002');
  numbered({ pattern: 'TICKET-{year}-{000000}', gapless: true, restarts: 'never' });
  assert.equal(await opened(), 'TICKET-2026-000003');
  p.clock.advance(60 * 24 * 3600);
  assert.equal(await opened(), 'TICKET-2027-000004');
  numbered({ pattern: 'T-{year}{month}-{00}', gapless: true, restarts: 'monthly' });
  assert.equal(await opened(), 'T-202701-01');
});

test('a year begins with one, where the pattern shows it', async () => {
  numbered(loose);
  await opened();
  p.clock.advance(60 * 24 * 3600);
  assert.equal(await opened(), 'T-2027-0001');
});

test('the application draws numbers and sets none', async () => {
  await opened();
  for (const text of ['update store.number set last = 0', 'delete from store.number', `insert into store.number (site, series, text, year, last) values ('test', 'x', 'y', 0, 1)`])
    await assert.rejects(p.database.pool.query(text), { code: '42501' }, text);
});

test('a number that stands already is passed over, not a reason to refuse', async () => {
  numbered(loose);
  await p.owner.query('alter table shop.ticket add constraint ticket_number_is_used_once unique (site, number)');
  await opened();
  await p.owner.query(`update shop.ticket set number = 'T-2026-0002'`);
  assert.equal(await opened(), 'T-2026-0003');
});

for (const [how, numbering] of Object.entries({ gapless, loose }))
  test(`what was counted before series were kept by their text goes on (${how})`, async () => {
    numbered(numbering);
    await p.owner.query(`insert into store.number (site, series, text, year, last) values ('test', 'shop.ticket', '2026', 2026, 41)`);
    assert.deepEqual(counts([await opened(), await opened()]), [42, 43]);
  });
