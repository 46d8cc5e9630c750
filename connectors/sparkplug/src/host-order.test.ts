import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextDue } from './host.ts';
import { at, brief, ms, rules, running, speed, speedData } from './host.fixture.ts';

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
