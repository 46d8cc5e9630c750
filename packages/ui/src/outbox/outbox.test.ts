/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Fault, Refusal } from '../client/refusal.ts';
import { memoryStorage } from './memory.ts';
import { countQueue, drain, keep, reportsAhead, retry, type Kept } from './outbox.ts';

const ana = { id: 'ana', name: 'Ana' };
const ben = { id: 'ben', name: 'Ben' };
const outcome = { records: [], events: [] };
const report = (label: string) => ({ address: 'mes.job.report', input: { label }, label });
let next = 0;
const made = (person = ana) => ({ id: `id-${++next}`, now: '2026-11-22T09:41:00Z', person });
const unreachable = () => Promise.reject(new Fault('no answer', { uncertain: true }));

async function queue(...labels: string[]) {
  const storage = memoryStorage();
  for (const label of labels) await keep(storage, report(label), made());
  return storage;
}
const labels = (entries: readonly Kept[]) => entries.map((entry) => entry.label);

test('a report is kept with its own id, its order and the time at which it was made', async () => {
  const storage = memoryStorage();
  const first = await keep(storage, report('scrap 12'), { id: 'id-a', now: '2026-11-22T09:41:00Z', person: ana });
  const second = await keep(storage, { ...report('good 480'), envelope: { happenedAt: '2026-11-22T09:30:00Z' } }, { id: 'id-b', now: '2026-11-22T09:42:00Z', person: ana });
  assert.deepEqual([first.order, first.envelope.happenedAt], [1, '2026-11-22T09:41:00Z']);
  assert.deepEqual([second.order, second.envelope.happenedAt], [2, '2026-11-22T09:30:00Z']);
});

test('reports are sent in the order in which they were made, and leave the queue when they are recorded', async () => {
  const storage = await queue('one', 'two', 'three');
  const sent: string[] = [];
  const { end } = await drain(storage, async (entry) => {
    sent.push(entry.label);
    return outcome;
  });
  assert.deepEqual([sent, end, (await storage.all()).length], [['one', 'two', 'three'], 'empty', 0]);
});

test('no answer stops the queue; nothing is lost and nothing overtakes', async () => {
  const storage = await queue('one', 'two', 'three');
  const { sent, end } = await drain(storage, (entry) => (entry.label === 'two' ? unreachable() : Promise.resolve(outcome)));
  assert.deepEqual([labels(sent.map(({ entry }) => entry)), end], [['one'], 'unreachable']);
  assert.deepEqual(labels((await storage.all()).toSorted((a, b) => a.order - b.order)), ['two', 'three']);
});

test('a report that was sent but not answered is sent again under the same id', async () => {
  const storage = await queue('one');
  const ids: string[] = [];
  await drain(storage, (entry) => {
    ids.push(entry.id);
    return unreachable();
  });
  await drain(storage, async (entry) => {
    ids.push(entry.id);
    return outcome;
  });
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
});

test('a refused report stays, with its reason, and lets the later ones go', async () => {
  const storage = await queue('one', 'two');
  const { refused } = await drain(storage, (entry) =>
    entry.label === 'one' ? Promise.reject(new Refusal({ status: 409, detail: 'The step is complete.' })) : Promise.resolve(outcome),
  );
  const [left] = await storage.all();
  assert.deepEqual([labels(refused), left?.state, left?.because], [['one'], 'refused', 'The step is complete.']);
});

test('a refused report is sent again only when a person says so', async () => {
  const storage = await queue('one');
  await drain(storage, () => Promise.reject(new Refusal({ status: 409, detail: 'no' })));
  const again = await drain(storage, async () => outcome);
  assert.equal(again.sent.length, 0);
  await retry(storage, (await storage.all())[0]!);
  assert.equal((await drain(storage, async () => outcome)).sent.length, 1);
});

test("what several people reported goes in one order, each as its reporter's; where the server cannot know who was here, theirs wait and the others' go", async () => {
  const storage = memoryStorage();
  for (const [label, who] of [
    ["ana's", ana],
    ["ben's", ben],
    ["ana's second", ana],
  ] as const)
    await keep(storage, report(label), made(who));
  const asked: string[] = [];
  const { sent, refused, end } = await drain(storage, async (entry) => {
    asked.push(entry.label);
    if (entry.person.id === 'ana') throw new Refusal({ status: 409, rule: 'mes.job.report/reported-by-another' });
    return outcome;
  });
  assert.deepEqual([asked, labels(sent.map(({ entry }) => entry)), refused, end], [["ana's", "ben's"], ["ben's"], [], 'empty']);
  assert.deepEqual(countQueue(await storage.all(), 'ben'), { mine: 0, others: 2, refused: 0 });
  assert.deepEqual(labels((await drain(storage, async () => outcome)).sent.map(({ entry }) => entry)), ["ana's", "ana's second"]);
});

test('a session that is over keeps everything', async () => {
  const storage = await queue('one', 'two');
  const { end } = await drain(storage, () => Promise.reject(new Refusal({ status: 401 })));
  assert.deepEqual([end, (await storage.all()).every((entry) => entry.state === 'waiting')], ['signed-out', true]);
});

test('a busy server (429) is no refusal: the report waits', async () => {
  const storage = await queue('one');
  const { end } = await drain(storage, () => Promise.reject(new Refusal({ status: 429 })));
  assert.deepEqual([end, (await storage.all())[0]?.state], ['unreachable', 'waiting']);
});

test('whatever the line does, every report is recorded exactly once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('ok', 'lost-before', 'lost-after'), { minLength: 0, maxLength: 30 }), fc.integer({ min: 1, max: 6 }), async (line, count) => {
      const storage = await queue(...Array.from({ length: count }, (_, i) => `${i}`));
      // the server: keeps what it got by id, so that a second copy is not a second record
      const recorded = new Map<string, string>();
      let turn = 0;
      const send = async (entry: Kept) => {
        const luck = line[turn++] ?? 'ok';
        if (luck === 'lost-before') return unreachable();
        recorded.set(entry.id, entry.label);
        return luck === 'lost-after' ? unreachable() : outcome;
      };
      for (let round = 0; round <= line.length + 1; round++) await drain(storage, send);
      return [...recorded.values()].join() === Array.from({ length: count }, (_, i) => `${i}`).join() && (await storage.all()).length === 0;
    }),
  );
});

test('what was sent counts as ahead of a record only until the record is read as new as the answer', async () => {
  const [entry] = await (await queue('one')).all();
  const arriving = [{ ...entry!, records: [{ noun: 'mes.execution', id: 'e', revision: 4 }] }];
  const ahead = (revision: number) => reportsAhead({ entries: [], arriving }, { id: 'e', revision }).length;
  assert.deepEqual([ahead(3), ahead(4), ahead(5)], [1, 0, 0]);
});

test('a report that is both in the queue and arriving is counted once, and one set aside is not counted', async () => {
  const [one, two] = await (await queue('one', 'two')).all();
  const arriving = [{ ...one!, records: [{ noun: 'mes.execution', id: 'e', revision: 4 }] }];
  assert.deepEqual(labels(reportsAhead({ entries: [one!, { ...two!, state: 'refused' }], arriving }, { id: 'e', revision: 3 })), ['one']);
});
