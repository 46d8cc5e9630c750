import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, recordingSink, silent } from '@millrace/connector-kit';
import { encodePayload, metric, sparkplug } from '@millrace/connector-sparkplug';
import mqtt from 'mqtt';
import { startBroker } from './broker.ts';

test('on our own broker, a Sparkplug edge node is heard, and its will speaks when it is cut off', { timeout: 15_000 }, async () => {
  const broker = await startBroker({ port: 0 });
  const sink = recordingSink();
  const host = await launch(sparkplug, { config: { url: broker.url, hostId: 'millrace' }, sink, log: silent, policy: 'error' });
  const bdSeq = metric('bdSeq', 'Int64', 5n);
  const edge = await mqtt.connectAsync(broker.url, {
    reconnectPeriod: 0,
    will: { topic: 'spBv1.0/pack/NDEATH/line-1', payload: Buffer.from(encodePayload({ metrics: [bdSeq] })), qos: 1, retain: false },
  });
  const timestamp = BigInt(Date.now());
  await edge.publishAsync('spBv1.0/pack/NBIRTH/line-1', Buffer.from(encodePayload({ timestamp, seq: 0n, metrics: [bdSeq, metric('Speed', 'Int32', -5, { alias: 1n })] })), {
    qos: 0,
  });
  await edge.publishAsync('spBv1.0/pack/NDATA/line-1', Buffer.from(encodePayload({ timestamp, seq: 1n, metrics: [{ alias: 1n, raw: { is: 'int', int: 0xffff_fff4 } }] })), {
    qos: 0,
  });
  await sink.until((kept) => kept.samples().length === 2);
  edge.stream.destroy();
  await sink.until((kept) => kept.samples().length === 3);
  assert.deepEqual(
    sink.samples().map((one) => [one.source, one.name, one.value, one.quality.marks ?? []]),
    [
      ['pack/line-1', 'Speed', -5, []],
      ['pack/line-1', 'Speed', -12, []],
      ['pack/line-1', 'Speed', -12, ['stale']],
    ],
  );
  await host.stop();
  await broker.stop();
});
