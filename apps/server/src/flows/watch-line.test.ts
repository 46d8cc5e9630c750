import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watch } from '@millrace/scada';
import type { House } from '../house.ts';
import type { LineStatus } from './machine-line.ts';
import { watchLine } from './watch-line.ts';

const now = Temporal.Instant.from('2026-11-26T06:00:00Z');
const connection = { kind: 'scada.connection', id: 'line-1', fields: { connector: 'sparkplug', at: 'packaging-1' } } as never;

/** What is told of a line on which so many births were asked for. */
async function told(counts: Readonly<Record<string, number>>, more: object = {}) {
  const inputs: Record<string, unknown>[] = [];
  const house = {
    site: 'tablets',
    server: 'one',
    clock: { now: () => now },
    log: { debug: () => undefined },
    shell: { execute: async (_address: string, input: Record<string, unknown>) => void inputs.push(input) },
  } as unknown as House;
  const status = {
    wire: { state: 'connected', since: now, attempts: 0, counts, wrongClocks: [] },
    waiting: { samples: undefined, told: undefined },
    odd: [],
    ...more,
  } as unknown as LineStatus;
  await watchLine(house, connection, () => status).stop();
  return inputs.map((one) => watch.input.decode(one as never));
}

test('how often machines were asked to be born again is kept where people see it, and not only in the log', async () => {
  assert.deepEqual(
    (await told({ messages: 40, rebirthsAsked: 3 })).map((one) => one.rebirthsAsked),
    [3, 3],
  );
});
test('where no machine had to be asked nothing is said of it', async () => {
  assert.deepEqual(
    (await told({ messages: 40 })).map((one) => one.rebirthsAsked),
    [undefined, undefined],
  );
});
test('how late the words of a line come, and since when the historian is behind, is kept', async () => {
  const samples = { waitingBytes: 4_096, waitingSince: now.subtract({ minutes: 4 }), lastError: 'the historian does not answer' };
  const [first] = await told({}, { lag: { ms: 1_400, at: now }, waiting: { samples, told: undefined } });
  assert.deepEqual([first!.lagMs, first!.samplesWaiting, String(first!.samplesWaitingSince), first!.wordsWaitingSince], [1_400, 4_096, '2026-11-26T05:56:00Z', undefined]);
});
