import { sigmasFrom } from '../chart/on-the-limit.ts';
import { finite, isList, oneOf, onlyNamed, positive, refuse } from '../guard.ts';
import { controlRuleSets, parseRule, ruleName, type ControlRule } from './rule.ts';

/** One control measured in a run. */
export interface ControlResult {
  /** Control material or level: 'low', 'normal', 'high'. */
  readonly material: string;
  readonly value: number;
}

/** What a control material should read. */
export interface ControlTarget {
  readonly mean: number;
  readonly sd: number;
}

/** A rule that a run has broken. */
export interface Violation {
  readonly rule: string;
  /** All results from this run, or also from earlier ones. */
  readonly runs: 'within-run' | 'across-runs';
  /** All results of one material, or of several. */
  readonly materials: 'within-material' | 'across-materials';
  readonly side: 'above' | 'below' | undefined;
  /** Place of each result that makes the pattern: run and place in the run. */
  readonly results: readonly { readonly run: number; readonly place: number; readonly material: string; readonly z: number }[];
}

/** Verdict on one run. */
export interface RunVerdict {
  readonly run: number;
  /** `warning` is 1_2s alone; any other rule rejects. */
  readonly status: 'accept' | 'warning' | 'reject';
  readonly z: readonly number[];
  readonly violations: readonly Violation[];
}

interface Placed {
  readonly run: number;
  readonly place: number;
  readonly material: string;
  readonly z: number;
}

const warningRule = '1_2s';

function violation(rule: string, results: readonly Placed[], side: 'above' | 'below' | undefined): Violation {
  return {
    rule,
    runs: results.every(({ run }) => run === results[0]!.run) ? 'within-run' : 'across-runs',
    materials: results.every(({ material }) => material === results[0]!.material) ? 'within-material' : 'across-materials',
    side,
    results,
  };
}

/** The pattern of a counting rule that ends with the last of `sequence`. */
function counted(rule: ControlRule & { kind: 'count' }, sequence: readonly Placed[]): { readonly far: readonly Placed[]; readonly side: 'above' | 'below' } | undefined {
  const last = sequence.at(-1)!;
  // beyond means beyond: a result on the limit, or on the mean for the _x rules, breaks the pattern
  if (Math.abs(last.z) <= rule.limit) return undefined;
  const sign = Math.sign(last.z);
  const far = sequence.slice(-rule.of).filter(({ z }) => z * sign > rule.limit);
  return far.length >= rule.count ? { far, side: sign > 0 ? 'above' : 'below' } : undefined;
}

/**
 * Judges runs of a laboratory by Westgard's multi-rules (Westgard, Barry, Hunt & Groth, Clinical Chemistry 27, 1981; Westgard, Basic QC Practices).
 * Results count in the order measured, within one material and across materials, within a run and across runs:
 * - rules of two results (2_2s) look across materials only within one run, and within one material across runs;
 * - longer ones (4_1s, 10_x, 2of3_2s) look at both sequences across runs;
 * - R_4s looks within a run only: one above +2s and another below -2s (`r4s: 'limits'`, default), or any two 4s apart (`'difference'`);
 * - 7_T looks at one material across runs, each result above (or below) the one before.
 * 1_2s only warns. With `warningFirst` the other rules are asked only if 1_2s is broken, as the manual procedure of 1981.
 * Results of rejected runs stay in the sequences unless `keepsRejected` is false.
 */
export function westgard(
  runs: readonly (readonly ControlResult[])[],
  {
    targets,
    rules = controlRuleSets.two,
    r4s = 'limits',
    warningFirst = false,
    keepsRejected = true,
    ...rest
  }: {
    readonly targets: Readonly<Record<string, ControlTarget>>;
    readonly rules?: readonly string[];
    readonly r4s?: 'limits' | 'difference';
    readonly warningFirst?: boolean;
    readonly keepsRejected?: boolean;
  },
): readonly RunVerdict[] {
  onlyNamed('options', rest, ['targets', 'rules', 'r4s', 'warningFirst', 'keepsRejected']);
  if (!isList(runs) || runs.length === 0) refuse('runs', runs, 'a list of at least 1 run');
  if (rules.length === 0) refuse('rules', rules, 'a list of at least 1 rule');
  oneOf('r4s', r4s, ['limits', 'difference']);
  const parsed = rules.map((name) => ({ name: ruleName(name), rule: parseRule(name) }));
  for (const [material, { mean, sd }] of Object.entries(targets)) {
    finite(`targets.${material}.mean`, mean);
    positive(`targets.${material}.sd`, sd);
  }

  // the longest look back decides how much of each sequence is kept
  const longest = Math.max(...parsed.map(({ rule }) => (rule.kind === 'count' ? rule.of : rule.kind === 'trend' ? rule.count : 1)));
  let history: readonly Placed[] = [];
  let ownHistory: Readonly<Record<string, readonly Placed[]>> = {};
  return runs.map((results, run): RunVerdict => {
    if (!isList(results) || results.length === 0) refuse(`runs[${run}]`, results, 'a list of at least 1 result');
    const placed = results.map(({ material, value }, place): Placed => {
      const target =
        (Object.hasOwn(targets, material) ? targets[material] : undefined) ?? refuse(`runs[${run}][${place}].material`, material, `one of ${Object.keys(targets).join(', ')}`);
      return { run, place, material, z: sigmasFrom(finite(`runs[${run}][${place}].value`, value), target.mean, target.sd) };
    });
    const found: Violation[] = [];
    const add = (next: Violation) => {
      const isKnown = found.some((v) => v.rule === next.rule && v.results.length === next.results.length && v.results.every((r, i) => r === next.results[i]));
      if (!isKnown) found.push(next);
    };

    placed.forEach((result, place) => {
      const here = placed.slice(0, place + 1);
      const all = [...history, ...here];
      const own = [...(ownHistory[result.material] ?? []), ...here.filter(({ material }) => material === result.material)];
      for (const { name, rule } of parsed) {
        if (rule.kind === 'count') {
          const together = rule.of === 2 ? here : all;
          for (const sequence of [own, together]) {
            const pattern = counted(rule, sequence);
            if (pattern) add(violation(name, pattern.far, pattern.side));
          }
        } else if (rule.kind === 'trend') {
          const last = own.slice(-rule.count);
          const steps = last.slice(1).map(({ z }, i) => Math.sign(z - last[i]!.z));
          if (last.length === rule.count && steps[0] !== 0 && steps.every((s) => s === steps[0])) add(violation(name, last, steps[0]! > 0 ? 'above' : 'below'));
        } else {
          for (const other of placed.slice(0, place)) {
            const [high, low] = other.z > result.z ? [other, result] : [result, other];
            const half = rule.limit / 2;
            const isBroken = r4s === 'limits' ? high.z > half && low.z < -half : high.z - low.z > rule.limit + 1e-9;
            if (isBroken) add(violation(name, [other, result], undefined));
          }
        }
      }
    });

    const warned = placed.some(({ z }) => Math.abs(z) > 2);
    const violations = warningFirst && !warned ? [] : found;
    const status = violations.some(({ rule }) => rule !== warningRule) ? 'reject' : violations.length > 0 ? 'warning' : 'accept';
    if (keepsRejected || status !== 'reject') {
      history = [...history, ...placed].slice(-longest);
      const next: Record<string, readonly Placed[]> = { ...ownHistory };
      for (const result of placed) next[result.material] = [...(next[result.material] ?? []), result].slice(-longest);
      ownHistory = next;
    }
    return { run, status, z: placed.map(({ z }) => z), violations };
  });
}
