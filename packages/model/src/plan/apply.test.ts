import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { referencesOf } from '../kind.ts';
import { load } from '../load/load.ts';
import { find, keyOf, modelOf, type Model } from '../model.ts';
import { readFolder, sha256 } from '../node.ts';
import { applicationOf } from './apply.ts';
import { nobodyToAsk } from './consequence.ts';
import { plan } from './plan.ts';
import { join } from 'node:path';

const tablets = load(draftKinds, readFolder(join(import.meta.dirname, '../../../../plants/tablets'))).model;

const planned = (current: Model, desired: Model) =>
  plan({
    kinds: draftKinds,
    plant: 'x',
    current,
    desired,
    asOf: { at: Temporal.Instant.from('2026-11-22T10:00:00Z'), position: 0 },
    ownership: [],
    today: Temporal.PlainDate.from('2026-11-22'),
    waiting: [],
    signatures: () => [],
    ask: nobodyToAsk,
    digest: sha256,
  });

/** Pairs stored in the wrong order: an object before what it lies in. */
function before(kinds: typeof draftKinds, model: Model, order: readonly string[]): string[] {
  const position = new Map(order.map((key, i) => [key, i]));
  return model.objects.flatMap((object) =>
    referencesOf(kinds.need(object.kind), object.fields)
      .filter(({ declared }) => kinds.need(object.kind).acyclic.includes(declared))
      .flatMap(({ id, targets }) => {
        const outer = find(kinds, model, targets, id);
        return outer !== undefined && (position.get(keyOf(outer)) ?? -1) > (position.get(keyOf(object)) ?? -1) ? [`${keyOf(object)} before ${keyOf(outer)}`] : [];
      }),
  );
}

test('a whole plant is stored so that nothing comes before what it lies in, whatever the order of the files', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...tablets.objects], { minLength: tablets.objects.length }), async (objects) => {
      const { steps } = applicationOf(draftKinds, await planned(modelOf([]), modelOf(objects)));
      return steps.length === tablets.objects.length && before(draftKinds, tablets, steps.map(keyOf)).length === 0;
    }),
    { numRuns: 5 },
  );
});

test('a whole plant is retired from the leaves inward', async () => {
  const { steps } = applicationOf(draftKinds, await planned(tablets, modelOf([])));
  assert.equal(steps.length, tablets.objects.length);
  assert.deepEqual(before(draftKinds, tablets, steps.map(keyOf).toReversed()), []);
});

test('an application carries the state it starts from, so that a record that moved on refuses it', async () => {
  const report = await planned(modelOf([]), tablets);
  const application = applicationOf(draftKinds, report);
  assert.deepEqual([application.plan, application.from, application.to], [report.hash, report.baseline.current, report.baseline.desired]);
  assert.notEqual(application.from, application.to);
});
