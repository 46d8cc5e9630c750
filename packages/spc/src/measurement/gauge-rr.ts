import { nestedAnova, twoWayAnova, type Cells, type NestedAnova, type TwoWayAnova } from '@millrace/statistics';
import { relativeRange, d2Star } from '../constants/range.ts';
import { probability, refuse, sample } from '../guard.ts';
import { study, type GaugeStudy, type StudyOptions } from './components.ts';

/** Readings of a crossed study, every operator measuring every part equally often: `[part][operator][trial]`. */
export type CrossedReadings = Cells;

export interface CrossedGaugeStudy extends GaugeStudy {
  readonly anova: TwoWayAnova;
  /** True if the interaction was pooled with the error because its p exceeds `alpha`. */
  readonly pooled: boolean;
}

/** Counts of a full, balanced layout of readings; whatever is missing is named. */
function laidOut(readings: Cells, outer: string, inner: string): readonly [outer: number, inner: number, trials: number] {
  if (!(readings?.length >= 2)) refuse('readings', readings, `a list of at least 2 ${outer}`);
  const width = readings[0]!.length;
  if (!(width >= 2)) refuse('readings[0]', readings[0], `a list of at least 2 ${inner}`);
  const trials = readings[0]![0]?.length ?? 0;
  if (!(trials >= 2)) refuse('trials', trials, 'at least 2 in each cell, or repeatability cannot be told');
  readings.forEach((line, i) => {
    if (line.length !== width) refuse(`readings[${i}]`, line, `readings of ${width} ${inner} like the first`);
    line.forEach((cell, j) => {
      sample(`readings[${i}][${j}]`, cell, 1);
      if (cell.length !== trials) refuse(`readings[${i}][${j}]`, Array.from(cell), `${trials} trials like the first cell`);
    });
  });
  return [readings.length, width, trials];
}

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const rangeOf = (values: ArrayLike<number>): number => Math.max(...Array.from(values)) - Math.min(...Array.from(values));

/**
 * Gauge repeatability and reproducibility by analysis of variance, crossed, both factors random (AIAG MSA 4th edition, chapter III B;
 * Montgomery 8.7). An interaction whose p exceeds `alpha` is pooled with the error: 0.25 as AIAG (default), 0.05 as Minitab; 1 always keeps it, 0 always
 * pools it.
 */
export function gaugeRrAnova(readings: CrossedReadings, { alpha = 0.25, ...options }: StudyOptions & { readonly alpha?: number } = {}): CrossedGaugeStudy {
  probability('alpha', alpha);
  const [p, o, t] = laidOut(readings, 'parts', 'operators');
  const anova = twoWayAnova(readings);
  const interaction = anova.interaction!;
  // trials that repeat exactly leave the interaction no F: it is pooled only where there is none
  const pooled = interaction.p === undefined ? interaction.meanSquare === 0 : interaction.p > alpha;
  const error = pooled ? (interaction.sumOfSquares + anova.error.sumOfSquares) / (interaction.df + anova.error.df) : anova.error.meanSquare;
  const against = pooled ? error : interaction.meanSquare;
  const variances = {
    repeatability: error,
    operator: (anova.columns.meanSquare - against) / (p * t),
    ...(pooled ? {} : { interaction: (interaction.meanSquare - error) / t }),
    part: (anova.rows.meanSquare - against) / (o * t),
  };
  return { ...study('anova-crossed', variances, options), anova, pooled };
}

/**
 * Gauge study of parts that a test destroys: `[operator][part][trial]`, each operator with parts of his own, trials on pieces of one part taken as
 * equal (AIAG MSA 4th edition, chapter IV; Minitab's nested study).
 */
export function gaugeRrNested(readings: Cells, options: StudyOptions = {}): GaugeStudy & { readonly anova: NestedAnova } {
  const [, parts, trials] = laidOut(readings, 'operators', 'parts');
  const anova = nestedAnova(readings);
  const variances = {
    repeatability: anova.error.meanSquare,
    operator: (anova.groups.meanSquare - anova.members.meanSquare) / (parts * trials),
    part: (anova.members.meanSquare - anova.error.meanSquare) / trials,
  };
  return { ...study('anova-nested', variances, options), anova };
}

export interface AverageRangeStudy extends GaugeStudy {
  readonly averageRange: number;
  /** Greatest less least operator average. */
  readonly operatorDifference: number;
  /** Greatest less least part average. */
  readonly partRange: number;
  /** 1 / d2* for trials, operators and parts. */
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
  /** Upper control limit of the ranges; a range above it asks for a second look before the study counts. */
  readonly rangeLimit: number;
}

/**
 * Gauge study by averages and ranges (AIAG MSA 4th edition, chapter III B). K1 = 1/d2 (1/d2* for 15 or fewer ranges), K2 = K3 = 1/d2* of one range,
 * computed, so for any number of trials, operators and parts. It cannot see an interaction.
 */
export function gaugeRrAverageRange(readings: CrossedReadings, options: StudyOptions = {}): AverageRangeStudy {
  const [parts, operators, trials] = laidOut(readings, 'parts', 'operators');
  const averageRange = average(readings.flatMap((line) => line.map(rangeOf)));
  const operatorAverages = readings[0]!.map((_, j) => average(readings.flatMap((line) => Array.from(line[j]!))));
  const partAverages = readings.map((line) => average(line.flatMap((cell) => Array.from(cell))));
  const operatorDifference = rangeOf(operatorAverages);
  const partRange = rangeOf(partAverages);
  if (averageRange === 0 && operatorDifference === 0 && partRange === 0) refuse('readings', readings, 'such that some differ: a gauge that shows one figure measures nothing');
  const ranges = parts * operators;
  const { d2, d3 } = relativeRange(trials);
  const k1 = 1 / (ranges > 15 ? d2 : d2Star(trials, ranges));
  const k2 = 1 / d2Star(operators, 1);
  const k3 = 1 / d2Star(parts, 1);
  const repeatability = (averageRange * k1) ** 2;
  const variances = {
    repeatability,
    operator: (operatorDifference * k2) ** 2 - repeatability / (parts * trials),
    part: (partRange * k3) ** 2,
  };
  return {
    ...study('average-range', variances, options),
    averageRange,
    operatorDifference,
    partRange,
    k1,
    k2,
    k3,
    rangeLimit: averageRange * (1 + (3 * d3) / d2),
  };
}
