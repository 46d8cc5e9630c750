import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { load } from '../load/load.ts';
import type { Fields } from '../kind.ts';
import { modelOf } from '../model.ts';
import { sha256 } from '../node.ts';
import { exitOf, plan } from './plan.ts';
import { planReport } from './report.ts';
import { planText } from './text.ts';
import type { Waiting } from './waiting.ts';

const plant = `
equipment.enterprise: { lindau: { name: Lindau } }
equipment.site: { tablets: { name: Tablets, in: lindau, timeZone: Europe/Berlin, currency: EUR } }
`;
const withMaterials = (materials: string) => load(draftKinds, [{ path: 'plant.yaml', text: `${plant}material.definition:\n${materials}` }]).model;
const api = (shelfLife: string, more = '') => `  API-7: { name: Relvantin, sort: raw, unit: kg, shelfLife: ${shelfLife}${more} }\n`;
const inForce = withMaterials(api('24 months'));
const shorter = withMaterials(api('18 months'));
const fieldsOf = (model: typeof inForce): Fields => model.byKey.get('material.definition API-7')!.fields;

const waits = (more: Partial<Waiting> = {}): Waiting => ({
  revision: 'r-2',
  number: 'MR-2026-0002',
  state: 'approved',
  effectiveAt: '2026-11-30T23:00:00Z',
  steps: [{ action: 'change', kind: 'material.definition', id: 'API-7', before: fieldsOf(inForce), after: fieldsOf(shorter) }],
  ...more,
});
const planned = (desired: typeof inForce, waiting: readonly Waiting[], current = inForce) =>
  plan({
    kinds: draftKinds,
    plant: 'plants/tablets',
    current,
    desired,
    asOf: { at: Temporal.Instant.from('2026-11-22T10:00:00Z'), position: 48_211 },
    ownership: [],
    today: Temporal.PlainDate.from('2026-11-22'),
    waiting,
    signatures: () => [{ address: 'model.revision.apply' }],
    ask: async () => [],
    digest: sha256,
  });
const zone = 'Europe/Berlin';

test('a difference that waits for its day is told with its revision, and not offered again', async () => {
  const report = await planned(shorter, [waits()]);
  assert.deepEqual([report.changes, report.signatures, exitOf(report)], [[], [], 0]);
  assert.deepEqual(report.waiting, [
    {
      revision: 'r-2',
      number: 'MR-2026-0002',
      state: 'approved',
      effectiveAt: '2026-11-30T23:00:00Z',
      steps: [{ action: 'change', kind: 'material.definition', id: 'API-7', fields: ['shelfLife'], files: 'same' }],
    },
  ]);
  const text = planText(report, { zone });
  assert.match(text, /^Waiting in MR-2026-0002, approved, in force from 1 Dec 2026: material\.definition API-7, shelf life\.$/m);
  assert.match(text, /^Nothing else to do: the files and the record agree on 2 objects\.$/m);
  assert.doesNotMatch(text, /To apply/);
  assert.deepEqual(planReport.parse(JSON.parse(JSON.stringify(report))), report);
});

test('what the files ask beyond a waiting change is offered alone, under an id of its own', async () => {
  const more = withMaterials(`${api('18 months')}  EX-1: { name: Starch, sort: raw, unit: kg }\n`);
  const report = await planned(more, [waits()]);
  assert.deepEqual(
    report.changes.map((one) => [one.action, one.id]),
    [['add', 'EX-1']],
  );
  assert.notEqual(report.id, (await planned(more, [])).id);
  assert.equal(exitOf(report), 2);
  assert.match(planText(report, { zone }), /1 to add\..*\nNothing has been changed\. To apply: /);
});

test('another change of the same object is offered, and says which waiting revision would lapse by it', async () => {
  const report = await planned(withMaterials(api('12 months')), [waits()]);
  assert.deepEqual([report.changes.length, report.waiting[0]?.steps[0]?.files], [1, 'other']);
  assert.match(
    planText(report, { zone }),
    /^MR-2026-0002, approved, in force from 1 Dec 2026, changes the same: material\.definition API-7, shelf life\. It lapses if this comes into force before it\.$/m,
  );
});

test('files that do not have a waiting change yet are told of it, and that they would take it back', async () => {
  const report = await planned(inForce, [waits({ state: 'proposed' })]);
  assert.equal(exitOf(report), 0);
  assert.match(
    planText(report, { zone }),
    /^Not in these files yet: MR-2026-0002, proposed, in force from 1 Dec 2026 if it is signed: material\.definition API-7, shelf life\. Export once it is in force; else the next plan would take it back\.$/m,
  );
});

test('a waiting change whose ground has moved does not hold the files back, and is told as one that will lapse', async () => {
  const moved = withMaterials(api('20 months'));
  const report = await planned(shorter, [waits()], moved);
  assert.equal(report.changes.length, 1);
  assert.deepEqual(report.waiting[0]?.movedOn, { kind: 'material.definition', id: 'API-7' });
  assert.match(
    planText(report, { zone }),
    /^MR-2026-0002, approved, in force from 1 Dec 2026, will lapse: material\.definition API-7 is no longer as it was when it was planned\.$/m,
  );
});

test('a waiting rename of an object is the same only under the same old name', async () => {
  const renamed = modelOf(shorter.objects.map((one) => (one.id === 'API-7' ? { ...one, id: 'API-8', was: 'API-7' } : one)));
  const step = { action: 'rename', kind: 'material.definition', id: 'API-8', was: 'API-7', before: fieldsOf(inForce), after: fieldsOf(shorter) } as const;
  const same = await planned(renamed, [waits({ steps: [step] })]);
  assert.deepEqual([same.changes, same.waiting[0]?.steps[0]?.files], [[], 'same']);
  // a change of what is about to be renamed is another change of the same object
  const other = await planned(shorter, [waits({ steps: [step] })]);
  assert.deepEqual([other.changes.length, other.waiting[0]?.steps[0]?.files], [1, 'other']);
});
