import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Presence, Sample } from '@millrace/connector-kit';
import fc from 'fast-check';
import { aliased, edgeDouble } from './edge-double.ts';
import { aboutToConnect, type Input, newborn, nextDue, step } from './host.ts';
import { isEmission, type Output } from './outputs.ts';
import { decodePayload } from './payload.ts';
import type { HostState } from './state.ts';
import { metric } from './value.ts';

const t0 = Temporal.Instant.from('2026-03-01T12:00:00Z');
const at = (ms: number) => t0.add({ milliseconds: ms });
const ms = (offset: number) => at(offset).epochMilliseconds;
const rules = { hostId: 'millrace', reorderMs: 2000, rebirthEveryMs: 5000, asksRebirth: true, maxPayloadBytes: 1_000_000 };
type Sent = { topic: string; bytes: Uint8Array };

/** A host in a bottle: what happens to it, and what it did. */
function host(own = rules) {
  let state: HostState = newborn;
  const outputs: Output[] = [];
  const happen = (input: Input, now: Temporal.Instant) => {
    const done = step(own, state, input, now);
    state = done.state;
    outputs.push(...done.outputs);
    return done.outputs;
  };
  const values = (list: readonly Output[] = outputs): Sample[] => list.flatMap((one) => (isEmission(one) && one.kind === 'samples' ? one.samples : []));
  return {
    state: () => state,
    connect: (offset = 0) => {
      state = aboutToConnect(state, at(offset));
      return happen({ is: 'connected' }, at(offset));
    },
    hear: (sent: Sent, offset = 0, retained = false) => happen({ is: 'message', ...sent, retained }, at(offset)),
    cut: (offset = 0) => happen({ is: 'disconnected', why: 'the cable was pulled' }, at(offset)),
    tick: (offset: number) => happen({ is: 'tick' }, at(offset)),
    values,
    rebirths: (list: readonly Output[] = outputs) => list.flatMap((one) => ('publish' in one && one.publish.includes('/NCMD/') ? [one.publish] : [])),
    presences: (list: readonly Output[] = outputs): Presence[] => list.filter((one) => isEmission(one)).filter((one) => one.kind === 'presence'),
  };
}

const brief = (list: readonly Sample[]) => list.map((one) => [one.source, one.name, one.value, one.quality.marks?.join() ?? one.quality.grade]);
const speed = (value: number) => metric('Speed', 'Int32', value, { alias: 7n });
const speedData = (value: number, offset: number) => aliased(7n, speed(value), ms(offset));

function running() {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  one.connect();
  one.hear(edge.birth(ms(0), 3n, [speed(-5)]));
  one.hear(edge.deviceBirth(ms(0), 'filler', [metric('Count', 'UInt64', 18446744073709551615n, { alias: 8n })]));
  return { ...one, edge };
}

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

test('data carries neither name nor datatype: both come from the birth', () => {
  const one = running();
  assert.deepEqual(brief(one.values(one.hear(one.edge.data(ms(10), [speedData(-12, 10)])))), [['pack/line-1', 'Speed', -12, 'good']]);
});

test('the time of the metric is kept, and the message’s where the metric has none', () => {
  const one = running();
  const [own, messages] = one.values(one.hear(one.edge.data(ms(50), [speedData(1, 40), { alias: 7n, raw: speed(2).raw! }]), 90));
  assert.equal(own?.sourceTime.toString(), at(40).toString());
  assert.equal(messages?.sourceTime.toString(), at(50).toString());
  assert.equal(own?.receivedAt.toString(), at(90).toString());
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

test('a death makes the node, its devices and all their values stale, by the host’s time', () => {
  const one = running();
  const done = one.hear(one.edge.death(3n), 700);
  assert.deepEqual(
    one.presences(done).map(({ source, is, at: when }) => [source, is, when.toString()]),
    [
      ['pack/line-1', 'offline', at(700).toString()],
      ['pack/line-1/filler', 'offline', at(700).toString()],
    ],
  );
  assert.deepEqual(brief(one.values(done)), [
    ['pack/line-1', 'Speed', -5, 'stale'],
    ['pack/line-1/filler', 'Count', 18446744073709551615n, 'stale'],
  ]);
  assert.deepEqual(
    one.values(done).map((sample) => sample.quality.status),
    [0x408f0000, 0x408f0000],
  );
});

test('a death of an older session does not touch the one that lives', () => {
  const one = running();
  assert.deepEqual(one.presences(one.hear(one.edge.death(2n))), []);
  assert.deepEqual(brief(one.values(one.hear(one.edge.data(ms(5), [speedData(1, 5)])))), [['pack/line-1', 'Speed', 1, 'good']]);
});

test('a device’s death is at the device’s own time and leaves its node online', () => {
  const one = running();
  const done = one.hear(one.edge.deviceDeath(ms(300), 'filler'), 900);
  assert.deepEqual(
    one.presences(done).map(({ source, is, at: when }) => [source, is, when.toString()]),
    [['pack/line-1/filler', 'offline', at(300).toString()]],
  );
  assert.equal(one.rebirths(one.hear(one.edge.deviceData(ms(901), 'filler', []), 901)).length, 1);
});

test('a new session takes the devices of the old one offline until they are born in it', () => {
  const one = running();
  const done = one.hear(one.edge.birth(ms(60), 4n, [speed(0)]), 60);
  assert.deepEqual(
    one.presences(done).map(({ source, is }) => [source, is]),
    [
      ['pack/line-1/filler', 'offline'],
      ['pack/line-1', 'online'],
    ],
  );
});

test('a rebirth within a session repeats its bdSeq and makes no device blink', () => {
  const one = running();
  const done = one.hear(one.edge.birth(ms(60), 3n, [speed(0)]), 60);
  assert.deepEqual(
    one.presences(done).map(({ source, is }) => [source, is]),
    [['pack/line-1', 'online']],
  );
});

test('a metric that the next birth no longer announces goes stale', () => {
  const one = running();
  const done = one.hear(one.edge.birth(ms(60), 3n, [metric('Torque', 'Float', 1.5)]), 60);
  assert.deepEqual(brief(one.values(done)), [
    ['pack/line-1', 'Speed', -5, 'stale'],
    ['pack/line-1', 'Torque', 1.5, 'good'],
  ]);
});

test('a message that was overtaken is waited for, and all is told in order', () => {
  const one = running();
  const [first, second, third] = [1, 2, 3].map((value) => one.edge.data(ms(value), [speedData(value, value)]));
  assert.deepEqual(one.hear(second!, 10), []);
  assert.deepEqual(one.hear(third!, 11), []);
  assert.equal(nextDue(rules, one.state())?.toString(), at(2010).toString());
  assert.deepEqual(
    one.values(one.hear(first!, 12)).map((sample) => sample.value),
    [1, 2, 3],
  );
  assert.equal(nextDue(rules, one.state()), undefined);
  assert.deepEqual(one.rebirths(), []);
});

test('a message that never comes: what followed is kept and marked, a rebirth is asked for, and then all is good again', () => {
  const one = running();
  one.edge.data(ms(1), [speedData(1, 1)]);
  one.hear(one.edge.data(ms(2), [speedData(2, 2)]), 2);
  assert.deepEqual(one.tick(2001), []);
  const done = one.tick(2002);
  assert.deepEqual(brief(one.values(done)), [['pack/line-1', 'Speed', 2, 'sequence-gap']]);
  assert.equal(one.rebirths(done).length, 1);
  assert.deepEqual(brief(one.values(one.hear(one.edge.data(ms(3), [speedData(3, 3)]), 2003))), [['pack/line-1', 'Speed', 3, 'sequence-gap']]);
  one.hear(one.edge.birth(ms(2010), 3n, [speed(4)]), 2010);
  assert.deepEqual(brief(one.values(one.hear(one.edge.data(ms(2020), [speedData(5, 2020)]), 2020))), [['pack/line-1', 'Speed', 5, 'good']]);
});

test('the sequence goes round from 255 to 0', () => {
  const one = running();
  for (let value = 0; value < 600; value += 1) one.hear(one.edge.data(ms(value), [speedData(value, value)]), value);
  assert.equal(one.values().length, 602);
  assert.deepEqual(one.rebirths(), []);
});

test('a message delivered twice is told once', () => {
  const one = running();
  const sent = one.edge.data(ms(1), [speedData(1, 1)]);
  assert.equal(one.values(one.hear(sent, 1)).length, 1);
  assert.equal(one.values(one.hear(sent, 2)).length, 0);
  assert.equal(nextDue(rules, one.state()), undefined);
});

test('history is told as history and is not repeated as the last value', () => {
  const one = running();
  const done = one.hear(one.edge.data(ms(9), [{ ...speedData(77, -60_000), isHistorical: true }]), 9);
  assert.deepEqual(
    one.values(done).map(({ value, historical }) => [value, historical]),
    [[77, true]],
  );
  assert.equal(one.values(one.hear(one.edge.death(3n), 10))[0]?.value, -5);
});

test('null is a value declared absent', () => {
  const one = running();
  const [sample] = one.values(one.hear(one.edge.data(ms(1), [{ alias: 7n, isNull: true }])));
  assert.deepEqual([sample?.value, sample?.quality.grade, sample?.quality.status], [null, 'bad', 0x809b0000]);
});

test('the quality property of a metric is taken: 0 is bad, 500 is stale', () => {
  const one = running();
  const qualified = (code: number) => ({ ...speedData(1, 1), properties: new Map([['Quality', { type: 3, raw: { is: 'int' as const, int: code } }]]) });
  assert.deepEqual(
    brief(one.values(one.hear(one.edge.data(ms(1), [qualified(0), qualified(192), qualified(500), qualified(7)])))).map((line) => line[3]),
    ['bad', 'good', 'stale', 'uncertain'],
  );
});

test('a value out of its type’s range is bad and says why', () => {
  const one = running();
  one.hear(one.edge.deviceBirth(ms(1), 'capper', [metric('Torque', 'Int8', 1, { alias: 20n })]));
  const [sample] = one.values(one.hear(one.edge.deviceData(ms(2), 'capper', [{ alias: 20n, raw: { is: 'int', int: 300 } }])));
  assert.deepEqual([sample?.value, sample?.quality.note], [null, '300 is no Int8']);
});

test('a retained birth proves nobody alive: it is not read, its sender is asked', () => {
  const one = host();
  one.connect();
  const done = one.hear(edgeDouble('pack', 'line-1').birth(ms(0), 0n, [speed(1)]), 5, true);
  assert.deepEqual(one.values(done), []);
  assert.equal(one.rebirths(done).length, 1);
});

test('a lost broker makes every value stale; when it is back, every node is asked for its birth', () => {
  const one = running();
  const done = one.cut(1000);
  assert.deepEqual(
    one.presences(done).map(({ source, is }) => [source, is]),
    [
      ['pack/line-1', 'stale'],
      ['pack/line-1/filler', 'stale'],
    ],
  );
  assert.deepEqual(
    one.values(done).map((sample) => sample.quality.marks),
    [['stale'], ['stale']],
  );
  assert.deepEqual(one.rebirths(one.connect(4000)), ['spBv1.0/pack/NCMD/line-1']);
  assert.deepEqual(one.values(one.hear(one.edge.data(ms(4001), [speedData(1, 4001)]), 4001)), []);
  assert.equal(one.values(one.hear(one.edge.birth(ms(4002), 3n, [speed(6)]), 4002))[0]?.value, 6);
});

test('a sender whose bdSeq never grows is still followed after its late will', () => {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  one.connect();
  one.hear(edge.birth(ms(0), 0n, [speed(1)]));
  one.hear(edge.birth(ms(10), 0n, [speed(2)]), 10);
  one.hear(edge.death(0n), 11);
  assert.equal(one.rebirths(one.hear(edge.data(ms(12), [speedData(3, 12)]), 12)).length, 1);
  one.hear(edge.birth(ms(13), 0n, [speed(4)]), 13);
  assert.deepEqual(brief(one.values(one.hear(edge.data(ms(14), [speedData(5, 14)]), 14))), [['pack/line-1', 'Speed', 5, 'good']]);
});

test('one alias for two metrics is not guessed at', () => {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  one.connect();
  one.hear(edge.birth(ms(0), 0n, [metric('A', 'Int32', 1, { alias: 1n }), metric('B', 'Int32', 2, { alias: 1n })]));
  const done = one.hear(edge.data(ms(1), [aliased(1n, speed(9), ms(1))]));
  assert.deepEqual([one.values(done), one.rebirths(done).length], [[], 1]);
});

test('a template tells its members one by one, by the types of its definition', () => {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  const motor = (isDefinition: boolean, members: ReturnType<typeof metric>[]) => ({
    is: 'template' as const,
    template: { isDefinition, metrics: members, parameters: [], ...(isDefinition ? {} : { templateRef: 'Motor' }) },
  });
  one.connect();
  one.hear(
    edge.birth(ms(0), 0n, [
      { name: 'Motor', datatype: 19, raw: motor(true, [metric('rpm', 'Int32', 0), metric('amps', 'Float', 0)]) },
      { name: 'M1', alias: 4n, datatype: 19, raw: motor(false, [metric('rpm', 'Int32', -1500), metric('amps', 'Float', 2.5)]) },
    ]),
  );
  one.hear(edge.data(ms(1), [{ alias: 4n, raw: motor(false, [{ name: 'rpm', raw: { is: 'int', int: 0xffff_ffff } }]) }]));
  assert.deepEqual(brief(one.values()), [
    ['pack/line-1', 'M1/rpm', -1500, 'good'],
    ['pack/line-1', 'M1/amps', 2.5, 'good'],
    ['pack/line-1', 'M1/rpm', -1, 'good'],
  ]);
  assert.deepEqual(brief(one.values(one.hear(edge.death(0n), 5))), [
    ['pack/line-1', 'M1/rpm', -1, 'stale'],
    ['pack/line-1', 'M1/amps', 2.5, 'stale'],
  ]);
});

test('a payload too large or no payload at all is told and changes nothing', () => {
  const one = running();
  const before = one.state().nodes.get('pack/line-1');
  for (const bytes of [new Uint8Array(1_000_001), new Uint8Array([0xff, 0xff])]) {
    const [said, ...rest] = one.hear({ topic: 'spBv1.0/pack/NDATA/line-1', bytes });
    assert.ok(said && 'remark' in said && said.remark.includes('was not read'));
    assert.deepEqual(rest, []);
  }
  assert.equal(one.state().nodes.get('pack/line-1'), before);
});

test('commands, foreign topics and half topics are not heard', () => {
  const one = host();
  one.connect();
  for (const topic of [
    'spBv1.0/pack/NCMD/line-1',
    'spAv1.0/pack/NBIRTH/x',
    'spBv1.0/pack/NBIRTH',
    'spBv1.0/pack/DBIRTH/line-1',
    'spBv1.0/pack/NBIRTH/line-1/extra',
    '',
    'spBv1.0//NBIRTH/x',
    'spBv1.0/STATE',
  ])
    assert.deepEqual(one.hear({ topic, bytes: new Uint8Array() }), [], topic);
});

test('however a window of messages is shuffled, the plant is told the same', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10, maxLength: 10 }), fc.integer({ min: 0, max: 255 }), (order, lead) => {
      const one = running();
      for (let value = 0; value < lead; value += 1) one.hear(one.edge.data(ms(value), [speedData(value, value)]), value);
      const before = one.values().length;
      const sent = order.map(() => 0).map((_, value) => one.edge.data(ms(1000 + value), [speedData(value, 1000 + value)]));
      for (const index of order) one.hear(sent[index]!, 1100);
      return (
        one
          .values()
          .slice(before)
          .map((sample) => sample.value)
          .join() === '0,1,2,3,4,5,6,7,8,9' && one.rebirths().length === 0
      );
    }),
    { numRuns: 200 },
  );
});

test('whichever messages are lost, nothing else is lost and a rebirth is asked for', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 8 }), (lost) => {
      const one = running();
      const before = one.values().length;
      for (let value = 0; value < 10; value += 1) {
        const sent = one.edge.data(ms(value), [speedData(value, value)]);
        if (!lost.includes(value)) one.hear(sent, value);
      }
      one.tick(5000);
      const heard = one
        .values()
        .slice(before)
        .map((sample) => sample.value);
      return one.rebirths().length === 1 && heard.join() === [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((value) => !lost.includes(value)).join();
    }),
    { numRuns: 200 },
  );
});

test('no bytes on any topic make the host fall over', () => {
  const kinds = fc.constantFrom('NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH', 'STATE', 'NCMD', 'X');
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, fc.uint8Array({ maxLength: 60 }), fc.boolean()), { maxLength: 20 }), (messages) => {
      const one = running();
      messages.forEach(([kind, bytes, retained], index) => one.hear({ topic: `spBv1.0/pack/${kind}/line-1${kind.startsWith('D') ? '/filler' : ''}`, bytes }, index, retained));
      return one.state().nodes.size === 1;
    }),
    { numRuns: 500 },
  );
});
