import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deadband } from './deadband.ts';
import { exceptionFilter, reportByException } from './exception.ts';
import { rowsOf, samplesOf, type Samples } from './series.ts';
import { bad, uncertain } from './status.ts';

const brief = (samples: Samples): string[] => rowsOf(samples).map((row) => `${row.timeMs}:${row.value}`);

test('a change within ExcDev is held back, and the value before the news goes with it', () => {
  const samples = samplesOf([
    [0, 10],
    [1, 10.4],
    [2, 9.6],
    [3, 12],
    [4, 12.1],
    [5, 12.2],
  ]);
  assert.deepEqual(brief(reportByException(samples, { excDev: 0.5 })), ['0:10', '2:9.6', '3:12']);
});

test('news right after news is not sent twice', () => {
  assert.deepEqual(
    brief(
      reportByException(
        samplesOf([
          [0, 1],
          [1, 5],
          [2, 9],
        ]),
        { excDev: 1 },
      ),
    ),
    ['0:1', '1:5', '2:9'],
  );
});

test('a change sooner than ExcMin waits; after ExcMax any value is sent', () => {
  const samples = samplesOf([
    [0, 1],
    [1, 9],
    [2, 9],
    [3, 9],
    [10, 9],
    [20, 9],
  ]);
  assert.deepEqual(brief(reportByException(samples, { excDev: 1, excMinMs: 3 })), ['0:1', '2:9', '3:9']);
  assert.deepEqual(brief(reportByException(samples, { excDev: 100, excMaxMs: 10 })), ['0:1', '3:9', '10:9', '20:9']);
});

test('a change of status is news at once, whatever the value', () => {
  const samples = samplesOf([
    [0, 1],
    [1, 1],
    [2, 1, uncertain],
    [3, null, bad],
    [4, null, bad],
    [5, 1],
  ]);
  assert.deepEqual(brief(reportByException(samples, { excDev: 100, excMinMs: 1000 })), ['0:1', '1:1', '2:1', '3:NaN', '4:NaN', '5:1']);
});

test('a state is news when it changes, however little', () => {
  assert.deepEqual(
    brief(
      reportByException(
        samplesOf([
          [0, 1],
          [1, 1],
          [2, 2],
        ]),
        { excDev: 5, isDiscrete: true },
      ),
    ),
    ['0:1', '1:1', '2:2'],
  );
});

test('a filter fed in pieces sends what it sends of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 }), fc.nat(), fc.integer({ min: 0, max: 4 }), (values, at, excDev) => {
      const row = (value: number, i: number): readonly [number, number] => [i, value];
      const all = samplesOf(values.map(row));
      const sent: string[] = [];
      const filter = exceptionFilter({ excDev, excMinMs: 2, excMaxMs: 9 }, (timeMs, value) => sent.push(`${timeMs}:${value}`));
      const middle = at % values.length;
      filter.push(samplesOf(values.map(row).slice(0, middle)));
      filter.push(samplesOf(values.map(row).slice(middle)));
      return sent.join() === brief(reportByException(all, { excDev, excMinMs: 2, excMaxMs: 9 })).join();
    }),
  );
});

test('a deadband measures against the last value reported, not the last one seen', () => {
  const creeping = samplesOf([
    [0, 0],
    [1, 0.4],
    [2, 0.8],
    [3, 1.2],
    [4, 1.3],
  ]);
  assert.deepEqual(brief(deadband(creeping, { absolute: 1 })), ['0:0', '3:1.2']);
  assert.deepEqual(brief(deadband(creeping, { percent: 1, euRange: { low: -50, high: 50 } })), ['0:0', '3:1.2']);
  assert.deepEqual(
    brief(
      deadband(
        samplesOf([
          [0, 0],
          [1, 1],
        ]),
        { absolute: 1 },
      ),
    ),
    ['0:0'],
    'exactly the width is inside',
  );
  assert.deepEqual(
    brief(
      deadband(
        samplesOf([
          [0, 0],
          [1, 0, uncertain],
          [2, null, bad],
          [3, null, bad],
        ]),
        { absolute: 1 },
      ),
    ),
    ['0:0', '1:0', '2:NaN'],
  );
});

test('settings that mean nothing are refused', () => {
  const none = samplesOf([]);
  assert.throws(() => reportByException(none, { excDev: -1 }), /excDev is -1/);
  assert.throws(() => reportByException(none, { excDev: 1, excMinMs: 5, excMaxMs: 4 }), /excMaxMs is 4 and excMinMs is 5/);
  assert.throws(() => deadband(none, { percent: 101, euRange: { low: 0, high: 1 } }), /percent is 101/);
  assert.throws(() => deadband(none, { percent: 1, euRange: { low: 1, high: 1 } }), /euRange is 1 to 1/);
});
