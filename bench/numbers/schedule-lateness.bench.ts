/**
 * Weighted lateness against the best dispatching rule and the best ever seen here, as a table.
 *
 *   node bench/numbers/schedule-lateness.bench.ts [processor seconds = 2] [threads = 2] [seed = 1]
 *
 * Due dates and weights after Singer and Pinedo (1998), A computational study of branch and bound techniques for minimizing
 * the total weighted tardiness in job shops, IIE Transactions 30, 109-118: a job is due at 1.3 times its own work; of ten jobs
 * two weigh 4, six weigh 2, two weigh 1.
 */
import { dispatch, rules, validate } from '@millrace/schedule';
import type { Problem } from '@millrace/schedule';
import { scheduleInParallel } from '@millrace/schedule/parallel';

import { instances } from './schedule/instances.ts';

// Not from the literature: least weighted lateness that this search has reached in any run so far.
const bestSeen = new Map([
  ['ft10', 1363],
  ['la16', 1169],
  ['la17', 899],
  ['la18', 929],
  ['la19', 948],
  ['la20', 805],
]);

const [seconds = '2', threads = '2', seed = '1'] = process.argv.slice(2);
const objective = { tardiness: 1, makespan: 0, changeovers: 0 };

function withDueDates(problem: Problem): Problem {
  const jobs = problem.jobs.map((job, j) => {
    const work = job.operations.reduce((sum, operation) => sum + operation.on[0]!.time, 0);
    return { ...job, due: Math.floor(1.3 * work), weight: j < 2 ? 4 : j < 8 ? 2 : 1 };
  });
  return { ...problem, jobs };
}

console.log('| instance | best seen | found | gap % | best rule |');
console.log('|---|--:|--:|--:|--:|');
for (const { name, problem } of instances()) {
  const best = bestSeen.get(name);
  if (best === undefined) continue;
  const dated = withDueDates(problem);
  const found = await scheduleInParallel(dated, {
    objective,
    workers: Number(threads),
    seed: Number(seed),
    budget: { milliseconds: Number(seconds) * 1000 },
    timeIs: 'processor',
  });
  const broken = validate(dated, found, objective);
  if (broken.length > 0) throw new Error(`${name}: ${broken[0]!.sentence}`);
  const { tardiness } = found.measures;
  const rule = Math.min(...rules.map((each) => dispatch(dated, each, { objective }).measures.tardiness));
  console.log(`| ${name} | ${best} | ${tardiness} | ${(100 * (tardiness / best - 1)).toFixed(1)} | ${rule} |`);
}
