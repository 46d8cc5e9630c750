import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { edgeDouble } from './edge-double.ts';
import { host, ms, running, speed } from './host.fixture.ts';

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
test('a retained birth proves nobody alive: it is not read, its sender is asked', () => {
  const one = host();
  one.connect();
  const done = one.hear(edgeDouble('pack', 'line-1').birth(ms(0), 0n, [speed(1)]), 5, true);
  assert.deepEqual(one.values(done), []);
  assert.equal(one.rebirths(done).length, 1);
});
