/**
 * Gaps of the scheduler to the best schedules known, as a table.
 *
 *   node bench/numbers/schedule.bench.ts [seconds per instance = 1] [which = ft,la01,mk] [threads = 2] [seed = 1] [elapsed | processor]
 *
 * `which` is a list of beginnings of names: `la` is all forty, `all` everything. A run ends early when the schedule is proven best.
 * On a machine that others use too, count `processor` seconds: each thread gets so many, however long that takes. `cpu s` is what all threads had.
 * Each schedule is validated and compared with the best of the dispatching rules, both in the same run.
 */
import { dispatch, latenessFirst, rules, validate } from '@millrace/schedule';
import { scheduleInParallel } from '@millrace/schedule/parallel';

import { instances } from './schedule/instances.ts';

const [seconds = '1', which = 'ft,la01,mk', threads = '2', seed = '1', timeIs = 'elapsed'] = process.argv.slice(2);
const chosen = instances().filter(({ name }) => which === 'all' || which.split(',').some((beginning) => name.startsWith(beginning)));
if (chosen.length === 0) throw new RangeError(`which is "${which}"; it must be beginnings of names such as ft, la21, ta or mk, or all.`);

const percent = (part: number, whole: number): number => 100 * (part / whole - 1);
const mean = (values: readonly number[]): string => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);

console.log('| instance | best known | found | gap % | best rule | gap % | proven | s | cpu s |');
console.log('|---|--:|--:|--:|--:|--:|---|--:|--:|');
const gaps = new Map<string, number[]>();
for (const { name, bestKnown, problem } of chosen) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const found = await scheduleInParallel(problem, {
    workers: Number(threads),
    seed: Number(seed),
    budget: { milliseconds: Number(seconds) * 1000 },
    timeIs: timeIs === 'processor' ? 'processor' : 'elapsed',
  });
  const took = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const broken = validate(problem, found, latenessFirst);
  if (broken.length > 0) throw new Error(`${name}: ${broken[0]!.sentence}`);
  const { makespan } = found.measures;
  const rule = Math.min(...rules.map((each) => dispatch(problem, each).measures.makespan));
  if (makespan > rule) throw new Error(`${name}: ${makespan} is worse than the best rule's ${rule}.`);
  const gap = percent(makespan, bestKnown);
  const family = name.slice(0, 2);
  gaps.set(family, [...(gaps.get(family) ?? []), gap]);
  console.log(
    `| ${name} | ${bestKnown} | ${makespan} | ${gap.toFixed(2)} | ${rule} | ${percent(rule, bestKnown).toFixed(1)} | ${found.isProvenBest ? 'yes' : ''} | ${took.toFixed(1)} | ${((user + system) / 1e6).toFixed(1)} |`,
  );
}
console.log(
  `\nMean gap %, ${seconds} s (${timeIs}) on each of ${threads} threads: ${[...gaps].map(([family, values]) => `${family} ${mean(values)} (${values.length})`).join(', ')}`,
);
