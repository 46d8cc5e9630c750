import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeDouble } from './edge-double.ts';
import { at, brief, host, ms, running, speed, speedData } from './host.fixture.ts';
import { metric } from './value.ts';

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
