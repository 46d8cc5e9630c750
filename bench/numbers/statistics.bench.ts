/**
 * How fast the hot functions of `statistics` are, against the npm libraries that do the same, in the same run:
 * simple-statistics 7 and jstat 1.9 (ml-regression-multivariate-linear 2 for several predictors). They are no dependencies of
 * this project: `npm run bench` brings them into bench/peers and names that in PEERS; without it only our own rate is printed.
 * Beside the rate stands what the answer is worth, for a fast wrong digit is no gain: digits right of a standard deviation of
 * readings 10 000 000.1 to .3 (NIST NumAcc4), and of the worst coefficient of Longley.
 *
 * What limits `mean`: a bare loop makes one addition a reading, 0.7 to 1.0 thousand million a second where this was written. Ours also asks
 * whether each reading is a whole number of the last place (a division, of which a core does one in four cycles) and sums the squares, by which
 * it knows afterwards that no sum was rounded. Asking by a product instead was no faster (0.65 against 0.74), compensated sums were slower (0.59,
 * in four lanes 0.58) and forget that 0.1 is a tenth. So it stays between 0.4 and 0.7 of the bare loop, and has the last digit right.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chiSquared, linearRegression, mean, multipleRegression, normal, quantile, standardDeviation, studentT } from '@millrace/statistics';

interface SimpleStatistics {
  mean(x: readonly number[]): number;
  sampleStandardDeviation(x: readonly number[]): number;
  quantile(x: readonly number[], p: number): number;
  linearRegression(pairs: readonly (readonly [number, number])[]): { m: number; b: number };
}
interface Sampled {
  cdf(x: number, ...parameters: number[]): number;
  inv(p: number, ...parameters: number[]): number;
}
interface JStat {
  mean(x: readonly number[]): number;
  stdev(x: readonly number[], isSample: boolean): number;
  normal: Sampled;
  studentt: Sampled;
  chisquare: Sampled;
}
type MultivariateLinear = new (x: readonly number[][], y: readonly number[][]) => { weights: number[][] };

const folder = process.env['PEERS'];
async function peer<T>(path: string): Promise<T | undefined> {
  const file = folder === undefined ? '' : `${folder}/${path}`;
  if (!existsSync(file)) return undefined;
  const loaded = (await import(pathToFileURL(file).href)) as { default?: T } & T;
  return loaded.default ?? loaded;
}
const simple = await peer<SimpleStatistics>('simple-statistics/dist/simple-statistics.mjs');
const jstat = await peer<JStat>('jstat/dist/jstat.js');
const multivariate = await peer<MultivariateLinear | { default: MultivariateLinear }>('ml-regression-multivariate-linear/lib/index.js');

let sink = 0;
/** Calls per second of the best of five rounds of about 100 ms. */
function rate(call: () => number): number {
  let calls = 1;
  for (;;) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) sink += call();
    if (performance.now() - begun > 50) break;
    calls *= 2;
  }
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) sink += call();
    best = Math.max(best, (1000 * calls) / (performance.now() - begun));
  }
  return best;
}

const digits = (got: number, right: number) => Math.max(0, Math.min(15, -Math.log10(Math.abs(got / right - 1)))).toFixed(1);
const count = 10_000;
// readings as a gauge gives them, three decimals
const readings = Array.from({ length: count }, (_, i) => Math.round(10_000 + 300 * Math.sin(i) * Math.cos(i * 0.37)) / 1000);
const x = Array.from({ length: count }, (_, i) => i / 100);
const pairs = readings.map((y, i) => [x[i]!, y] as const);
const numAcc4 = [10000000.2, ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 10000000.1 : 10000000.3))];
// NIST StRD Longley: six predictors and the response by year, and the certified coefficients
const rows = [
  [83.0, 234289, 2356, 1590, 107608, 1947],
  [88.5, 259426, 2325, 1456, 108632, 1948],
  [88.2, 258054, 3682, 1616, 109773, 1949],
  [89.5, 284599, 3351, 1650, 110929, 1950],
  [96.2, 328975, 2099, 3099, 112075, 1951],
  [98.1, 346999, 1932, 3594, 113270, 1952],
  [99.0, 365385, 1870, 3547, 115094, 1953],
  [100.0, 363112, 3578, 3350, 116219, 1954],
  [101.2, 397469, 2904, 3048, 117388, 1955],
  [104.6, 419180, 2822, 2857, 118734, 1956],
  [108.4, 442769, 2936, 2798, 120445, 1957],
  [110.8, 444546, 4681, 2637, 121950, 1958],
  [112.6, 482704, 3813, 2552, 123366, 1959],
  [114.2, 502601, 3931, 2514, 125368, 1960],
  [115.7, 518173, 4806, 2572, 127852, 1961],
  [116.9, 554894, 4007, 2827, 130081, 1962],
];
const response = [60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551];
const certified = [-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355];
const predictors = Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [`x${i}`, rows.map((row) => row[i]!)]));
const MultivariateLinear = typeof multivariate === 'function' ? multivariate : multivariate?.default;

const z = normal();
const t = studentT({ df: 12 });
const c = chiSquared({ df: 24 });
let at = 0.01;

interface Line {
  readonly what: string;
  readonly perSecond: number;
  readonly unit: string;
  readonly peers: readonly (readonly [name: string, rate: number] | undefined)[];
  readonly note?: string;
}
const scaled = (calls: number, each: number) => (calls * each) / 1e6;
const lines: Line[] = [
  {
    what: 'mean of 10,000 readings',
    unit: 'M readings/s',
    perSecond: scaled(
      rate(() => mean(readings)),
      count,
    ),
    peers: [
      simple && [
        'simple-statistics',
        scaled(
          rate(() => simple.mean(readings)),
          count,
        ),
      ],
      jstat && [
        'jstat',
        scaled(
          rate(() => jstat.mean(readings)),
          count,
        ),
      ],
    ],
  },
  {
    what: 'standard deviation of 10,000 readings',
    unit: 'M readings/s',
    perSecond: scaled(
      rate(() => standardDeviation(readings)),
      count,
    ),
    peers: [
      simple && [
        'simple-statistics',
        scaled(
          rate(() => simple.sampleStandardDeviation(readings)),
          count,
        ),
      ],
      jstat && [
        'jstat',
        scaled(
          rate(() => jstat.stdev(readings, true)),
          count,
        ),
      ],
    ],
    note: `digits right on NumAcc4: ${digits(standardDeviation(numAcc4), 0.1)}${simple ? `, simple-statistics ${digits(simple.sampleStandardDeviation(numAcc4), 0.1)}` : ''}${jstat ? `, jstat ${digits(jstat.stdev(numAcc4, true), 0.1)}` : ''}`,
  },
  {
    what: 'quartile of 10,000 readings',
    unit: 'M readings/s',
    perSecond: scaled(
      rate(() => quantile(readings, 0.25)),
      count,
    ),
    peers: [
      simple && [
        'simple-statistics',
        scaled(
          rate(() => simple.quantile(readings, 0.25)),
          count,
        ),
      ],
    ],
  },
  {
    what: 'line through 10,000 points (ours with errors, limits and analysis of variance)',
    unit: 'M points/s',
    perSecond: scaled(
      rate(() => linearRegression({ x, y: readings }).rSquared),
      count,
    ),
    peers: [
      simple && [
        'simple-statistics',
        scaled(
          rate(() => simple.linearRegression(pairs).m),
          count,
        ),
      ],
    ],
  },
  {
    what: 'Longley, 16 x 7',
    unit: 'k fits/s',
    perSecond: rate(() => multipleRegression({ predictors, response: response }).rSquared) / 1000,
    peers: [
      MultivariateLinear && [
        'ml-regression-multivariate-linear',
        rate(
          () =>
            new MultivariateLinear(
              rows,
              response.map((v) => [v]),
            ).weights[0]![0]!,
        ) / 1000,
      ],
    ],
    note: `digits right, worst coefficient: ${Math.min(
      ...multipleRegression({ predictors, response: response }).coefficients.map((c, i) => Number(digits(c.estimate, certified[i]!))),
    )}${
      MultivariateLinear
        ? `, ml ${Math.min(
            ...certified.map((right, i) =>
              Number(
                digits(
                  new MultivariateLinear(
                    rows,
                    response.map((v) => [v]),
                  ).weights[(i + 6) % 7]![0]!,
                  right,
                ),
              ),
            ),
          )}`
        : ''
    }`,
  },
  {
    what: 'normal distribution function',
    unit: 'M/s',
    perSecond: rate(() => z.cdf((at = (at + 0.37) % 5))) / 1e6,
    peers: [jstat && ['jstat', rate(() => jstat.normal.cdf((at = (at + 0.37) % 5), 0, 1)) / 1e6]],
  },
  {
    what: 'normal quantile',
    unit: 'M/s',
    perSecond: rate(() => z.quantile((at = (at + 0.0137) % 1))) / 1e6,
    peers: [jstat && ['jstat', rate(() => jstat.normal.inv((at = (at + 0.0137) % 1), 0, 1)) / 1e6]],
  },
  {
    what: "Student's t quantile, 12 degrees of freedom",
    unit: 'M/s',
    perSecond: rate(() => t.quantile((at = (at + 0.0137) % 1))) / 1e6,
    peers: [jstat && ['jstat', rate(() => jstat.studentt.inv((at = (at + 0.0137) % 1), 12)) / 1e6]],
  },
  {
    what: 'chi-squared quantile, 24 degrees of freedom',
    unit: 'M/s',
    perSecond: rate(() => c.quantile((at = (at + 0.0137) % 1))) / 1e6,
    peers: [jstat && ['jstat', rate(() => jstat.chisquare.inv((at = (at + 0.0137) % 1), 24)) / 1e6]],
  },
];

console.log('statistics, one core, best of five');
for (const { what, unit, perSecond, peers, note } of lines) {
  const compared = peers.filter((entry) => entry !== undefined).map(([name, theirs]) => `${name} ${theirs.toPrecision(3)} (ratio ${(perSecond / theirs).toPrecision(2)})`);
  console.log(`${what}: ${perSecond.toPrecision(3)} ${unit}${compared.length > 0 ? `; ${compared.join(', ')}` : '; no peer here'}${note === undefined ? '' : `; ${note}`}`);
}
if (Number.isNaN(sink)) console.log('a call gave no number');
