import { beta, normal } from '@millrace/statistics';
import type { Severity } from './attribute-tables.ts';
import { finite, oneOf, onlyNamed, whole } from './check.ts';
import { rangeEstimate } from './mean-range.ts';
import {
  sigmaTable,
  spreadSizes,
  spreadTables,
  variablesAqls,
  variablesLetterRows,
  variablesLetters,
  variablesLevels,
  type VariablesAql,
  type VariablesLetter,
  type VariablesLevel,
} from './variables-tables.ts';

/**
 * What stands for the spread: the sample's standard deviation, a known process standard deviation, or the mean range of fives
 * (the range of the whole sample where it is smaller than ten).
 */
export type SpreadMethod = 's' | 'sigma' | 'R';

/** A plan by variables: measure, estimate, compare. */
export interface VariablesPlan {
  readonly method: SpreadMethod;
  readonly sampleSize: number;
  /** Acceptability constant: the mean must lie this many spreads inside a single limit (Form 1). */
  readonly k: number;
  /** Maximum allowable estimated percent nonconforming (Form 2); for single or double limits. */
  readonly maxPercent?: number;
}

export interface VariablesRequest {
  /** Default ANSI/ASQ Z1.9-2003, the only one whose tables are here. */
  readonly standard?: 'ANSI Z1.9' | undefined;
  /** Percent nonconforming; one of the preferred values. */
  readonly aql: VariablesAql;
  readonly method: SpreadMethod;
  readonly lotSize?: number | undefined;
  /** Default II. */
  readonly level?: VariablesLevel | undefined;
  readonly letter?: VariablesLetter | undefined;
  /** Default normal. */
  readonly severity?: Severity | undefined;
}

/** The code letter of a lot for sampling by variables (ANSI/ASQ Z1.9 Table A-2). */
export function variablesLetter(lotSize: number, level: VariablesLevel): VariablesLetter {
  whole('lotSize', lotSize, 2);
  const column = variablesLevels.indexOf(oneOf('level', level, variablesLevels));
  return variablesLetterRows.find(([largestLot]) => lotSize <= largestLot)![1][column] as VariablesLetter;
}

/** Look up a plan by variables in ANSI/ASQ Z1.9: k for one limit (Form 1), M for one or two (Form 2), in the figures it prints. */
export function variablesPlan(request: VariablesRequest): VariablesPlan & { readonly letter: VariablesLetter; readonly maxPercent: number } {
  onlyNamed('the request', request, ['standard', 'aql', 'method', 'lotSize', 'level', 'letter', 'severity']);
  const { standard = 'ANSI Z1.9', lotSize, level = 'II', severity = 'normal', method } = request;
  if (standard !== 'ANSI Z1.9')
    throw new RangeError(
      `standard is ${JSON.stringify(standard)}; it must be ANSI Z1.9. The tables of ISO 3951 differ and are not here; designVariablesPlan makes a plan for the risks you name.`,
    );
  const aqlAt = variablesAqls.indexOf(oneOf('aql', request.aql, variablesAqls));
  oneOf('severity', severity, ['normal', 'tightened', 'reduced']);
  oneOf('method', method, ['s', 'sigma', 'R']);
  if (request.letter === undefined && lotSize === undefined) throw new RangeError('lotSize and letter are both missing; give one of them.');
  const initialLetter = request.letter === undefined ? variablesLetter(lotSize!, level) : oneOf('letter', request.letter, variablesLetters);
  const letterAt = variablesLetters.indexOf(initialLetter);
  return { method, ...(method === 'sigma' ? sigmaPlan(severity, letterAt, aqlAt) : spreadPlan(method, severity, letterAt, aqlAt)) };
}

interface Found {
  readonly letter: VariablesLetter;
  readonly sampleSize: number;
  readonly k: number;
  readonly maxPercent: number;
}

/** Down from the letter to the first that has a plan in the AQL's column. */
function spreadPlan(method: 's' | 'R', severity: Severity, letterAt: number, aqlAt: number): Found {
  const column = aqlAt + { tightened: 0, normal: 1, reduced: 2 }[severity];
  for (let at = letterAt; at < variablesLetters.length; at++) {
    const sampleSize = spreadSizes[method][severity][at]!;
    const [first, plans] = spreadTables[method].get(sampleSize)!;
    if (column < first) continue;
    const [k, maxPercent] = plans.split(' ')[column - first]!.split('/').map(Number) as [number, number];
    return { letter: variablesLetters[at]!, sampleSize, k, maxPercent };
  }
  throw new RangeError(`letter ${variablesLetters[letterAt]} leads to no plan at AQL ${variablesAqls[aqlAt]}.`);
}

function sigmaPlan(severity: Severity, letterAt: number, aqlAt: number): Found {
  const row = severity === 'reduced' ? sigmaTable.reduced[letterAt]! : sigmaTable.full[letterAt]!;
  const column = severity === 'normal' ? aqlAt + 1 : aqlAt;
  const [sampleSize, maxPercent] = row.split(' ')[column]!.split('/').map(Number) as [number, number];
  // the k whose estimate is just M, to the three digits that the standard prints
  const k = normal().upperQuantile(maxPercent / 100) * Math.sqrt((sampleSize - 1) / sampleSize);
  return { letter: variablesLetters[letterAt]!, sampleSize, k: Number(k.toFixed(k >= 1 ? 2 : 3)), maxPercent };
}

/**
 * Estimated share beyond a limit from the index q = (limit - mean) / spread: the unbiased estimate of smallest variance
 * (Lieberman and Resnikoff, JASA 50, 1955), which the tables of Z1.9 and ISO 3951 print. For `R` q is in mean ranges; the
 * mean range stands for a standard deviation with fewer degrees of freedom.
 */
export function estimatedShareBeyond(method: SpreadMethod, sampleSize: number, q: number): number {
  oneOf('method', method, ['s', 'sigma', 'R']);
  whole('sampleSize', sampleSize, method === 'sigma' ? 2 : 3);
  finite('q', q);
  if (method === 'sigma') return normal().survival(q * Math.sqrt(sampleSize / (sampleSize - 1)));
  const { df, scale } = method === 'R' ? rangeEstimate(sampleSize) : { df: sampleSize - 1, scale: 1 };
  const x = 0.5 - (0.5 * q * scale * Math.sqrt(df + 1)) / df;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return beta({ a: (df - 1) / 2, b: (df - 1) / 2 }).cdf(x);
}
