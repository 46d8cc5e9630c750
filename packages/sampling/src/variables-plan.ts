import { beta, normal } from '@millrace/statistics';
import type { Severity } from './attribute-tables.ts';
import { finite, oneOf, whole } from './check.ts';
import {
  sigmaTable,
  sSizes,
  sTable,
  variablesAqls,
  variablesLetterRows,
  variablesLetters,
  variablesLevels,
  type VariablesAql,
  type VariablesLetter,
  type VariablesLevel,
} from './variables-tables.ts';

/** What stands for the spread: the sample's standard deviation, a known process standard deviation, or the mean range of fives. */
export type SpreadMethod = 's' | 'sigma' | 'R';

/** A plan by variables: measure, estimate, compare. */
export interface VariablesPlan {
  readonly method: SpreadMethod;
  readonly sampleSize: number;
  /** Acceptability constant: the mean must lie this many spreads inside a single limit (Form 1). */
  readonly k: number;
  /** Maximum allowable estimated percent nonconforming (Form 2); for single or double limits. Not for `R`. */
  readonly maxPercent?: number;
}

export interface VariablesRequest {
  /** ANSI/ASQ Z1.9-2003. */
  readonly aql: VariablesAql;
  readonly method: 's' | 'sigma';
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

/** Look up a plan by variables in ANSI/ASQ Z1.9. `k` follows from `maxPercent`, as in the standard. */
export function variablesPlan(request: VariablesRequest): VariablesPlan & { readonly letter: VariablesLetter; readonly maxPercent: number } {
  const { lotSize, level = 'II', severity = 'normal', method } = request;
  const aqlAt = variablesAqls.indexOf(oneOf('aql', request.aql, variablesAqls));
  oneOf('severity', severity, ['normal', 'tightened', 'reduced']);
  if ((method as SpreadMethod) === 'R')
    throw new RangeError('method is R; the tables of the range method could not be verified and are not here. Design a plan with designVariablesPlan instead.');
  oneOf('method', method, ['s', 'sigma']);
  if (request.letter === undefined && lotSize === undefined) throw new RangeError('lotSize and letter are both missing; give one of them.');
  const initialLetter = request.letter === undefined ? variablesLetter(lotSize!, level) : oneOf('letter', request.letter, variablesLetters);
  const { letter, sampleSize, maxPercent } = (method === 's' ? sPlan : sigmaPlan)(severity, variablesLetters.indexOf(initialLetter), aqlAt);
  return { letter, method, sampleSize, maxPercent, k: constantOf(method, sampleSize, maxPercent) };
}

interface Found {
  readonly letter: VariablesLetter;
  readonly sampleSize: number;
  readonly maxPercent: number;
}

/** Down from the letter to the first that has a plan in the AQL's column. */
function sPlan(severity: Severity, letterAt: number, aqlAt: number): Found {
  const column = aqlAt + { tightened: 0, normal: 1, reduced: 2 }[severity];
  for (let at = letterAt; at < variablesLetters.length; at++) {
    const sampleSize = sSizes[severity][at]!;
    const [first, maxima] = sTable.get(sampleSize)!;
    const maxPercent = maxima[column - first];
    if (maxPercent !== undefined) return { letter: variablesLetters[at]!, sampleSize, maxPercent };
  }
  throw new RangeError(`letter ${variablesLetters[letterAt]} leads to no plan at AQL ${variablesAqls[aqlAt]}.`);
}

function sigmaPlan(severity: Severity, letterAt: number, aqlAt: number): Found {
  const row = severity === 'reduced' ? sigmaTable.reduced[letterAt]! : sigmaTable.full[letterAt]!;
  const column = severity === 'normal' ? aqlAt + 1 : aqlAt;
  const [sampleSize, maxPercent] = row.split(' ')[column]!.split('/').map(Number) as [number, number];
  return { letter: variablesLetters[letterAt]!, sampleSize, maxPercent };
}

/** The k at which the estimate of a single limit is just M. */
function constantOf(method: 's' | 'sigma', n: number, maxPercent: number): number {
  const share = maxPercent / 100;
  if (method === 'sigma') return normal().upperQuantile(share) * Math.sqrt((n - 1) / n);
  const x = beta({ a: n / 2 - 1, b: n / 2 - 1 }).quantile(share);
  return ((1 - 2 * x) * (n - 1)) / Math.sqrt(n);
}

/**
 * Estimated share beyond a limit from the quality index Q = (limit - mean) / spread: the unbiased estimate of smallest
 * variance (Lieberman and Resnikoff, JASA 50, 1955), which the tables of Z1.9 and ISO 3951 print.
 */
export function estimatedShareBeyond(method: 's' | 'sigma', sampleSize: number, q: number): number {
  oneOf('method', method, ['s', 'sigma']);
  whole('sampleSize', sampleSize, method === 's' ? 3 : 2);
  finite('q', q);
  if (method === 'sigma') return normal().survival(q * Math.sqrt(sampleSize / (sampleSize - 1)));
  const x = 0.5 - (0.5 * q * Math.sqrt(sampleSize)) / (sampleSize - 1);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return beta({ a: sampleSize / 2 - 1, b: sampleSize / 2 - 1 }).cdf(x);
}
