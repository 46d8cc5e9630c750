import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEdgeNode, type EdgeMessage } from './edge-node.ts';
import { isRebirthCommand } from './payload.ts';
import { ProtobufWriter, readFields } from './protobuf.ts';

const node = () =>
  createEdgeNode(
    'Lindau',
    'Packaging-1',
    new Map([
      ['PK-11', ['Status/StateCurrent', 'Admin/ProdProcessedCount']],
      ['PK-12', ['Admin/StopReason']],
    ]),
  );
const number = (bytes: Buffer, field: number) => Number(readFields(bytes).find((part) => part.field === field)?.value);
const metrics = (message: EdgeMessage) =>
  readFields(message.payload)
    .filter(({ field }) => field === 2)
    .map(({ value }) => readFields(value as Buffer));
const named = (message: EdgeMessage, name: string) => metrics(message).find((metric) => metric.some(({ field, value }) => field === 1 && String(value) === name));
const bdSeq = (message: EdgeMessage | undefined) => Number(named(message as EdgeMessage, 'bdSeq')?.find(({ field }) => field === 11)?.value);
const seq = (message: EdgeMessage) => number(message.payload, 3);
const heard = (metric: string, value: number | string, device = 'PK-11', atMs = 5_000) => ({ device, metric, value, atMs });

test('the will and the birth of a session carry the same bdSeq, the next session the next', () => {
  const edge = node();
  for (const expected of [0, 1, 2]) {
    assert.equal(bdSeq(edge.will(1_000)), expected);
    assert.equal(bdSeq(edge.births(1_000)[0]), expected);
    assert.equal(bdSeq(edge.births(2_000)[0]), expected);
    assert.equal(bdSeq(edge.death(3_000)), expected);
  }
});

test('a birth begins the sequence at 0, names every metric once and is not retained', () => {
  const edge = node();
  edge.will(0);
  const births = edge.births(1_000);
  assert.deepEqual(
    births.map(({ topic }) => topic),
    ['spBv1.0/Lindau/NBIRTH/Packaging-1', 'spBv1.0/Lindau/DBIRTH/Packaging-1/PK-11', 'spBv1.0/Lindau/DBIRTH/Packaging-1/PK-12'],
  );
  assert.deepEqual(births.map(seq), [0, 1, 2]);
  assert.ok(births.every(({ qos, retain }) => qos === 0 && !retain));
  assert.ok(named(births[0] as EdgeMessage, 'Node Control/Rebirth'));
  assert.deepEqual(
    births
      .slice(1)
      .flatMap(metrics)
      .map((metric) => String(metric.find(({ field }) => field === 1)?.value)),
    ['Status/StateCurrent', 'Admin/ProdProcessedCount', 'Admin/StopReason'],
  );
  // nothing was heard yet: null, not zero
  assert.ok(
    births
      .slice(1)
      .flatMap(metrics)
      .every((metric) => metric.some(({ field, value }) => field === 7 && value === 1n)),
  );
});

test('data carries aliases of the birth and neither names nor datatypes; the sequence goes on and wraps after 255', () => {
  const edge = node();
  edge.will(0);
  const births = edge.births(1_000);
  const alias = Number(named(births[1] as EdgeMessage, 'Admin/ProdProcessedCount')?.find(({ field }) => field === 2)?.value);
  const [first] = edge.data([heard('Admin/ProdProcessedCount', 4_294_967_295)], false) as [EdgeMessage];
  assert.equal(first.topic, 'spBv1.0/Lindau/DDATA/Packaging-1/PK-11');
  assert.deepEqual(
    metrics(first)[0]?.map(({ field, value }) => [field, Number(value)]),
    [
      [2, alias],
      [3, 5_000],
      [10, 4_294_967_295],
    ],
  );
  let last = first;
  for (let n = 0; n < 253; n++) [last] = edge.data([heard('Status/StateCurrent', 6)], false) as [EdgeMessage];
  assert.equal(seq(last), 0);
});

test('the birth after a loss carries the last value, and what was kept is historical', () => {
  const edge = node();
  edge.will(0);
  edge.births(1_000);
  const [kept] = edge.data([heard('Admin/StopReason', 'feeder-jam', 'PK-12')], true) as [EdgeMessage];
  assert.ok(metrics(kept)[0]?.some(({ field, value }) => field === 5 && value === 1n));
  const birth = named(edge.births(9_000)[2] as EdgeMessage, 'Admin/StopReason');
  assert.equal(String(birth?.find(({ field }) => field === 15)?.value), 'feeder-jam');
  assert.equal(Number(birth?.find(({ field }) => field === 3)?.value), 5_000);
});

test('the will has no sequence number and is sent at least once', () => {
  const will = node().will(0);
  assert.equal(
    readFields(will.payload).some(({ field }) => field === 3),
    false,
  );
  assert.equal(will.qos, 1);
});

test('each fault does what it is called', () => {
  const edge = node();
  edge.will(0);
  edge.births(0);
  assert.ok(named(edge.commit('metric-before-birth', 0)[0] as EdgeMessage, 'Never/Announced'));
  assert.equal(Number(metrics(edge.commit('unknown-alias', 0)[0] as EdgeMessage)[0]?.find(({ field }) => field === 2)?.value), 9_999);
  const before = seq(edge.data([heard('Status/StateCurrent', 6)], false)[0] as EdgeMessage);
  edge.commit('sequence-gap', 0);
  assert.equal(seq(edge.data([heard('Status/StateCurrent', 6)], false)[0] as EdgeMessage), before + 4);
  edge.commit('clock-a-day-off', 0);
  assert.equal(number((edge.data([heard('Status/StateCurrent', 6, 'PK-11', 86_400_000 * 2)], false)[0] as EdgeMessage).payload, 1), 86_400_000);
  edge.commit('bdseq-repeated', 0);
  assert.deepEqual([bdSeq(edge.will(0)), bdSeq(edge.will(0))], [0, 1]);
});

test('a rebirth command is known by its name and its value', () => {
  const command = (name: string, value: number) => new ProtobufWriter().bytes(2, new ProtobufWriter().text(1, name).varint(4, 11).varint(14, value).finish()).finish();
  assert.equal(isRebirthCommand(command('Node Control/Rebirth', 1)), true);
  assert.equal(isRebirthCommand(command('Node Control/Rebirth', 0)), false);
  assert.equal(isRebirthCommand(command('Node Control/Reboot', 1)), false);
});

test('numbers are written as Protocol Buffers writes them', () => {
  // 150 is 96 01, the example of the encoding guide; -2 as a 64-bit varint is ten bytes
  assert.equal(new ProtobufWriter().varint(1, 150).finish().toString('hex'), '089601');
  assert.equal(new ProtobufWriter().varint(1, -2).finish().toString('hex'), '08feffffffffffffffff01');
  assert.equal(new ProtobufWriter().text(2, 'testing').finish().toString('hex'), '120774657374696e67');
});

test('a birth says where a value has got to while the line was down', () => {
  const edge = node();
  edge.will(0);
  edge.remember([heard('Status/StateCurrent', 16, 'PK-11', 1_000), heard('Status/StateCurrent', 6, 'PK-11', 2_000)]);
  const state = named(edge.births(3_000)[1]!, 'Status/StateCurrent')!;
  assert.deepEqual(
    [3, 10].map((field) => Number(state.find((part) => part.field === field)?.value)),
    [2_000, 6],
  );
});
