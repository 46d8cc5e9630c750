import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentAnswers, thinAnswers, unreadNames } from './hostile.ts';

const careful = (of: { readonly mean: number; readonly values: readonly number[] }): number => {
  if (of.values.length === 0) throw new RangeError('values is empty; give at least one number.');
  for (const value of [of.mean, ...of.values])
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`a value is ${String(value)}; it must be a finite number.`);
  return of.values.reduce((sum, value) => sum + value - of.mean, 0);
};
const careless = (value: number): number => value * 2;
const rude = (rows: readonly { readonly n: number }[]): number => rows[0]!.n.toFixed(1).length;
const args = [{ mean: 1, values: [1, 2] }];

test('what checks its arguments passes, and every function behind the door must be called', () => {
  assert.deepEqual(silentAnswers({ careful, constant: 3 }, { careful: { call: careful, args } }), []);
  assert.deepEqual(silentAnswers({ careful }, {}), ['careful is behind the door and has no call here']);
  assert.deepEqual(silentAnswers({}, { careful: { call: careful, args } }), ['careful is called here and is not behind the door']);
});

test('a silent number is found, and so are the words of the engine', () => {
  assert.deepEqual(silentAnswers({ careless }, { careless: { call: careless, args: [2] } }), [
    'careless: argument 0 = NaN was answered with "NaN"',
    'careless: argument 0 = Infinity was answered with "Infinity"',
    'careless: argument 0 = -Infinity was answered with "-Infinity"',
    'careless: argument 0 = 7 was answered with 14',
    'careless: argument 0 = undefined was answered with NaN',
  ]);
  const found = silentAnswers({ rude }, { rude: { call: rude, args: [[{ n: 1 }]] } });
  assert.ok(found.some((line) => line.startsWith('rude: argument 0 = empty was refused without a sentence: Cannot read')));
});

test('what may stand there is said with its reason', () => {
  const allows = { '0 Infinity': 'no limit', '0 -Infinity': 'no limit', '0 NaN': 'unknown', '0 7': 'text is read', '0 undefined': 'none' };
  assert.deepEqual(silentAnswers({ careless }, { careless: { call: careless, args: [2], allows } }), []);
});

test('a name that nobody reads is found where it is taken without a word', () => {
  const listed = ({ side = 'both', ...rest }: { readonly side?: string }): string => {
    for (const name of Object.keys(rest)) throw new RangeError(`options has ${name}; it may have side.`);
    return side;
  };
  const deaf = (_rows: readonly object[], { side = 'both' }: { readonly side?: string }): string => side;
  assert.deepEqual(unreadNames({ listed: { call: listed, args: [{ side: 'upper' }] } }), []);
  const calls = { deaf: { call: deaf, args: [[{ n: 1 }], { side: 'upper' }] } };
  assert.deepEqual(unreadNames(calls, { 'deaf: 0.0': 'rows' }), ['deaf: argument 1 was read without a word on noSuchName']);
  assert.equal(unreadNames(calls).length, 2);
  const mute = (_options: object): never => {
    throw new RangeError('that will not do, whatever it was.');
  };
  assert.deepEqual(unreadNames({ mute: { call: mute, args: [{}] } }), ['mute: argument 0 with noSuchName was refused without naming it: that will not do, whatever it was.']);
});

test('an answer to one number, or to equal ones, is found, unless it is said why', () => {
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  const scatter = (values: readonly number[]): number => {
    if (new Set(values).size < 2) throw new RangeError('values do not differ; give at least two that do.');
    return spread(values);
  };
  const calls = { spread: { call: spread, args: [[1, 2]] }, scatter: { call: scatter, args: [[1, 2]] } };
  assert.deepEqual(thinAnswers(calls, {}), ['spread: one was answered', 'spread: equal was answered']);
  assert.deepEqual(thinAnswers(calls, { 'spread: one': 'none', 'spread: equal': 'none' }), []);
  assert.deepEqual(thinAnswers(calls, { 'spread: one': 'none', 'spread: equal': 'none', 'scatter: one': 'none' }), ['scatter: one is named here and not answered']);
});
