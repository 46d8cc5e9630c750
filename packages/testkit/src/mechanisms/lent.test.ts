import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actsBetween } from '@millrace/record';
import { plant, type Plant } from '../index.ts';
import { bought, crib, shop } from './workshop.fixture.ts';

// In whose right a thing was done: a role that was lent names its lender wherever the act is shown, and the seal holds the name.

let p: Plant;
let tool: string;
before(async () => {
  p = await plant([crib, shop]);
  tool = await bought(p, 3);
});
after(() => p?.close());

const ben = { actor: { kind: 'person', person: 'ben' } } as const;
const signature = { meaning: 'I lend this tool', secret: 'right' };
const right = (role: string, lentBy: string | null) => ({ role, pattern: 'crib.*', place: null, lentBy });
const lend = () => p.act('crib.tool.lend', { tool, holder: 'cem' }, { ...ben, signature });
const ask = <A>(address: string) => p.ask<A>(address, { noun: 'crib.tool', id: tool });
interface Shown {
  readonly by: string;
  readonly role: string;
  readonly lentBy: string | null;
}
const named = (shown: readonly Shown[]) => shown.map((one) => `${one.by} as ${one.role} of ${one.lentBy}`);

test('what is done in a lent role names the lender in the trail, the history and the signature', async () => {
  p.setGrants('ben', [right('foreman', 'ana')]);
  await lend();
  assert.equal(named((await ask<{ rows: Shown[] }>('record.trail.show')).rows).at(-1), 'ben as foreman of ana');
  const page = await ask<{ happened: Shown[]; signatures: (Shown & { printedName: string })[] }>('record.page.show');
  assert.deepEqual(named(page.happened), ['ana as quality of null', 'ben as foreman of ana']);
  assert.deepEqual([page.signatures[0]!.printedName, page.signatures[0]!.lentBy], ['ben (printed)', 'ana']);
});

test('who holds a role needs nobody to lend it: their own right comes first', async () => {
  p.setGrants('ben', [right('foreman', 'ana'), right('keeper', null)]);
  const other = await bought(p, 1);
  const { act } = await p.act('crib.tool.lend', { tool: other, holder: 'cem' }, { ...ben, signature });
  const { rows } = await p.owner.query<{ role: string; lent_by: string | null }>('select role, lent_by from store.act where id = $1', [act]);
  assert.deepEqual(rows[0], { role: 'keeper', lent_by: null });
});

test('the seal holds who lent a role, and is as it was for acts in their own right', async () => {
  await p.seal();
  const acts = await actsBetween(p.database.pool, 'test', 1, 100);
  assert.deepEqual([acts[0]!.lines.includes('lent_by'), acts[1]!.lines.includes('lent_by')], [false, true]);
  assert.deepEqual((await p.verify()).findings, []);
  await p.owner.query(`set session_replication_role = replica; update store.act set lent_by = null where lent_by = 'ana'; set session_replication_role = origin`);
  assert.ok((await p.verify()).findings.some((one) => one.what === 'act altered'));
});
