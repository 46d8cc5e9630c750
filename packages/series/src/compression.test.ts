import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { interpolatedBound } from './bound.ts';
import { compress, swingingDoor } from './compression.ts';
import { rowsOf, samplesOf, type Samples } from './series.ts';
import { bad, isGood, uncertain } from './status.ts';

const brief = (samples: Samples): string[] => rowsOf(samples).map((row) => `${row.timeMs}:${row.value}`);

test('a straight line is archived as its two ends', () => {
  const line = samplesOf(Array.from({ length: 100 }, (_, i): [number, number] => [i, 3 * i]));
  assert.deepEqual(brief(compress(line, { compDev: 0 })), ['0:0', '99:297']);
});

test('the corner of a step is archived at the value before it', () => {
  assert.deepEqual(
    brief(
      compress(
        samplesOf([
          [0, 1],
          [1, 1],
          [2, 1],
          [3, 9],
          [4, 9],
          [5, 9],
        ]),
        { compDev: 0.5 },
      ),
    ),
    ['0:1', '2:1', '3:9', '5:9'],
  );
});

test('a change of status ends the line on both sides', () => {
  const samples = samplesOf([
    [0, 1],
    [1, 1],
    [2, 1, uncertain],
    [3, 1, uncertain],
    [4, null, bad],
    [5, null, bad],
    [6, 1],
    [7, 1],
  ]);
  assert.deepEqual(brief(compress(samples, { compDev: 10 })), ['0:1', '1:1', '2:1', '3:1', '4:NaN', '6:1', '7:1']);
});

test('CompMax bounds the silence of the archive, CompMin its chatter', () => {
  const flat = samplesOf(Array.from({ length: 10 }, (_, i): [number, number] => [i, 5]));
  assert.deepEqual(brief(compress(flat, { compDev: 1, compMaxMs: 4 })), ['0:5', '4:5', '8:5', '9:5']);
  const chatter = samplesOf([
    [0, 0],
    [1, 9],
    [2, 0],
    [3, 9],
    [4, 0],
    [5, 0],
    [6, 0],
  ]);
  assert.deepEqual(brief(compress(chatter, { compDev: 1, compMinMs: 4 })), ['0:0', '6:0']);
  assert.deepEqual(brief(compress(chatter, { compDev: 1 })), ['0:0', '1:9', '2:0', '3:9', '4:0', '6:0']);
});

test('a late value is archived as it is and does not move the door', () => {
  const archived: string[] = [];
  const door = swingingDoor({ compDev: 1 }, (timeMs, value, _status, isLate) => archived.push(`${timeMs}:${value}${isLate ? ' late' : ''}`));
  door.push(0, 5);
  door.push(10, 5);
  door.push(4, 99);
  door.push(10, 6);
  assert.equal(door.snapshot?.timeMs, 10, 'the newest value is visible although it is not archived');
  door.push(20, 5);
  door.finish();
  assert.deepEqual(archived, ['0:5', '4:99 late', '10:6 late', '20:5']);
});

test('a stepped signal is archived where it leaves the band around the archived value', () => {
  assert.deepEqual(
    brief(
      compress(
        samplesOf([
          [0, 1],
          [1, 1.4],
          [2, 2],
          [3, 2.3],
          [4, 2.1],
        ]),
        { compDev: 0.5, stepped: true },
      ),
    ),
    ['0:1', '2:2', '4:2.1'],
  );
});

test('no value that was left out lies farther than CompDev from the archived line', () => {
  const walk = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -30, max: 30 }), fc.constantFrom(0, 0, 0, 0, uncertain, bad)), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(walk, fc.integer({ min: 0, max: 20 }), fc.boolean(), fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }), (steps, compDev, stepped, compMaxMs) => {
      let timeMs = 0;
      let level = 0;
      const samples = samplesOf(steps.map(([gap, move, code]) => [(timeMs += gap), code === bad ? null : (level += move), code]));
      const kept = compress(samples, { compDev, stepped, ...(compMaxMs === undefined ? {} : { compMaxMs }) });
      const archive = { ...kept, stepped };
      return rowsOf(samples).every((row) => {
        if (!isGood(row.status)) return true;
        const line = interpolatedBound(archive, row.timeMs, { treatUncertainAsBad: false });
        return Math.abs(line.value - row.value) <= compDev + 1e-9;
      });
    }),
    { numRuns: 1000 },
  );
});

test('settings and values that mean nothing are refused', () => {
  assert.throws(() => compress(samplesOf([]), { compDev: Number.NaN }), /compDev is NaN/);
  assert.throws(() => compress(samplesOf([]), { compDev: 1, compMinMs: 5, compMaxMs: 1 }), /compMaxMs is 1 and compMinMs is 5/);
  assert.throws(() => swingingDoor({ compDev: 1 }, () => {}).push(0, Number.NaN), /value is NaN with a status that is not Bad/);
});
