/**
 * How fast a month of leaf intervals becomes OEE, time elements, a loss tree and a baseline on one core, against the least any program
 * could do: one plain loop that sums the lengths by state in the same run, without windows, lineage, profiles or refusals. The npm
 * libraries that offer OEE take three numbers and multiply them; that is no peer.
 */
import { energyBaseline, lossTree, oee, oeeSums, profiles, timeElements, type Leaf } from '@millrace/kpi';

const states = ['production', 'delay', 'production', 'setup', 'production', 'planned-down'] as const;
const begin = Temporal.Instant.from('2026-01-01T00:00:00Z');
const count = 5_000;
const leaves: Leaf[] = Array.from({ length: count }, (_, i) => ({
  id: `I-${i}`,
  state: states[i % states.length]!,
  start: begin.add({ minutes: i * 8 }),
  end: begin.add({ minutes: i * 8 + 8 }),
}));
const window = { start: begin, end: begin.add({ minutes: count * 8 }) };
const responses = Array.from({ length: 500 }, (_, i) => ({ id: `R-${i}`, product: `P-${i % 5}`, countUnit: '{piece}', good: 700, scrap: 3, rework: 1, idealCycleS: 3 }));
const periods = Array.from({ length: 36 }, (_, i) => ({
  id: `M-${i}`,
  energy: 1000 + 2 * ((i * 37) % 100) + ((i * 13) % 7),
  drivers: { tonnes: (i * 37) % 100, degreeDays: (i * 29) % 60 },
}));

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

function plainLoop(): number {
  const sums: Record<string, number> = {};
  for (const leaf of leaves) sums[leaf.state] = (sums[leaf.state] ?? 0) + leaf.end.epochMilliseconds - leaf.start.epochMilliseconds;
  return sums['production'] ?? 0;
}

const plain = best(plainLoop);
const say = (what: string, ms: number): void =>
  console.log(`${what}: ${(count / ms).toPrecision(3)} k leaves/s; plain loop ${(count / plain).toPrecision(3)} (ratio ${(plain / ms).toPrecision(2)})`);
console.log('kpi, one core, best of seven');
say(
  'OEE with lineage',
  best(() => oee(oeeSums({ window, leaves, responses, profile: profiles['iso-22400-2'] })).oee?.value ?? 0),
);
say(
  'time elements of ISO 22400-2',
  best(() => timeElements({ of: 'work-unit', id: 'PK-1' }, window, leaves).aptMs),
);
say(
  'loss tree in time',
  best(() => lossTree({ window, leaves, responses }).goodMs),
);
const fitted = best(() => energyBaseline(periods, ['tonnes', 'degreeDays']).rSquared);
console.log(`energy baseline, 36 months, 2 drivers: ${(1000 / fitted).toPrecision(3)}/s (its regression is compared in statistics.bench.ts)`);
if (Number.isNaN(sink)) console.log('a call gave no number');
