import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrder, lockKey, type Lock } from './lock-key.ts';

const int = fc.integer({ min: -2, max: 2 });
const locks = fc.array(fc.record({ key: fc.tuple(int, int), isShared: fc.boolean() }), { maxLength: 20 });
const nameOf = (lock: Lock) => lock.key.join(':');

test('any two acts take the locks they share in the same order', () => {
  fc.assert(
    fc.property(locks, locks, (one, other) => {
      const [a, b] = [inOrder(one).map(nameOf), inOrder(other).map(nameOf)];
      return a.filter((name) => b.includes(name)).join() === b.filter((name) => a.includes(name)).join();
    }),
  );
});

test('each lock is taken once, as strongly as anyone in the act wants it', () => {
  fc.assert(
    fc.property(locks, (wanted) => {
      const taken = inOrder(wanted);
      return new Set(taken.map(nameOf)).size === taken.length && wanted.every((wish) => taken.some((lock) => nameOf(lock) === nameOf(wish) && (!lock.isShared || wish.isShared)));
    }),
  );
});

test('the name of a lock tells its parts apart and fits the two numbers PostgreSQL takes', () => {
  assert.notDeepEqual(lockKey('site', 'ab', 'c'), lockKey('site', 'a', 'bc'));
  fc.assert(fc.property(fc.array(fc.string()), (parts) => lockKey(...parts).every((word) => Number.isInteger(word) && word >= -(2 ** 31) && word < 2 ** 31)));
});

test('a hundred thousand records hardly ever share a lock', () => {
  const names = new Set(Array.from({ length: 100_000 }, (_, i) => lockKey('tablets', 'material.lot', `01890000-0000-7000-8000-${String(i).padStart(12, '0')}`).join(':')));
  assert.equal(names.size, 100_000);
});
