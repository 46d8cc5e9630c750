import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aliased, edgeDouble } from './edge-double.ts';
import { at, brief, host, ms, running, speed, speedData } from './host.fixture.ts';
import { metric } from './value.ts';

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

test('the time of the metric is kept, and the message’s where the metric has none', () => {
  const one = running();
  const [own, messages] = one.values(one.hear(one.edge.data(ms(50), [speedData(1, 40), { alias: 7n, raw: speed(2).raw! }]), 90));
  assert.equal(own?.sourceTime.toString(), at(40).toString());
  assert.equal(messages?.sourceTime.toString(), at(50).toString());
  assert.equal(own?.receivedAt.toString(), at(90).toString());
});

test('one alias for two metrics is not guessed at', () => {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  one.connect();
  one.hear(edge.birth(ms(0), 0n, [metric('A', 'Int32', 1, { alias: 1n }), metric('B', 'Int32', 2, { alias: 1n })]));
  const done = one.hear(edge.data(ms(1), [aliased(1n, speed(9), ms(1))]));
  assert.deepEqual([one.values(done), one.rebirths(done).length], [[], 1]);
});

test('data carries neither name nor datatype: both come from the birth', () => {
  const one = running();
  assert.deepEqual(brief(one.values(one.hear(one.edge.data(ms(10), [speedData(-12, 10)])))), [['pack/line-1', 'Speed', -12, 'good']]);
});
