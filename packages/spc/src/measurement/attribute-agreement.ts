import { proportionInterval, type Interval } from '@millrace/statistics';
import { isList, onlyNamed, openProbability, refuse } from '../guard.ts';
import { cohenKappa, fleissKappa, type Category, type FleissKappa, type Kappa } from './kappa.ts';

/** Share of pieces on which judgements match, with exact limits. */
export interface Agreement {
  readonly matched: number;
  readonly inspected: number;
  readonly share: number;
  readonly interval: Interval;
}

export interface AppraiserAgreement {
  /** All own trials alike. */
  readonly within: Agreement;
  /** Own trials against each other; absent with one trial, or if only one category was used. */
  readonly withinKappa?: FleissKappa;
  /** All own trials alike and right: AIAG's effectiveness. Absent without a standard. */
  readonly versusStandard?: Agreement;
  /** Every judgement against the standard; absent if both used one and the same category only. */
  readonly standardKappa?: Kappa;
  /** Bad judged good, as a share of judgements on bad pieces; two categories and `good` needed. */
  readonly missRate?: number;
  /** Good judged bad, as a share of judgements on good pieces. */
  readonly falseAlarmRate?: number;
}

export interface AttributeAgreement {
  readonly appraisers: readonly AppraiserAgreement[];
  /** All trials of all appraisers alike. */
  readonly between: Agreement;
  /** All judgements of all appraisers; absent if only one category was used. */
  readonly betweenKappa?: FleissKappa;
  /** Cohen's kappa of each pair of appraisers over all pieces and trials, as AIAG's cross-tables. */
  readonly pairs: readonly { readonly first: number; readonly second: number; readonly kappa?: Kappa }[];
  /** All alike and right. */
  readonly allVersusStandard?: Agreement;
}

const same = (values: readonly Category[]): boolean => values.every((value) => value === values[0]);

/**
 * Agreement of appraisers who judge pieces good or bad, or into classes (AIAG MSA 4th edition, chapter III C).
 * `judgements[piece][appraiser][trial]`; `standard[piece]` is the truth where known; `good` names the accepting category.
 * AIAG accepts effectiveness >= 90 %, miss rate <= 2 %, false alarms <= 5 %.
 */
export function attributeAgreement(
  judgements: readonly (readonly (readonly Category[])[])[],
  { standard, good, confidence = 0.95, ...rest }: { readonly standard?: readonly Category[]; readonly good?: Category; readonly confidence?: number } = {},
): AttributeAgreement {
  onlyNamed('options', rest, ['standard', 'good', 'confidence']);
  openProbability('confidence', confidence);
  if (!isList(judgements) || judgements.length < 2) refuse('judgements', judgements, 'a list of at least 2 pieces');
  const appraisers = judgements[0]?.length ?? 0;
  const trials = judgements[0]![0]?.length ?? 0;
  if (appraisers < 1 || trials < 1) refuse('judgements[0]', judgements[0], 'at least 1 judgement by at least 1 appraiser');
  judgements.forEach((line, i) => {
    if (line.length !== appraisers) refuse(`judgements[${i}]`, line, `by ${appraisers} appraisers like the first piece`);
    line.forEach((cell, j) => cell.length !== trials && refuse(`judgements[${i}][${j}]`, cell, `${trials} trials like the first`));
  });
  if (standard !== undefined && standard.length !== judgements.length) refuse('standard', standard, `one value for each of the ${judgements.length} pieces`);
  if (good !== undefined && !judgements.flat(2).includes(good) && !standard?.includes(good)) refuse('good', good, 'a category that occurs');

  const agreement = (matched: number): Agreement => ({
    matched,
    inspected: judgements.length,
    share: matched / judgements.length,
    interval: proportionInterval({ count: matched, trials: judgements.length }, { confidence }),
  });
  const count = (holds: (line: readonly (readonly Category[])[], i: number) => boolean) => judgements.filter(holds).length;
  const uses = (values: readonly Category[]) => new Set(values).size > 1;

  const of = (j: number): AppraiserAgreement => {
    const own = judgements.map((line) => line[j]!);
    const flat = own.flat();
    const truth = standard?.flatMap((value) => Array.from({ length: trials }, () => value));
    const bad = truth?.filter((value) => value !== good).length ?? 0;
    const fine = truth?.filter((value) => value === good).length ?? 0;
    return {
      within: agreement(own.filter(same).length),
      ...(trials > 1 && uses(flat) ? { withinKappa: fleissKappa(own) } : {}),
      ...(standard === undefined ? {} : { versusStandard: agreement(own.filter((values, i) => same(values) && values[0] === standard[i]).length) }),
      ...(truth !== undefined && uses([...flat, ...truth]) ? { standardKappa: cohenKappa(flat, truth) } : {}),
      ...(good === undefined || bad === 0 ? {} : { missRate: flat.filter((value, i) => value === good && truth![i] !== good).length / bad }),
      ...(good === undefined || fine === 0 ? {} : { falseAlarmRate: flat.filter((value, i) => value !== good && truth![i] === good).length / fine }),
    };
  };
  const all = judgements.map((line) => line.flat());
  const pairs = Array.from({ length: appraisers }, (_, a) =>
    Array.from({ length: appraisers - a - 1 }, (_unused, k) => {
      const b = a + k + 1;
      const [first, second] = [judgements.flatMap((line) => line[a]!), judgements.flatMap((line) => line[b]!)];
      return { first: a, second: b, ...(uses([...first, ...second]) ? { kappa: cohenKappa(first, second) } : {}) };
    }),
  ).flat();
  return {
    appraisers: Array.from({ length: appraisers }, (_, j) => of(j)),
    between: agreement(all.filter(same).length),
    ...(all[0]!.length > 1 && uses(all.flat()) ? { betweenKappa: fleissKappa(all) } : {}),
    pairs,
    ...(standard === undefined ? {} : { allVersusStandard: agreement(count((line, i) => line.flat().every((value) => value === standard[i]))) }),
  };
}
