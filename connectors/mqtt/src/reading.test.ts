import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '@millrace/connector-kit';
import fc from 'fast-check';
import { mqttTopics } from './connector.ts';
import { readMessage } from './reading.ts';

const at = Temporal.Instant.from('2026-03-01T12:00:00Z');
const sample = readConfig(mqttTopics, mqttTopics.sample);
const read = (topic: string, text: string, config = sample) => readMessage(config, topic, new Uint8Array(Buffer.from(text)), false, at);

test('one message may carry several signals, each with the quality the source says', () => {
  const list = read('energy/hall-2/meter', '{"p": 41.5, "e": 10, "t": "2026-03-01T11:59:59.123456789+01:00", "q": "BAD"}');
  assert.deepEqual(
    list.map((one) => [one.source, one.name, one.value, one.sourceTime.toString(), one.quality.grade, one.quality.note]),
    [
      ['energy/hall-2/meter', 'power-kw', 41.5, '2026-03-01T10:59:59.123456789Z', 'bad', 'the source says BAD'],
      ['energy/hall-2/meter', 'energy-kwh', 10, '2026-03-01T10:59:59.123456789Z', 'bad', 'the source says BAD'],
    ],
  );
});

test('the levels of the topic say source and name', () => {
  assert.deepEqual(
    read('umh/v1/acme/site1/line2/_historian/motor/speed', '{"value": 3, "timestamp_ms": 1772366400000}').map((one) => [one.source, one.name]),
    [['umh/v1/acme/site1/line2', '_historian/motor/speed']],
  );
});

test('a time without an offset is no instant: the value is kept under our time and marked', () => {
  const [one] = read('energy/hall-2/meter', '{"p": 1, "e": 1, "t": "2026-03-01T11:59:59"}');
  assert.deepEqual([one?.value, one?.sourceTime.toString(), one?.quality.marks], [1, at.toString(), ['time-invalid']]);
});

test('fractions of a second are read exactly', () => {
  const rules = [{ filter: '#', format: 'json' as const, value: '/v', as: 'told' as const, time: '/t', timeFormat: 's' as const }];
  const [one] = read('a/b', '{"v": 1, "t": "1772366400.123456789"}', { ...sample, rules });
  assert.equal(one?.sourceTime.toString(), '2026-03-01T12:00:00.123456789Z');
});

test('a structure is kept as JSON text and says so', () => {
  const [one] = read('umh/v1/a/b/c/_historian/x', '{"value": {"a": [1, 9007199254740993]}, "timestamp_ms": 1}');
  assert.deepEqual([one?.value, one?.compound], ['{"a":[1,"9007199254740993"]}', true]);
});

test('a payload over the limit is not parsed, and says its size', () => {
  const [one] = read('scale/1/net', '1'.repeat(100), { ...sample, maxPayloadBytes: 64 });
  assert.equal(one?.quality.note, 'the payload has 100 bytes; at most 64 are read');
});

test('a key of the prototype is not in the message', () => {
  const rules = [{ filter: '#', format: 'json' as const, value: '/__proto__', as: 'told' as const, timeFormat: 'ms' as const }];
  assert.equal(read('a/b', '{}', { ...sample, rules })[0]?.value, null);
});

test('no payload makes the reader fall over', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.constantFrom('umh/v1/a/b/c/_historian/x', 'energy/a/meter', 'scale/1/net', '', '/'), (text, topic) =>
      Array.isArray(read(topic, text)),
    ),
    { numRuns: 1000 },
  );
});
