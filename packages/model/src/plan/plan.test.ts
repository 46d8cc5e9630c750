import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { load } from '../load/load.ts';
import { modelOf } from '../model.ts';
import { sha256 } from '../node.ts';
import type { Ask } from './consequence.ts';
import { exitOf, isPlan, plan, type PlanInput } from './plan.ts';
import { planReport } from './report.ts';
import { planText } from './text.ts';

const modelFrom = (text: string) => load(draftKinds, [{ path: 'plant.yaml', text }]).model;
const before = modelFrom('material.definition:\n  API-7: { name: Relvantin, sort: raw, unit: kg, shelfLife: 24 months }\n');
const shorter = modelFrom('material.definition:\n  API-7: { name: Relvantin, sort: raw, unit: kg, shelfLife: 18 months }\n');

const input: PlanInput = {
  kinds: draftKinds,
  plant: 'plants/tablets',
  current: before,
  desired: shorter,
  asOf: { at: Temporal.Instant.from('2026-11-22T10:00:00Z'), position: 48_211 },
  ownership: [],
  today: Temporal.PlainDate.from('2026-11-22'),
  waiting: [],
  signatures: () => [{ address: 'model.revision.apply' }],
  ask: async () => [],
  digest: sha256,
};

test('a plan is what its contract says, and survives being sent', async () => {
  const report = await plan(input);
  assert.deepEqual(planReport.parse(JSON.parse(JSON.stringify(report))), report);
});

test('the same difference has the same id at another hour, another difference another one', async () => {
  const one = await plan(input);
  const later = await plan({ ...input, asOf: { at: Temporal.Instant.from('2026-11-22T11:00:00Z'), position: 48_300 } });
  const other = await plan({ ...input, desired: modelFrom('material.definition:\n  API-7: { name: Relvantin, sort: raw, unit: kg, shelfLife: 12 months }\n') });
  assert.equal(one.hash, later.hash);
  assert.notEqual(one.hash, other.hash);
  assert.equal(one.id, one.hash.slice(0, 4));
});

test('a record that has moved on makes another plan, even where the difference is the same', async () => {
  const wider = modelOf([...before.objects, { kind: 'equipment.enterprise', id: 'lindau', fields: { name: 'Lindau' } }]);
  const desired = modelOf([...shorter.objects, { kind: 'equipment.enterprise', id: 'lindau', fields: { name: 'Lindau' } }]);
  assert.notEqual((await plan(input)).hash, (await plan({ ...input, current: wider, desired })).hash);
});

test('a plan is named by at least four letters of its hash', async () => {
  const report = await plan(input);
  assert.equal(isPlan(report, report.hash.slice(0, 4).toUpperCase()), true);
  assert.equal(isPlan(report, report.hash.slice(0, 12)), true);
  assert.equal(isPlan(report, report.hash.slice(0, 3)), false);
  assert.equal(isPlan(report, `${report.hash.slice(0, 4)}x`), false);
});

test('what would follow is asked for by address, with the facts of the change', async () => {
  const asked: unknown[] = [];
  const ask: Ask = async (question, facts) => {
    asked.push([question, facts]);
    return ['L-2', 'L-1'];
  };
  const report = await plan({ ...input, ask });
  assert.deepEqual(asked, [['material.lot.affected', { by: 'shelf-life', name: 'API-7', shelfLife: '18 months' }]]);
  assert.deepEqual(report.changes[0]?.consequences, [{ count: 2, says: 'lots would expire earlier', names: ['L-1', 'L-2'] }]);
});

test('a lowered limit that concerns many names five and counts the rest', async () => {
  const report = await plan({ ...input, ask: async () => Array.from({ length: 1200 }, (_, i) => `L-${1000 + i}`) });
  assert.match(planText(report), /1,200 lots would expire earlier: L-1000, L-1001, L-1002, L-1003, L-1004 and 1,195 more/);
});

test('nothing to do exits 0 and needs nobody, changes exit 2', async () => {
  const same = await plan({ ...input, desired: before });
  assert.deepEqual([exitOf(same), same.signatures], [0, []]);
  assert.equal(exitOf(await plan(input)), 2);
});

test('the order of fields and of files does not change the baseline', async () => {
  const [object] = shorter.objects;
  assert.ok(object);
  const turned = modelOf([{ ...object, fields: Object.fromEntries(Object.entries(object.fields).reverse()) }]);
  assert.equal((await plan({ ...input, desired: turned })).hash, (await plan(input)).hash);
});

test('a record read on another day is shown with its date', async () => {
  const report = await plan(input);
  assert.match(planText(report, { today: Temporal.PlainDate.from('2026-11-22') }), /as of 10:00:00 UTC \(event 48,211\)/);
  assert.match(planText(report, { today: Temporal.PlainDate.from('2026-11-23') }), /as of 2026-11-22 10:00:00 UTC/);
});
