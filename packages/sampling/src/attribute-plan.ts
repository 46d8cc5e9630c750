import { preferredAqls, reducedGapOfB, reducedOfSmallest, singleDiagonals, singleSizes, type Aql, type AttributeStandard, type Cell, type Severity } from './attribute-tables.ts';
import { codeLetter, codeLetters, type CodeLetter, type InspectionLevel } from './code-letter.ts';
import { oneOf, onlyNamed, whole } from './check.ts';
import type { AttributePlan, Stage } from './plan.ts';
import { doublePlans, doubleSizes, multiplePlans, multipleSizes } from './staged-plans.ts';

export type SamplingKind = 'single' | 'double' | 'multiple';

/** Which plan is wanted: by lot and level, or by a code letter already known. */
export interface PlanRequest {
  /** ISO 2859-1:1999, or ANSI/ASQ Z1.4-2003 with the tables of MIL-STD-105E. They differ under reduced inspection and in double and multiple plans. */
  readonly standard: AttributeStandard | 'MIL-STD-105E';
  /** Percent nonconforming (up to 10) or nonconformities per 100 items; one of the preferred values. */
  readonly aql: Aql;
  /** Items in the lot. */
  readonly lotSize?: number | undefined;
  /** Default II. */
  readonly level?: InspectionLevel | undefined;
  /** Instead of lot and level. */
  readonly letter?: CodeLetter | undefined;
  /** Default normal. */
  readonly severity?: Severity | undefined;
  /** Default single. */
  readonly kind?: SamplingKind | undefined;
}

/** The plan that the standard's master table leads to, arrows followed. */
export interface FoundPlan extends AttributePlan {
  readonly standard: AttributeStandard;
  readonly aql: Aql;
  readonly severity: Severity;
  /** Where the search began, and where the plan stands after following the arrows: the sample size is the latter's. */
  readonly initialLetter: CodeLetter;
  readonly letter: CodeLetter;
  /** Single where the table has no double plan (Ac 0, smallest samples), double where it has no multiple one. */
  readonly kind: SamplingKind;
  /**
   * The first sample is as large as the lot or larger: inspect every item (ISO 2859-1 Table 2 footnote). Of a double or multiple
   * plan a later sample can still be larger than what is left of a small lot (9 items, samples of 5 and 5): then what is left is
   * that sample.
   */
  readonly inspectAll: boolean;
}

/** The standard whose tables hold; ANSI/ASQ Z1.4 took those of MIL-STD-105E unchanged. */
export function tablesOf(standard: AttributeStandard | 'MIL-STD-105E'): AttributeStandard {
  const named = oneOf('standard', standard, ['ISO 2859-1', 'ANSI Z1.4', 'MIL-STD-105E']);
  return named === 'MIL-STD-105E' ? 'ANSI Z1.4' : named;
}

/** Look up a sampling plan by attributes. */
export function attributePlan(request: PlanRequest): FoundPlan {
  onlyNamed('the request', request, ['standard', 'aql', 'lotSize', 'level', 'letter', 'severity', 'kind']);
  const { lotSize, level = 'II', severity = 'normal', kind = 'single' } = request;
  const standard = tablesOf(request.standard);
  oneOf('severity', severity, ['normal', 'tightened', 'reduced']);
  oneOf('kind', kind, ['single', 'double', 'multiple']);
  const aqlAt = preferredAqls.indexOf(oneOf('aql', request.aql, preferredAqls));
  if (standard === 'ISO 2859-1' && kind === 'multiple')
    throw new RangeError(
      'kind is multiple; the multiple plans of ISO 2859-1:1999 (five samples) could not be verified and are not here. Take double, or the seven samples of ANSI Z1.4.',
    );
  if (lotSize !== undefined) whole('lotSize', lotSize, 2);
  if (request.letter === undefined && lotSize === undefined) throw new RangeError('lotSize and letter are both missing; give one of them.');
  const initialLetter = request.letter === undefined ? codeLetter(lotSize!, level) : oneOf('letter', request.letter, codeLetters);

  const found = nearestPlan(standard, severity, codeLetters.indexOf(initialLetter), aqlAt);
  const { stages, kind: foundKind } = stagesAt(standard, severity, kind, found);
  const letter = codeLetters[found.letterAt]!;
  const inspectAll = lotSize !== undefined && stages[0]!.sampleSize >= lotSize;
  return { stages, standard, aql: request.aql, severity, initialLetter, letter, kind: foundKind, inspectAll };
}

interface FoundCell {
  readonly letterAt: number;
  readonly accept: number;
  readonly reject: number;
}

/** The first plan in the direction of the arrow; where the table ends first, in the other direction. */
function nearestPlan(standard: AttributeStandard, severity: Severity, letterAt: number, aqlAt: number): FoundCell {
  const here = cellAt(standard, severity, letterAt, aqlAt);
  if (here === undefined) throw new RangeError(`letter ${codeLetters[letterAt]} has no plan at AQL ${preferredAqls[aqlAt]} under ${severity} inspection.`);
  const steps = here === 'up' ? [-1, 1] : [1, -1];
  for (const step of steps)
    for (let at = letterAt; at >= 0 && at < codeLetters.length; at += step) {
      const cell = cellAt(standard, severity, at, aqlAt);
      if (cell !== undefined && typeof cell !== 'string') return { letterAt: at, accept: cell[0], reject: cell[1] };
    }
  throw new RangeError(`letter ${codeLetters[letterAt]} leads to no plan at AQL ${preferredAqls[aqlAt]}.`);
}

/** What the master table shows in one cell; undefined where it has no row. */
function cellAt(standard: AttributeStandard, severity: Severity, letterAt: number, aqlAt: number): Cell | undefined {
  const letter = codeLetters[letterAt]!;
  // row S of tightened inspection holds one plan
  if (letter === 'S') return severity === 'tightened' && preferredAqls[aqlAt] === 0.025 ? [1, 2] : undefined;
  if (severity === 'reduced' && letterAt <= 1 && preferredAqls[aqlAt]! >= 25) {
    const place = aqlAt - preferredAqls.indexOf(25);
    const accept = reducedOfSmallest[place]!;
    const hasGap = standard === 'ANSI Z1.4' && letter === 'B' && place < reducedGapOfB;
    return [accept, accept + (hasGap ? 2 : 1)];
  }
  // MIL-STD-105E and Z1.4 have an arrow where ISO 2859-1 has the plan (2; 0, 1)
  if (standard === 'ANSI Z1.4' && severity === 'tightened' && letter === 'A' && preferredAqls[aqlAt] === 10) return 'down';

  const { first, cells } = singleDiagonals[standard][severity];
  const place = letterAt + aqlAt - first;
  if (place < 0) return 'down';
  const onlyUpToE = place >= cells.length - 2 && letterAt > codeLetters.indexOf('E');
  return onlyUpToE ? 'up' : (cells[place] ?? 'up');
}

function stagesAt(standard: AttributeStandard, severity: Severity, kind: SamplingKind, found: FoundCell): { stages: Stage[]; kind: SamplingKind } {
  const { letterAt, accept, reject } = found;
  const single = `${accept}/${reject}`;
  const multiple = kind === 'multiple' ? multiplePlans.get(single) : undefined;
  const multipleSize = multipleSizes[severity][letterAt]!;
  if (multiple !== undefined && multipleSize > 0) return { stages: readStages(multipleSize, multiple), kind: 'multiple' };
  const double = kind === 'single' ? undefined : doublePlans[standard].get(single);
  const doubleSize = doubleSizes[severity][letterAt]!;
  if (double !== undefined && doubleSize > 0) return { stages: readStages(doubleSize, double), kind: 'double' };
  return { stages: [{ sampleSize: singleSizes[severity][letterAt]!, accept, reject }], kind: 'single' };
}

function readStages(sampleSize: number, plan: string): Stage[] {
  const [acceptance, rejection] = plan.split(' / ').map((half) => half.split(' ')) as [string[], string[]];
  return rejection.map((re, k) => ({ sampleSize, accept: acceptance[k] === '#' ? undefined : Number(acceptance[k]), reject: Number(re) }));
}
