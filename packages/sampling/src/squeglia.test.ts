import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributePlan } from './attribute-plan.ts';
import { acceptanceProbability, qualityAccepted } from './operating-characteristic.ts';
import { squegliaAqls, squegliaPlan } from './squeglia.ts';

/** Squeglia's table as a supplier copied it (GL-QA 02, 2007) and a public tool transcribed the copy: largest lot, cells by AQL. Its limits of 2200 and 501,000 are misprints of 3200 and 500,001. */
const copied: readonly (readonly [largestLot: number, cells: string])[] = [
  [8, '* * * * * * * * * * * * 5 3 2 2'],
  [15, '* * * * * * * * * * 13 8 5 3 2 2'],
  [25, '* * * * * * * * * 20 13 8 5 3 3 2'],
  [50, '* * * * * * * * 32 20 13 8 5 5 5 3'],
  [90, '* * * * * * 80 50 32 20 13 8 7 6 5 4'],
  [150, '* * * * * 125 80 50 32 20 13 12 11 7 6 5'],
  [280, '* * * * 200 125 80 50 32 20 20 19 13 10 7 6'],
  [500, '* * * 315 200 125 80 50 48 47 29 21 16 11 9 7'],
  [1200, '* 800 500 315 200 125 80 75 73 47 34 27 19 15 11 8'],
  [3200, '1250 800 500 315 200 125 120 116 73 53 42 35 23 18 13 9'],
  [10_000, '1250 800 500 315 200 192 189 116 89 68 50 38 29 22 15 9'],
  [35_000, '1250 800 500 315 300 294 189 135 108 77 60 46 35 29 15 9'],
  [150_000, '1250 800 500 490 476 294 218 170 123 96 74 56 40 29 15 9'],
  [500_000, '1250 800 750 715 476 345 270 200 156 119 90 64 40 29 15 9'],
  [5_000_000, '1250 1200 1112 715 556 435 303 244 189 143 102 64 40 29 15 9'],
];

const sample = (lotSize: number, aql: (typeof squegliaAqls)[number]): string => {
  const plan = squegliaPlan(lotSize, aql);
  return plan.inspectAll ? '*' : String(plan.stages[0]!.sampleSize);
};

test('240 cells are those of a public transcription, but for one', () => {
  const differing = copied.flatMap(([lot, cells]) => cells.split(' ').flatMap((cell, i) => (sample(lot, squegliaAqls[i]!) === cell ? [] : [[lot, squegliaAqls[i], cell]])));
  assert.deepEqual(differing, [[10_000, 0.4, '89']]);
});

test('a lot of 1000 at an associated AQL of 1.0 is judged by 34 items, none of them bad, of 13 by all', () => {
  assert.deepEqual(squegliaPlan(1000, 1), { inspectAll: false, stages: [{ sampleSize: 34, accept: 0, reject: 1 }] });
  assert.deepEqual([sample(13, 1), sample(14, 1), sample(500, 2.5), sample(501, 2.5)], ['*', '13', '16', '19']);
});

test('where Z1.4 accepts with two bad items or more, the sample lets through as poor a lot 1 time in 10', () => {
  let compared = 0;
  for (const [lotSize] of copied.slice(0, -1))
    for (const aql of squegliaAqls) {
      const z14 = attributePlan({ standard: 'ANSI Z1.4', lotSize, aql });
      const plan = squegliaPlan(lotSize, aql);
      // beside Ac 0 and 1 the table was smoothed by hand along lots and AQLs, so no rule gives those cells
      if (plan.inspectAll || z14.stages[0]!.accept! < 2) continue;
      const poor = qualityAccepted(z14, 0.1);
      const passes = acceptanceProbability(plan, poor);
      compared++;
      assert.ok(passes > 0.05 && passes < 0.17, `lot ${lotSize}, AQL ${aql}: ${passes}`);
    }
  assert.equal(compared, 66);
});

test('a larger lot never has a smaller sample, a larger AQL never a larger one', () => {
  const size = (lotSize: number, aql: (typeof squegliaAqls)[number]): number => Number(sample(lotSize, aql).replace('*', String(lotSize)));
  const lots = copied.map(([lot]) => lot);
  for (const [i, lot] of lots.entries())
    for (const [j, aql] of squegliaAqls.entries()) {
      if (i > 0) assert.ok(size(lot, aql) >= size(lots[i - 1]!, aql), `${lot}, ${aql}`);
      if (j > 0) assert.ok(size(lot, aql) <= size(lot, squegliaAqls[j - 1]!), `${lot}, ${aql}`);
    }
});

test('a lot of one and an AQL outside the table are refused', () => {
  assert.throws(() => squegliaPlan(1, 1), /lotSize is 1; it must be a whole number of 2 or more/);
  assert.throws(() => squegliaPlan(100, 15 as 10), /aql is 15; it must be one of 0.01, 0.015/);
});
