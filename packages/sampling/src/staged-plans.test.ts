import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributePlan, type FoundPlan, type SamplingKind } from './attribute-plan.ts';
import { preferredAqls, type Aql, type Severity } from './attribute-tables.ts';
import { codeLetters, type CodeLetter } from './code-letter.ts';
import { outcome } from './operating-characteristic.ts';
import { checkPlan, judge, type AttributePlan } from './plan.ts';
import { z14Numbers, z14Plans } from './published-z14-plans.ts';

const standard = 'ANSI Z1.4';
const from = { distribution: 'poisson' } as const;
const severities: readonly Severity[] = ['normal', 'tightened', 'reduced'];
const numbers = ({ stages }: AttributePlan): string => `${stages.map((s) => s.accept ?? '#').join(' ')} / ${stages.map((s) => s.reject).join(' ')}`;

// what the copy has mistyped, and what gives it away
const mistyped = [
  // the arrow leads to C and B
  'double normal A 10',
  'double normal A 15',
  // Re 26 beside Ac 26
  ...(['L', 'M', 'N', 'P'] as const).map((letter) => `double normal ${letter} 100`),
  // an arrow to E in the single and double tables of the same letter
  'multiple normal F 100',
  'multiple normal F 150',
  // first Re 2 instead of 3, beside Ac 3
  ...([25, 15, 10, 6.5, 4, 2.5, 1.5, 1, 0.65, 0.4, 0.25, 0.15, 0.1] as const).map((aql, i) => `multiple tightened ${codeLetters[i + 3]} ${aql}`),
];

test('every published cell of MIL-STD-105E is found, single, double and multiple, but for 21 the copy has mistyped', () => {
  let cells = 0;
  const different: string[] = [];
  for (const [kind, severity, letter, row] of z14Plans)
    for (const [i, cell] of row.split(' ').entries()) {
      const aql = preferredAqls[i]!;
      const plan = attributePlan({ standard, severity, letter, aql, kind });
      const mark = { single: '-', double: '=', multiple: '' }[plan.kind];
      const known = z14Numbers[`${kind} ${severity}`].indexOf(numbers(plan));
      const found = plan.kind === kind ? `${plan.stages[0]!.sampleSize}${'abcdefghijklmnopqrstuvwxyz'[known]}` : mark;
      if (found !== cell) different.push(`${kind} ${severity} ${letter} ${aql}`);
      cells++;
    }
  assert.equal(cells, 3744);
  assert.deepEqual(different, mistyped);
});

/** The plans that stand at their own letter, with the single plan of the same cell; J on are not too small to divide. */
function staged(kind: SamplingKind, severity: Severity, firstLetter: CodeLetter): { single: FoundPlan; plan: FoundPlan }[] {
  return codeLetters.slice(codeLetters.indexOf(firstLetter), -1).flatMap((letter) =>
    preferredAqls.flatMap((aql) => {
      const [single, plan] = [attributePlan({ standard, severity, letter, aql }), attributePlan({ standard, severity, letter, aql, kind })];
      return single.letter === letter && plan.kind === kind ? [{ single, plan }] : [];
    }),
  );
}

function apart(plan: AttributePlan, single: AttributePlan): number {
  const { sampleSize, reject } = single.stages[0]!;
  const qualities = Array.from({ length: 60 }, (_, i) => ((i + 1) * reject) / 20 / sampleSize);
  return Math.max(...qualities.map((quality) => Math.abs(outcome(plan, quality, from).accept - outcome(single, quality, from).accept)));
}

test('a plan of several samples accepts as its single plan does at every quality: multiple to 4 in 100, double to 7', () => {
  for (const severity of ['normal', 'tightened'] as const)
    for (const [kind, limit] of [
      ['double', 0.074],
      ['multiple', 0.041],
    ] as const)
      for (const { single, plan } of staged(kind, severity, 'J')) assert.ok(apart(plan, single) < limit, `${kind} ${severity} ${plan.letter} ${plan.aql}`);
});

test('under reduced inspection the standard itself lets them be further apart: 13 in 100 double, 17 multiple', () => {
  for (const [kind, limit] of [
    ['double', 0.13],
    ['multiple', 0.17],
  ] as const)
    for (const { single, plan } of staged(kind, 'reduced', 'J')) assert.ok(apart(plan, single) < limit, `${kind} ${plan.letter} ${plan.aql}`);
});

test('the first rejection number beside Ac 3 is 3: with the 2 of the copy the tightened plan would follow its single plan less closely', () => {
  const request = { standard, severity: 'tightened', letter: 'K', aql: 1.5 } as const;
  const [single, plan] = [attributePlan(request), attributePlan({ ...request, kind: 'multiple' })];
  const asCopied = { stages: plan.stages.map((stage, k) => (k === 0 ? { ...stage, reject: 2 } : stage)) };
  assert.deepEqual(plan.stages, attributePlan({ standard, letter: 'K', aql: 1, kind: 'multiple' }).stages, 'the plan of normal inspection with the same Ac');
  assert.ok(apart(plan, single) < 0.035);
  assert.ok(apart(asCopied, single) > 0.05, String(apart(asCopied, single)));
});

test('at its AQL a multiple plan inspects fewer items than the single one, under normal inspection with Ac 2 or more fewer than the double one', () => {
  const items = (plan: FoundPlan): number => outcome(plan, plan.aql / 100, from).averageSampleNumber;
  for (const severity of ['normal', 'tightened'] as const)
    for (const { single, plan } of staged('multiple', severity, 'D')) {
      const where = `${severity} ${plan.letter} ${plan.aql}`;
      assert.ok(items(plan) < single.stages[0]!.sampleSize, where);
      const double = attributePlan({ standard, severity, letter: plan.letter, aql: plan.aql, kind: 'double' });
      if (severity === 'normal' && single.stages[0]!.accept! >= 2) assert.ok(items(plan) < items(double), where);
    }
});

test('every plan of several samples can be carried out, decides at the last sample, and only reduced inspection leaves a gap there', () => {
  for (const severity of severities)
    for (const kind of ['double', 'multiple'] as const)
      for (const { plan } of staged(kind, severity, 'A')) {
        checkPlan(plan);
        assert.equal(plan.stages.length, kind === 'double' ? 2 : 7);
        const { accept, reject } = plan.stages.at(-1)!;
        assert.equal(reject > accept! + 1, severity === 'reduced', `${severity} ${plan.letter} ${plan.aql}`);
      }
});

test('judged sample by sample a lot goes on only while the count so far lies between the numbers', () => {
  const plans = severities.flatMap((severity) => staged('multiple', severity, 'D').map(({ plan }) => plan));
  fc.assert(
    fc.property(fc.constantFrom(...plans), fc.array(fc.nat({ max: 12 }), { minLength: 7, maxLength: 7 }), (plan, counts) => {
      let found = 0;
      for (const [k, stage] of plan.stages.entries()) {
        found += counts[k]!;
        const verdict = judge(plan, counts.slice(0, k + 1));
        if (stage.accept !== undefined && found <= stage.accept) return verdict === 'accept';
        if (found >= stage.reject) return verdict === 'reject';
        if (k === 6) return verdict === 'accept-and-reinstate-normal' && plan.severity === 'reduced';
        if (verdict !== 'draw-next-sample') return false;
      }
      return false;
    }),
  );
});

test('the reduced multiple plan of letter K at AQL 1 by hand: no acceptance before the third sample, two in all end reduced inspection', () => {
  const plan = attributePlan({ standard, letter: 'K', aql: 1, kind: 'multiple', severity: 'reduced' });
  assert.equal(numbers(plan), '# # 0 0 1 1 2 / 3 3 4 5 6 6 7');
  assert.deepEqual([judge(plan, [0]), judge(plan, [0, 0]), judge(plan, [0, 0, 0])], ['draw-next-sample', 'draw-next-sample', 'accept']);
  assert.equal(judge(plan, [2, 1]), 'reject');
  assert.equal(judge(plan, [1, 1, 0, 0, 0, 0, 0]), 'accept');
  assert.equal(judge(plan, [1, 1, 1, 0, 0, 0, 0]), 'accept-and-reinstate-normal');
  assert.equal(judge(plan, [1, 1, 1, 1, 1, 0, 2]), 'reject');
});

test('walking every way a lot can take under judge gives the acceptance and the items that outcome reckons', () => {
  const quality = 0.03;
  const choose = (n: number, k: number): number => Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);
  for (const [letter, aql, severity] of [
    ['H', 1, 'normal'],
    ['H', 4, 'tightened'],
    ['K', 1, 'reduced'],
  ] as const satisfies readonly (readonly [CodeLetter, Aql, Severity])[]) {
    const plan = attributePlan({ standard, letter, aql, severity, kind: 'multiple' });
    const n = plan.stages[0]!.sampleSize;
    const mass = Array.from({ length: n + 1 }, (_, k) => choose(n, k) * quality ** k * (1 - quality) ** (n - k));
    let accepted = 0;
    let items = 0;
    const walk = (counts: readonly number[], probability: number): void => {
      items += probability * n;
      for (const [count, share] of mass.entries()) {
        const verdict = judge(plan, [...counts, count]);
        if (verdict === 'draw-next-sample') walk([...counts, count], probability * share);
        else if (verdict !== 'reject') accepted += probability * share;
      }
    };
    walk([], 1);
    const reckoned = outcome(plan, quality);
    assert.ok(Math.abs(accepted - reckoned.accept) < 1e-12, `${letter} ${aql} ${severity}`);
    assert.ok(Math.abs(items - reckoned.averageSampleNumber) < 1e-9, `${letter} ${aql} ${severity}`);
  }
});
