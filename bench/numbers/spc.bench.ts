/**
 * How fast charts, rules and studies are on one core, against the least any program could do: a plain loop over the same readings in the
 * same run, without checks, limits per point or exact sums. No npm library among those known to us draws these charts with
 * run rules in named conventions; simple-statistics and jstat, which do the sums beneath, stand in statistics.bench.ts.
 *
 * What limits the charts: every point is an object of nine fields with its own centre, sigma and limits, some 100 bytes, for sizes and phases may
 * differ from point to point and a screen draws points. The plain loops make none. Columns would be faster and a chart harder to read;
 * a plant's chart has hundreds of points, and 20,000 subgroups take the time of one frame of a screen.
 */
import { capability, gaugeRrAnova, individuals, relativeRange, runRules, westgard, xbarR } from '@millrace/spc';

const subgroupCount = 20_000;
const size = 5;
let noise = 1;
/** Sum of four uniform draws, near enough to normal; three decimals as from a gauge. */
const reading = (): number => {
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    noise = (noise * 48_271) % 2_147_483_647;
    sum += noise / 2_147_483_647;
  }
  return Math.round(1000 * (10 + 0.1 * (sum - 2))) / 1000;
};
const subgroups = Array.from({ length: subgroupCount }, () => Array.from({ length: size }, reading));
const values = subgroups.flat();
const chart = individuals(values).individuals;
const study = Array.from({ length: 10 }, (_, part) => Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => reading() + part / 10)));
const runs = Array.from({ length: 10_000 }, () => [
  { material: 'low', value: reading() },
  { material: 'high', value: reading() },
]);
const target = { mean: 10, sd: 0.058 };

let sink = 0;
function best(call: () => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 7; round++) {
    const begun = performance.now();
    sink += call();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

/** Means and ranges and one pair of limits, by plain sums. */
function plainSubgroups(): number {
  let means = 0;
  let ranges = 0;
  for (const group of subgroups) {
    let sum = 0;
    let low = group[0]!;
    let high = low;
    for (const value of group) {
      sum += value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    means += sum / size;
    ranges += high - low;
  }
  return means + ranges;
}

/** Beyond a limit and nine on one side, the two rules a loop does without looking back. */
function plainRules(): number {
  let found = 0;
  let side = 0;
  let run = 0;
  for (const p of chart.points) {
    const s = Math.sign(p.value - p.center);
    run = s === side ? run + 1 : 1;
    side = s;
    if (p.value > p.upper || p.value < p.lower || run >= 9) found += 1;
  }
  return found;
}

function plainSquares(): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

const lines: [what: string, unit: string, count: number, ms: number, plainMs?: number][] = [
  ['X-bar and R charts, subgroups of 5', 'M readings/s', values.length / 1e6, best(() => xbarR(subgroups).estimates[0]!.sigma), best(plainSubgroups)],
  ['individuals and moving ranges', 'M readings/s', values.length / 1e6, best(() => individuals(values).estimates[0]!.sigma), best(plainSquares)],
  ['eight run rules (plain: two rules)', 'M points/s', chart.points.length / 1e6, best(() => runRules(chart).length), best(plainRules)],
  [
    'capability with limits (plain: one standard deviation)',
    'M readings/s',
    values.length / 1e6,
    best(() => capability({ subgroups, lower: 9, upper: 11 }).count),
    best(plainSquares),
  ],
  [
    'gauge R&R by analysis of variance, 10 x 3 x 3',
    'k studies/s',
    0.1,
    best(() => {
      let sum = 0;
      for (let i = 0; i < 100; i++) sum += gaugeRrAnova(study).categories;
      return sum;
    }),
  ],
  ['Westgard, six rules, two controls a run', 'k runs/s', runs.length / 1000, best(() => westgard(runs, { targets: { low: target, high: target } }).length)],
];
console.log('spc, one core, best of seven');
for (const [what, unit, count, ms, plainMs] of lines) {
  const rate = (count / ms) * 1000;
  console.log(
    `${what}: ${rate.toPrecision(3)} ${unit}${plainMs === undefined ? '' : `; plain loop ${((count / plainMs) * 1000).toPrecision(3)} (ratio ${(plainMs / ms).toPrecision(2)})`}`,
  );
}
let begun = performance.now();
for (let n = 200; n < 220; n++) sink += relativeRange(n).d2;
const first = (performance.now() - begun) / 20;
begun = performance.now();
for (let i = 0; i < 1_000_000; i++) sink += relativeRange(200 + (i % 20)).d3;
console.log(`d2 and d3 of a new n: ${first.toPrecision(2)} ms once; kept: ${(1000 / (performance.now() - begun)).toPrecision(2)} M/s`);
if (Number.isNaN(sink)) console.log('a call gave no number');
