import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { model } from '@millrace/model/module';
import { replayAndCompare } from '@millrace/store';
import { plant, type Plant } from '@millrace/testkit';
import { scada } from '../module.ts';
import { counter } from './counter.ts';

let p: Plant;
before(async () => {
  p = await plant([model, scada]);
});
after(() => p?.close());

const read = (at: string, value: string) =>
  p.act('scada.counter.read', { place: 'U1', readings: [{ signal: 'U1.total', at, value, counts: { total: 1, scrap: 0 } }] }, { actor: { kind: 'system', person: 'flow:test' } });
const jumps = async (from: string, to: string) => (await p.ask<{ jumps: unknown[] }>('scada.count.list', { place: 'U1', from, to })).jumps;

test('where a counter went back and nothing was counted is listed beside the pieces of its time, and is what its events tell', async () => {
  await read('2026-11-22T06:00:00Z', '100');
  await read('2026-11-22T06:05:00Z', '60');
  await read('2026-11-22T06:10:00Z', '70');
  assert.deepEqual(await jumps('2026-11-22T06:00:00Z', '2026-11-22T07:00:00Z'), [{ signal: 'U1.total', at: '2026-11-22T06:05:00Z', kind: 'step-back', from: '100', to: '60' }]);
  assert.deepEqual(await jumps('2026-11-22T07:00:00Z', '2026-11-22T08:00:00Z'), []);
  assert.deepEqual(await replayAndCompare(p.database, 'test', counter, p.shell.parts.tables.get(counter.address)!), []);
});
test('a counter that was last read before its jumps were kept has none', async () => {
  await p.owner.query('update scada.counter set jumps = null');
  assert.deepEqual(await jumps('2026-11-22T06:00:00Z', '2026-11-22T07:00:00Z'), []);
  await read('2026-11-22T06:15:00Z', '50');
  assert.equal((await jumps('2026-11-22T06:00:00Z', '2026-11-22T07:00:00Z')).length, 1);
});
