import type { Job, Problem } from './problem.ts';

/**
 * Read a published instance. Both layouts begin with the number of jobs and of machines. `job-shop`: per job, machine (from 0)
 * and time of each operation. `flexible`: per job its number of operations and, for each, the number of machines that can do
 * it with machine and time of each. A third number in the first line (mean flexibility, in Brandimarte's files) is passed over.
 */
export function readInstance(text: string, layout: 'job-shop' | 'flexible', machinesFrom: 0 | 1 = 0): Problem {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('='));
  const rows = lines.map((line) => line.split(/\s+/).map(Number));
  const [jobCount, machineCount] = rows[0] ?? [];
  if (!Number.isInteger(jobCount) || !Number.isInteger(machineCount))
    throw new RangeError(`text begins with "${lines[0] ?? ''}"; it must begin with the number of jobs and of machines.`);
  if (rows.length - 1 !== jobCount) throw new RangeError(`text has ${rows.length - 1} lines of jobs; its first line says ${jobCount}.`);
  const machines = Array.from({ length: machineCount! }, (_, m) => ({ id: `M${m + machinesFrom}` }));
  const jobs = rows.slice(1).map((row, j): Job => ({ id: `J${j + 1}`, operations: layout === 'flexible' ? flexible(row, j) : plain(row) }));
  return { machines, jobs };
}

const plain = (row: readonly number[]): Job['operations'] =>
  Array.from({ length: Math.ceil(row.length / 2) }, (_, i) => ({ id: `${i + 1}`, on: [{ machine: `M${row[2 * i]}`, time: row[2 * i + 1] ?? Number.NaN }] }));

function flexible(row: readonly number[], j: number): Job['operations'] {
  let at = 1;
  const operations = Array.from({ length: row[0] ?? 0 }, (_, i) => {
    const count = row[at++] ?? 0;
    const on = Array.from({ length: count }, () => ({ machine: `M${row[at++]}`, time: row[at++] ?? Number.NaN }));
    return { id: `${i + 1}`, on };
  });
  if (at !== row.length) throw new RangeError(`Line ${j + 2} of text has ${row.length} numbers; its operations make up ${at}.`);
  return operations;
}
