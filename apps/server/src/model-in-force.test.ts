import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelInForce } from './model-in-force.ts';

/** A record whose model is its revision's name; a reading may be made to fail or to take long. */
async function recordOf(first: string) {
  const record = { revision: first, isDead: false, reads: 0, before: async () => {} };
  const troubles: unknown[] = [];
  const model = await modelInForce({
    revision: async () => record.revision,
    read: async () => {
      record.reads += 1;
      const read = record.revision;
      if (record.isDead) throw new Error('the database does not answer');
      await record.before();
      return read;
    },
    onTrouble: (error) => troubles.push(error),
  });
  return { record, model, troubles };
}

test('a revision is read once, when it arrives', async () => {
  const { record, model } = await recordOf('r1');
  await model.look();
  record.revision = 'r2';
  await model.look();
  await model.look();
  assert.deepEqual([model.now(), record.reads], ['r2', 2]);
});
test('a revision that could not be read is read at the next look', async () => {
  const { record, model, troubles } = await recordOf('r1');
  record.revision = 'r2';
  record.isDead = true;
  await model.look();
  record.isDead = false;
  assert.deepEqual([model.now(), troubles.length], ['r1', 1]);
  await model.look();
  assert.equal(model.now(), 'r2');
});
test('an older reading that takes longer does not replace a newer one', async () => {
  const { record, model } = await recordOf('r1');
  const slow = Promise.withResolvers<void>();
  record.revision = 'r2';
  record.before = () => slow.promise;
  const first = model.refresh();
  await new Promise((done) => setImmediate(done));
  record.revision = 'r3';
  record.before = async () => {};
  const second = model.refresh();
  await new Promise((done) => setImmediate(done));
  slow.resolve();
  await Promise.all([first, second]);
  assert.equal(model.now(), 'r3');
});
test('a revision that is applied while another is read is seen', async () => {
  const { record, model } = await recordOf('r1');
  record.revision = 'r2';
  record.before = async () => {
    record.before = async () => {};
    record.revision = 'r3';
    void model.look();
  };
  await model.look();
  assert.equal(model.now(), 'r3');
});
test('whoever asks for the model anew hears that it could not be read', async () => {
  const { record, model } = await recordOf('r1');
  record.isDead = true;
  await assert.rejects(model.refresh(), /does not answer/);
  record.isDead = false;
  await model.refresh();
});
