import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributePlan, type PlanRequest, type SamplingKind } from './attribute-plan.ts';
import { preferredAqls, type Severity } from './attribute-tables.ts';
import { codeLetter, codeLetters, type CodeLetter, type InspectionLevel } from './code-letter.ts';
import { acceptanceProbability } from './operating-characteristic.ts';
import { publishedPlans } from './published-plans.ts';

const letters = codeLetters.filter((letter) => letter !== 'S');
const severities: readonly Severity[] = ['normal', 'tightened', 'reduced'];
const standards = ['ISO 2859-1', 'ANSI Z1.4'] as const;
const brief = (request: PlanRequest): string => {
  const plan = attributePlan(request);
  return `${plan.letter} ${plan.stages.map((s) => `${s.sampleSize}:${s.accept ?? '#'}/${s.reject}`).join(' ')}`;
};

// read by column; the second source is the transcription of GB/T 2828.1-2012
const letterColumns = {
  'S-1': 'AAAABBBBCCCCDDD',
  'S-2': 'AAABBBCCCDDDEEE',
  'S-3': 'AABBCCDDEEFFGGH',
  'S-4': 'AABCCDEEFGGHJJK',
  I: 'AABCCDEFGHJKLMN',
  II: 'ABCDEFGHJKLMNPQ',
  III: 'BCDEFGHJKLMNPQR',
} as const;

test("the code letter of a lot is that of Table 1, from each row's smallest lot to its largest", () => {
  const largest = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000];
  for (const [level, column] of Object.entries(letterColumns) as [InspectionLevel, string][]) {
    assert.equal([...largest, 1e9].map((lot) => codeLetter(lot, level)).join(''), column, level);
    assert.equal([2, ...largest.map((lot) => lot + 1)].map((lot) => codeLetter(lot, level)).join(''), column, level);
  }
});

test('every published cell of single sampling by ISO 2859-1 is found, arrows followed', () => {
  let cells = 0;
  for (const [severity, letter, row] of publishedPlans)
    for (const [i, cell] of row.split('|').entries()) {
      const plan = attributePlan({ standard: 'ISO 2859-1', severity, letter, aql: preferredAqls[i]! });
      const { sampleSize, accept, reject } = plan.stages[0]!;
      assert.equal(`${plan.letter} ${sampleSize} ${accept}`, cell, `${severity} ${letter} AQL ${preferredAqls[i]}`);
      assert.equal(reject, accept! + 1);
      cells++;
    }
  assert.equal(cells, 702);
});

// MIL-STD-105E Tables II-C, III and IV, as the R package AQLSchemes has them
test('reduced, double and multiple plans are those of ANSI Z1.4', () => {
  const standard = 'ANSI Z1.4';
  assert.equal(brief({ standard, letter: 'K', aql: 1, severity: 'reduced' }), 'K 50:1/4');
  assert.equal(brief({ standard, letter: 'L', aql: 2.5, severity: 'reduced' }), 'L 80:5/8');
  assert.equal(brief({ standard, letter: 'B', aql: 40, severity: 'reduced' }), 'B 2:2/4');
  assert.equal(brief({ standard, letter: 'A', aql: 40, severity: 'reduced' }), 'A 2:2/3');
  assert.equal(brief({ standard, letter: 'A', aql: 10, severity: 'tightened' }), 'D 8:1/2', 'ISO 2859-1 has 2:0/1 there');
  assert.equal(brief({ standard, letter: 'K', aql: 1, kind: 'double' }), 'K 80:1/4 80:4/5');
  assert.equal(brief({ standard, letter: 'L', aql: 2.5, kind: 'double' }), 'L 125:5/9 125:12/13');
  assert.equal(brief({ standard, letter: 'L', aql: 2.5, kind: 'double', severity: 'tightened' }), 'L 125:3/7 125:11/12');
  assert.equal(brief({ standard, letter: 'L', aql: 2.5, kind: 'double', severity: 'reduced' }), 'L 50:2/7 50:6/9');
  assert.equal(brief({ standard, letter: 'K', aql: 1, kind: 'multiple' }), 'K 32:#/3 32:0/3 32:1/4 32:2/5 32:3/6 32:4/6 32:6/7');
  assert.equal(brief({ standard, letter: 'K', aql: 1, kind: 'multiple', severity: 'reduced' }), 'K 13:#/3 13:#/3 13:0/4 13:0/5 13:1/6 13:1/6 13:2/7');
});

// IS 2500-1:2000 (identical with ISO 2859-1:1999) Table 3-A at level II, as a public inspection system for rail clips has it,
// by the largest lot of letters G to P: n each, Ac1, Re1, Re2
const railClips = {
  2.5: ['280 20 0 3 4', '500 32 1 3 5', '1200 50 2 5 7', '3200 80 3 6 10', '10000 125 5 9 13', '35000 200 7 11 19', '150000 315 11 16 27'],
  1.5: ['280 20 0 2 2', '500 32 0 3 4', '1200 50 1 3 5', '3200 80 2 5 7', '10000 125 3 6 10', '35000 200 5 9 13', '150000 315 7 11 19', '500000 500 11 16 27'],
} as const;

test('the double plans of ISO 2859-1 for normal inspection are those of its Indian adoption', () => {
  for (const aql of [2.5, 1.5] as const)
    for (const row of railClips[aql]) {
      const [lotSize, sampleSize, accept, reject, second] = row.split(' ').map(Number) as [number, number, number, number, number];
      const { stages } = attributePlan({ standard: 'ISO 2859-1', lotSize, aql, kind: 'double' });
      assert.deepEqual(stages, [
        { sampleSize, accept, reject },
        { sampleSize, accept: second - 1, reject: second },
      ]);
    }
});

// beside Ac 8 (tightened) and Ac 6 (reduced) as known from GB/T 2828.1-2003 Tables 3-B and 3-C, identical; no copy was found
test('double plans of ISO 2859-1 differ from those of ANSI Z1.4 beside Ac 3, 7 and 8 and have no gap when reduced', () => {
  const request = { standard: 'ISO 2859-1', letter: 'K', kind: 'double' } as const;
  assert.equal(brief({ ...request, aql: 1 }), 'K 80:1/3 80:4/5');
  assert.equal(brief({ ...request, aql: 2.5 }), 'K 80:3/6 80:9/10');
  assert.equal(brief({ ...request, aql: 4 }), 'K 80:5/9 80:12/13');
  assert.equal(brief({ ...request, aql: 4, severity: 'tightened' }), 'K 80:4/7 80:10/11');
  assert.equal(brief({ ...request, aql: 6.5, severity: 'reduced' }), 'K 32:4/7 32:10/11');
  assert.equal(brief({ ...request, aql: 0.1 }), 'K 125:0/1', 'single beside Ac 0');
});

test('a double plan of ISO 2859-1 accepts as its single plan does, to 7 in 100 at any quality, and better than the plan it replaced', () => {
  const worst = (standard: (typeof standards)[number], severity: Severity, letter: CodeLetter, aql: PlanRequest['aql']): number => {
    const request = { standard, severity, letter, aql } as const;
    const [single, double] = [attributePlan(request), attributePlan({ ...request, kind: 'double' })];
    if (double.kind !== 'double') return 0;
    const { sampleSize, accept } = single.stages[0]!;
    const from = { distribution: 'poisson' } as const;
    const differences = Array.from({ length: 60 }, (_, i) => ((i + 1) * (accept! + 1)) / 20 / sampleSize).map((quality) =>
      Math.abs(acceptanceProbability(double, quality, from) - acceptanceProbability(single, quality, from)),
    );
    return Math.max(...differences);
  };
  // from J on: among the smallest samples the ratio of 1.26 between the two sizes cannot be kept
  for (const severity of severities)
    for (const letter of letters.slice(letters.indexOf('J')))
      for (const aql of preferredAqls.filter((value) => attributePlan({ standard: 'ISO 2859-1', severity, letter, aql: value }).letter === letter))
        assert.ok(worst('ISO 2859-1', severity, letter, aql) < 0.07, `${severity} ${letter} ${aql}`);
  for (const [severity, aql] of [
    ['normal', 1],
    ['normal', 2.5],
    ['tightened', 4],
  ] as const)
    assert.ok(worst('ISO 2859-1', severity, 'K', aql) < worst('ANSI Z1.4', severity, 'K', aql), `${severity} ${aql}`);
});

test('MIL-STD-105E is another name for the tables of ANSI Z1.4', () => {
  assert.deepEqual(
    attributePlan({ standard: 'MIL-STD-105E', lotSize: 4000, aql: 2.5, kind: 'double' }),
    attributePlan({ standard: 'ANSI Z1.4', lotSize: 4000, aql: 2.5, kind: 'double' }),
  );
});

test('where there is no double plan the single one is used, where there is no multiple one the double', () => {
  const kindOf = (letter: CodeLetter, aql: PlanRequest['aql'], kind: SamplingKind): string => attributePlan({ standard: 'ANSI Z1.4', letter, aql, kind }).kind;
  assert.equal(kindOf('H', 0.25, 'double'), 'single', 'beside Ac 0');
  assert.equal(kindOf('A', 65, 'double'), 'single', 'two items are not divided');
  assert.equal(kindOf('C', 65, 'multiple'), 'double');
  assert.equal(kindOf('D', 65, 'multiple'), 'multiple');
});

test('a lot of 4000 at level II, AQL 2.5 needs 200 items and accepts with 10', () => {
  const plan = attributePlan({ standard: 'ISO 2859-1', lotSize: 4000, aql: 2.5 });
  assert.deepEqual(plan.stages, [{ sampleSize: 200, accept: 10, reject: 11 }]);
  // a widely used table accepts 14 here and then passes a lot with 5 % nonconforming 92 times in 100
  assert.equal(acceptanceProbability(plan, 0.05).toFixed(2), '0.58');
});

test('the arrow changes the sample size too, and a sample as large as the lot means inspecting every item', () => {
  const plan = attributePlan({ standard: 'ISO 2859-1', lotSize: 12, aql: 0.65 });
  assert.deepEqual([plan.initialLetter, plan.letter, plan.stages[0]!.sampleSize, plan.inspectAll], ['B', 'F', 20, true]);
  const inspectsAll = (lotSize: number): boolean => attributePlan({ standard: 'ISO 2859-1', lotSize, aql: 0.65 }).inspectAll;
  assert.deepEqual([inspectsAll(20), inspectsAll(21)], [true, false]);
});

test('every arrow of every table leads to a plan, and larger lots never need a smaller sample', () => {
  for (const standard of standards)
    for (const severity of severities)
      for (const aql of preferredAqls) {
        const sizes = letters.map((letter) => attributePlan({ standard, severity, letter, aql }).stages[0]!.sampleSize);
        assert.deepEqual(
          sizes,
          sizes.toSorted((a, b) => a - b),
          `${standard} ${severity} ${aql}`,
        );
      }
});

test('where one sample serves several AQLs, the larger AQL accepts more nonconforming items', () => {
  for (const standard of standards)
    for (const severity of severities)
      for (const letter of letters) {
        const own = preferredAqls.map((aql) => attributePlan({ standard, severity, letter, aql })).filter((plan) => plan.letter === letter);
        const numbers = own.map((plan) => [plan.stages[0]!.accept!, plan.stages[0]!.reject] as const);
        for (const [i, [accept, reject]] of numbers.entries()) {
          const before = numbers[i - 1] ?? [-1, 0];
          assert.ok(accept >= before[0] && reject > before[1], `${standard} ${severity} ${letter} ${own[i]!.aql}`);
        }
      }
});

test('tightened inspection never accepts a lot at its AQL more readily than normal inspection, nor normal than reduced', () => {
  for (const standard of standards)
    for (const letter of letters)
      for (const aql of preferredAqls) {
        const [normal, tightened, reduced] = severities.map((severity) =>
          acceptanceProbability(attributePlan({ standard, severity, letter, aql }), aql / 100, { distribution: 'poisson' }),
        ) as [number, number, number];
        assert.ok(tightened <= normal + 1e-12, `${standard} ${letter} ${aql} tightened`);
        assert.ok(reduced >= normal - 0.07, `${standard} ${letter} ${aql} reduced ${reduced} normal ${normal}`);
      }
});

test('a double or multiple plan accepts as its single plan does, to 12 in 100', () => {
  for (const severity of ['normal', 'tightened'] as const)
    for (const letter of letters)
      for (const aql of preferredAqls)
        for (const kind of ['double', 'multiple'] as const) {
          const request = { standard: 'ANSI Z1.4', severity, letter, aql } as const;
          const [single, staged] = [attributePlan(request), attributePlan({ ...request, kind })];
          if (staged.kind !== kind) continue;
          assert.equal(staged.letter, single.letter);
          for (const quality of [1, 3].map((times) => (times * aql) / 100)) {
            const difference = acceptanceProbability(staged, quality, { distribution: 'poisson' }) - acceptanceProbability(single, quality, { distribution: 'poisson' });
            assert.ok(Math.abs(difference) < 0.12, `${severity} ${letter} ${aql} ${kind} at ${quality}: ${difference}`);
          }
        }
});

test('what no standard knows is refused with a sentence', () => {
  const standard = 'ISO 2859-1';
  assert.throws(() => attributePlan({ standard, letter: 'K', aql: 2 as 2.5 }), /aql is 2; it must be one of 0.01, 0.015/);
  assert.throws(() => attributePlan({ standard, lotSize: 1, aql: 1 }), /lotSize is 1; it must be a whole number of 2 or more/);
  assert.throws(() => attributePlan({ standard, lotSize: 10.5, aql: 1 }), /lotSize is 10.5/);
  assert.throws(() => attributePlan({ standard, aql: 1 }), /lotSize and letter are both missing/);
  assert.throws(() => attributePlan({ standard, letter: 'I' as 'A', aql: 1 }), /letter is "I"; it must be one of A, B/);
  assert.throws(() => attributePlan({ standard, letter: 'S', aql: 1 }), /letter S has no plan at AQL 1 under normal inspection/);
  assert.throws(() => attributePlan({ standard, letter: 'K', aql: 1, kind: 'multiple' }), /the multiple plans of ISO 2859-1:1999 \(five samples\) could not be verified/);
  assert.throws(
    () => attributePlan({ standard: 'MIL-STD-1916' as 'ANSI Z1.4', letter: 'K', aql: 1 }),
    /standard is "MIL-STD-1916"; it must be one of ISO 2859-1, ANSI Z1.4, MIL-STD-105E/,
  );
});
