import assert from 'node:assert/strict';
import { test } from 'node:test';
import { good, type Emission, type Sample } from '@millrace/connector-kit';
import type { Model } from '@millrace/model';
import { hearing } from './hearing.ts';
import { interpreter, type Meant } from './meaning.ts';
import { signalsOf } from './signals.ts';

const object = (kind: string, id: string, fields: object) => ({ kind, id, fields });
const signal = (name: string, means: string) => object('scada.signal', `U1.${name}`, { on: 'U1', connection: 'line', address: `edge/U1/${name}`, means });
const signals = signalsOf({ objects: [signal('state', 'state'), signal('total', 'total-count')] } as unknown as Model, 'line');

const at = (second: number) => Temporal.Instant.from('2026-11-22T09:00:00Z').add({ seconds: second });
const say = (...told: [string, number, Sample['value']][]): Emission => ({
  kind: 'samples',
  samples: told.map(([name, second, value]) => ({ source: 'plant/edge/U1', name, value, sourceTime: at(second), receivedAt: at(second), quality: good })),
});

/** A connection whose disk may be full; `samples` and `words` are what lies on it. */
function onDisk() {
  const disk = { isFull: false, isFullOfSamples: false };
  const samples: Emission[] = [];
  const words: string[] = [];
  const wordOf = ({ address, input }: Meant) =>
    address === 'scada.unit.lose' ? 'lost' : String(input.state ?? (input.readings as { value: string }[]).map(({ value }) => value).join(' '));
  const heard = hearing({
    judge: interpreter({ signals: () => signals, stopReasons: () => new Set(), ladderAt: () => undefined }),
    keepSamples: async (emissions) => {
      if (disk.isFullOfSamples) throw new Error('no space left on device');
      samples.push(...emissions);
    },
    keepWords: async (meant) => {
      if (disk.isFull && meant.length > 0) throw new Error('no space left on device');
      words.push(...meant.map(wordOf));
    },
  });
  return { ...heard, disk, samples, words };
}

test('a state that a full disk did not take is told when it is offered again', async () => {
  const { take, disk, words } = onDisk();
  const stopped = say(['state', 0, 'stopped']);
  disk.isFull = true;
  await assert.rejects(take([stopped]), /no space/);
  await assert.rejects(take([stopped]), /no space/);
  disk.isFull = false;
  await take([stopped]);
  assert.deepEqual(words, ['stopped']);
});
test('what is offered again after a full disk is not kept twice as samples', async () => {
  const { take, disk, samples } = onDisk();
  const stopped = say(['state', 0, 'stopped']);
  disk.isFull = true;
  await assert.rejects(take([stopped]));
  disk.isFull = false;
  await take([stopped]);
  assert.deepEqual(samples, [stopped]);
});
test('samples that were not kept are offered again with their words', async () => {
  const { take, disk, samples, words } = onDisk();
  const stopped = say(['state', 0, 'stopped']);
  disk.isFullOfSamples = true;
  await assert.rejects(take([stopped]));
  disk.isFullOfSamples = false;
  await take([stopped]);
  assert.deepEqual([samples, words], [[stopped], ['stopped']]);
});
test('counts that a full disk did not take are told before the next words', async () => {
  const { take, flush, disk, words } = onDisk();
  await take([say(['total', 0, 100])]);
  await take([say(['total', 1, 105])]);
  disk.isFull = true;
  await assert.rejects(flush(0, true), /no space/);
  disk.isFull = false;
  await take([say(['state', 2, 'stopped'])]);
  assert.deepEqual(words, ['100', '105', 'stopped']);
});
test('a machine that went while the disk was full is told lost once, after its last word', async () => {
  const { take, flush, disk, words } = onDisk();
  const last: Emission[] = [say(['state', 0, 'execute']), { kind: 'presence', source: 'plant/edge/U1', is: 'offline', at: at(9), receivedAt: at(9), why: 'death' }];
  disk.isFull = true;
  await assert.rejects(take(last));
  disk.isFull = false;
  await Promise.all([take(last), flush(0)]);
  assert.deepEqual(words, ['execute', 'lost']);
});
