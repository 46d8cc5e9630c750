import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aliased, edgeDouble } from './edge-double.ts';
import { brief, host, ms, running, speed, speedData } from './host.fixture.ts';
import { decodePayload } from './payload.ts';
import { metric } from './value.ts';

test('a host says it is online with the timestamp of its will, retained, at QoS 1', () => {
  const [said] = host().connect(250);
  assert.ok(said && 'publish' in said);
  assert.deepEqual(
    { ...said, payload: JSON.parse(Buffer.from(said.payload).toString()) },
    { publish: 'spBv1.0/STATE/millrace', payload: { online: true, timestamp: ms(250) }, qos: 1, retain: true },
  );
});

test('an old will of this host, delivered late, is contradicted at once with the same timestamp', () => {
  const one = host();
  const [birth] = one.connect();
  const done = one.hear({ topic: 'spBv1.0/STATE/millrace', bytes: new Uint8Array(Buffer.from('{"online":false,"timestamp":1}')) });
  assert.deepEqual(done.at(-1), birth);
  assert.deepEqual(one.hear({ topic: 'spBv1.0/STATE/millrace', bytes: new Uint8Array(Buffer.from('{"online":true,"timestamp":1}')) }), []);
  assert.deepEqual(one.hear({ topic: 'spBv1.0/STATE/other-host', bytes: new Uint8Array(Buffer.from('{"online":false,"timestamp":1}')) }), []);
});

test('a birth brings the node online with its first values, signs and all 64 bits intact', () => {
  const one = running();
  assert.deepEqual(
    one.presences().map(({ source, is, signals }) => [source, is, signals]),
    [
      ['pack/line-1', 'online', [{ name: 'Speed', type: 'number' }]],
      ['pack/line-1/filler', 'online', [{ name: 'Count', type: 'bigint' }]],
    ],
  );
  assert.deepEqual(brief(one.values()), [
    ['pack/line-1', 'Speed', -5, 'good'],
    ['pack/line-1/filler', 'Count', 18446744073709551615n, 'good'],
  ]);
});

test('a birth says that what changed long ago still holds', () => {
  const one = host();
  one.connect();
  const [heard] = one.values(one.hear(edgeDouble('pack', 'line-1').birth(ms(0), 3n, [metric('State', 'String', 'idle', { timestamp: BigInt(ms(-86_400_000)) })])));
  assert.deepEqual([heard?.sourceTime.epochMilliseconds, heard?.heldAt?.epochMilliseconds], [ms(-86_400_000), ms(0)]);
});

test('data before a birth is not read; a rebirth is asked for, and only once in a while', () => {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  one.connect();
  assert.deepEqual(one.rebirths(one.hear(edge.data(ms(1), [speedData(1, 1)]), 1)), ['spBv1.0/pack/NCMD/line-1']);
  assert.deepEqual(one.rebirths(one.hear(edge.data(ms(2), [speedData(2, 2)]), 2)), []);
  assert.deepEqual(one.rebirths(one.hear(edge.data(ms(5001), [speedData(3, 5001)]), 5001)), ['spBv1.0/pack/NCMD/line-1']);
  assert.deepEqual(one.values(), []);
});

test('a rebirth is asked for by Node Control/Rebirth = true', () => {
  const one = host();
  one.connect();
  const sent = one.hear(edgeDouble('pack', 'line-1').data(ms(1), [])).find((output) => 'publish' in output);
  assert.ok(sent && 'publish' in sent);
  const [asked] = decodePayload(sent.payload).metrics;
  assert.deepEqual([asked?.name, asked?.datatype, asked?.raw, sent.qos, sent.retain], ['Node Control/Rebirth', 11, { is: 'boolean', boolean: true }, 0, false]);
});

test('an alias no birth announced asks for a rebirth; the others of the message are kept', () => {
  const one = running();
  const done = one.hear(one.edge.data(ms(5), [speedData(1, 5), aliased(99n, speed(2), ms(5))]));
  assert.deepEqual(brief(one.values(done)), [['pack/line-1', 'Speed', 1, 'good']]);
  assert.equal(one.rebirths(done).length, 1);
});

test('data of a device asks for a rebirth where only its node was born', () => {
  const one = running();
  assert.equal(one.rebirths(one.hear(one.edge.deviceData(ms(5), 'capper', [speedData(1, 5)]))).length, 1);
});

test('devices of one name behind two edge nodes stay two', () => {
  const one = running();
  const second = edgeDouble('pack', 'line-2');
  one.hear(second.birth(ms(0), 0n, []));
  one.hear(second.deviceBirth(ms(0), 'filler', [metric('Count', 'UInt64', 1n, { alias: 8n })]));
  one.hear(second.deviceData(ms(1), 'filler', [aliased(8n, metric('', 'UInt64', 2n), ms(1))]));
  assert.deepEqual(brief(one.values()).slice(-1), [['pack/line-2/filler', 'Count', 2n, 'good']]);
  one.hear(second.death(0n));
  assert.deepEqual(
    one
      .presences()
      .filter((presence) => presence.is === 'offline')
      .map((presence) => presence.source),
    ['pack/line-2', 'pack/line-2/filler'],
  );
});
