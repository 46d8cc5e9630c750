import { finite, onlyNamed, positive, refuse } from '../guard.ts';

/** One source of variation in a gauge study. */
export interface Component {
  readonly variance: number;
  readonly sigma: number;
  /** Sigma times the study multiplier. */
  readonly studyVariation: number;
  /** Share of the total variance, %. */
  readonly contributionPercent: number;
  /** Share of the total sigma, %; these do not add up. The one AIAG's 10 % and 30 % speak of. */
  readonly studyPercent: number;
  /** Study variation over the tolerance, %; absent without a tolerance. */
  readonly tolerancePercent?: number;
}

export interface StudyOptions {
  /** Width of the specification (upper less lower), for shares of the tolerance. */
  readonly tolerance?: number;
  /** Standard deviations a study variation spans: 6 (AIAG 3rd edition on, default) or 5.15 (before). */
  readonly multiplier?: number;
  /** Standard deviation of the process known from before; parts then make up what the gauge does not. */
  readonly processSigma?: number;
}

/** What a gauge study finds. The method is part of the result: the same readings give other numbers by another. */
export interface GaugeStudy {
  readonly method: 'anova-crossed' | 'anova-nested' | 'average-range';
  /** Equipment variation, EV. */
  readonly repeatability: Component;
  /** Appraiser variation, AV; with the interaction where that is kept. */
  readonly reproducibility: Component;
  readonly operator: Component;
  /** Operator by part; absent where it is pooled or cannot be told. */
  readonly interaction?: Component;
  readonly gauge: Component;
  readonly part: Component;
  readonly total: Component;
  /** Number of distinct categories, 1.41 part sigma / gauge sigma cut to a whole number, at least 1; at least 5 is asked for. Absent if the gauge showed no scatter. */
  readonly distinctCategories?: number;
  /** The same before it is cut. */
  readonly categories: number;
  /** Sources whose variance came out negative and is shown as 0. */
  readonly negative: readonly string[];
}

export interface Variances {
  readonly repeatability: number;
  readonly operator: number;
  readonly interaction?: number;
  readonly part: number;
}

/** Assembles a study from its variances. */
export function study(
  method: GaugeStudy['method'],
  found: Variances,
  { tolerance, multiplier = 6, processSigma, ...rest }: StudyOptions,
  /** AIAG cuts the square root of 2 to 1.41; so does every printed example. */
  categoriesFactor = 1.41,
): GaugeStudy {
  onlyNamed('options', rest, ['tolerance', 'multiplier', 'processSigma', ...(method === 'anova-crossed' ? ['alpha'] : [])]);
  if (tolerance !== undefined) positive('tolerance', tolerance);
  positive('multiplier', multiplier);
  const negative = Object.entries(found)
    .filter(([, variance]) => variance < 0)
    .map(([name]) => name);
  const atLeast0 = (variance: number) => Math.max(0, variance);
  const repeatability = atLeast0(found.repeatability);
  const operator = atLeast0(found.operator);
  const interaction = found.interaction === undefined ? undefined : atLeast0(found.interaction);
  const gauge = repeatability + operator + (interaction ?? 0);
  let part = atLeast0(found.part);
  if (processSigma !== undefined) {
    positive('processSigma', processSigma);
    if (processSigma ** 2 <= gauge) refuse('processSigma', processSigma, `above the scatter of the gauge (${Math.sqrt(gauge)})`);
    part = processSigma ** 2 - gauge;
  }
  const total = finite('the total variance', gauge + part);
  if (total === 0) refuse('the total variance', 0, 'above 0: without scatter a gauge cannot be judged');
  const component = (variance: number): Component => ({
    variance,
    sigma: Math.sqrt(variance),
    studyVariation: multiplier * Math.sqrt(variance),
    contributionPercent: (100 * variance) / total,
    studyPercent: 100 * Math.sqrt(variance / total),
    ...(tolerance === undefined ? {} : { tolerancePercent: (100 * multiplier * Math.sqrt(variance)) / tolerance }),
  });
  const categories = gauge === 0 ? Number.POSITIVE_INFINITY : categoriesFactor * Math.sqrt(part / gauge);
  return {
    method,
    repeatability: component(repeatability),
    reproducibility: component(operator + (interaction ?? 0)),
    operator: component(operator),
    ...(interaction === undefined ? {} : { interaction: component(interaction) }),
    gauge: component(gauge),
    part: component(part),
    total: component(total),
    ...(gauge === 0 ? {} : { distinctCategories: Math.max(1, Math.floor(categories)) }),
    categories,
    negative,
  };
}
