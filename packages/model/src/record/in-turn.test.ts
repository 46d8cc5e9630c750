import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseRefusal } from '@millrace/kernel';
import { inTurn } from './in-turn.ts';

const stays = new AbortController().signal;
const turns = (mostWaiting = 2) => inTurn(mostWaiting, (waiting) => houseRefusal('gate.door.count', 'many-wait', { waiting }));
/** A piece of work that goes on until it is told to end. */
function piece(name: string, begun: string[]) {
  const ended = Promise.withResolvers<string>();
  return { work: () => (begun.push(name), ended.promise), end: () => ended.resolve(name), fail: () => ended.reject(new Error(name)) };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test('one works at a time, in the order in which they came, and a failure stops nobody behind it', async () => {
  const begun: string[] = [];
  const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map((name) => piece(name, begun));
  const turn = turns();
  const [a, b, c] = [turn(ana!.work, stays), turn(ben!.work, stays), turn(cleo!.work, stays)];
  await soon();
  assert.deepEqual(begun, ['ana']);
  ana!.fail();
  await assert.rejects(a, { message: 'ana' });
  await soon();
  assert.deepEqual(begun, ['ana', 'ben']);
  ben!.end();
  cleo!.end();
  assert.deepEqual(await Promise.all([b, c]), ['ben', 'cleo']);
});

test('when two wait the next is refused at once, and told how many wait; later there is room again', async () => {
  const begun: string[] = [];
  const [first, second, third, late] = ['1', '2', '3', '4'].map((name) => piece(name, begun));
  const turn = turns();
  const waiting = [first, second, third].map((one) => turn(one!.work, stays));
  await assert.rejects(turn(late!.work, stays), { rule: 'gate.door.count/many-wait', status: 503, facts: { waiting: 2 } });
  for (const one of [first, second, third, late]) one!.end();
  await Promise.all(waiting);
  assert.equal(await turn(late!.work, stays), '4');
  assert.deepEqual(begun, ['1', '2', '3', '4']);
});

test('who has left gives up the place at once, and nothing is begun for them', async () => {
  const begun: string[] = [];
  const [first, second, third] = ['1', '2', '3'].map((name) => piece(name, begun));
  const leaving = new AbortController();
  const turn = turns(1);
  const a = turn(first!.work, stays);
  const b = turn(second!.work, leaving.signal);
  leaving.abort();
  await assert.rejects(b, { name: 'AbortError' });
  const c = turn(third!.work, stays);
  await assert.rejects(turn(second!.work, leaving.signal), { name: 'AbortError' });
  first!.end();
  third!.end();
  assert.deepEqual([await a, await c, begun], ['1', '3', ['1', '3']]);
});
