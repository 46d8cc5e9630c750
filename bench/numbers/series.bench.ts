/**
 * How fast a signal is aggregated, thinned and plotted on one core, against the least any program could do: one plain
 * loop over the same columns in the same run. No npm library does the aggregates (node-opcua-aggregates, the nearest, knows
 * 9 of the 37 and takes arrays of objects). For LTTB the peer is downsample 1.4, no dependency of this project: `npm run bench`
 * brings it into bench/peers and names that in PEERS.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { aggregateStream, compress, minMaxPlot, reportByException, shapePlot, type AggregateName, type Samples } from '@millrace/series';

const count = 4_000_000;
const chunk = 100_000;
const timesMs = new Float64Array(count);
const values = new Float64Array(count);
const allGood = new Uint32Array(count);
const someBad = new Uint32Array(count);
// a slow swing with noise, sampled about every 100 ms; one sample in a thousand Bad
let noise = 1;
for (let i = 0; i < count; i++) {
  noise = (noise * 48_271) % 2_147_483_647;
  timesMs[i] = i * 100 + (i % 7);
  values[i] = 50 * Math.sin(i / 5000) + noise / 2_147_483_647;
  someBad[i] = i % 1000 === 999 ? 0x8000_0000 : 0;
}

/** The plain loop: the area under the line, no intervals, no quality. */
function plainLoop(): number {
  let area = 0;
  for (let i = 1; i < count; i++) area += (values[i - 1]! + values[i]!) * (timesMs[i]! - timesMs[i - 1]!);
  return area / 2;
}

/** The same with a look at each status. */
function plainLoopWithStatus(): number {
  let area = 0;
  for (let i = 1; i < count; i++) if (someBad[i]! < 0x4000_0000) area += (values[i - 1]! + values[i]!) * (timesMs[i]! - timesMs[i - 1]!);
  return area / 2;
}

function streamed(name: AggregateName, statuses: Uint32Array): number {
  let sum = 0;
  const reading = { startMs: 0, endMs: count * 100, intervalMs: 60_000, stepped: false };
  const stream = aggregateStream(name, reading, (answer) => (sum += answer.value || 0));
  for (let from = 0; from < count; from += chunk) {
    const to = from + chunk;
    stream.push({ timesMs: timesMs.subarray(from, to), values: values.subarray(from, to), statuses: statuses.subarray(from, to) });
  }
  stream.finish();
  return sum;
}

function best(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    run();
    least = Math.min(least, performance.now() - begun);
  }
  return count / least / 1000;
}

interface Downsample {
  LTTB(rows: readonly (readonly [number, number])[], points: number): readonly unknown[];
}
const peerFile = `${process.env['PEERS'] ?? ''}/downsample/index.js`;
const peer = existsSync(peerFile) ? ((await import(pathToFileURL(peerFile).href)) as { default: Downsample }).default : undefined;
const rowsForPeer = peer && Array.from(timesMs, (timeMs, i): [number, number] => [timeMs, values[i]!]);

const good: Samples = { timesMs, values, statuses: allGood };
const plain = best(plainLoop);
const plainStatus = best(plainLoopWithStatus);
const rows: readonly (readonly [what: string, perSecond: number, limit: number])[] = [
  ['plain loop (the limit)', plain, plain],
  ['plain loop with status (the limit where quality matters)', plainStatus, plainStatus],
  ['TimeAverage, streamed, all Good', best(() => streamed('TimeAverage', allGood)), plain],
  ['TimeAverage, streamed, 0.1 % Bad', best(() => streamed('TimeAverage', someBad)), plainStatus],
  ['TimeAverage2, streamed, 0.1 % Bad', best(() => streamed('TimeAverage2', someBad)), plainStatus],
  ['Average, streamed, 0.1 % Bad', best(() => streamed('Average', someBad)), plainStatus],
  ['PercentGood, streamed, 0.1 % Bad', best(() => streamed('PercentGood', someBad)), plainStatus],
  ['exception filter', best(() => reportByException(good, { excDev: 0.5 })), plain],
  ['swinging door', best(() => compress(good, { compDev: 1 })), plain],
  ['min-max plot, 1920 columns', best(() => minMaxPlot(good, { startMs: 0, endMs: count * 100, columns: 1920 })), plain],
  ['shape plot (LTTB), 2000 points', best(() => shapePlot(good, 2000)), plain],
  ...(peer && rowsForPeer ? [['downsample 1.4, LTTB, 2000 points', best(() => peer.LTTB(rowsForPeer, 2000)), plain] as const] : []),
];

console.log(`series: ${count / 1e6} million samples, one core, best of 5`);
for (const [what, perSecond, limit] of rows) console.log(`  ${what.padEnd(58)} ${perSecond.toFixed(0).padStart(5)} M samples/s  ${(perSecond / limit).toFixed(2)} of the limit`);
const timeAverage = rows[2]![1];
console.log(`  aim for a streamed time average: 20 M samples/s; ${timeAverage >= 20 ? 'met' : 'MISSED'} (${(timeAverage / 20).toFixed(1)} times)`);
