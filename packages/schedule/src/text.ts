import type { Job, Problem } from './problem.ts';

/**
 * Read a published instance. All layouts begin with the number of jobs and of machines. `job-shop`: per job, machine (from 0)
 * and time of each operation. `flexible`: per job its number of operations and, for each, the number of machines that can do
 * it with machine and time of each. `taillard`: the times of each job, then its machines (from 1) in the same order. A third number in
 * the first line (mean flexibility, in Brandimarte's files) is passed over. So are lines that begin with a letter, #, + or =.
 */
export function readInstance(text: string, layout: 'job-shop' | 'flexible' | 'taillard', machinesFrom: 0 | 1 = layout === 'taillard' ? 1 : 0): Problem {
  if (!['job-shop', 'flexible', 'taillard'].includes(layout)) throw new RangeError(`layout is "${String(layout)}"; it must be job-shop, flexible or taillard.`);
  if (machinesFrom !== 0 && machinesFrom !== 1) throw new RangeError(`machinesFrom is ${String(machinesFrom)}; it must be 0 or 1.`);
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#=+A-Za-z]/.test(line));
  const rows = lines.map((line) => line.split(/\s+/).map(Number));
  const [jobCount, machineCount] = rows[0] ?? [];
  if (!Number.isInteger(jobCount) || !Number.isInteger(machineCount))
    throw new RangeError(`text begins with "${lines[0] ?? ''}"; it must begin with the number of jobs and of machines.`);
  const lineCount = layout === 'taillard' ? 2 * jobCount! : jobCount!;
  if (rows.length - 1 !== lineCount) throw new RangeError(`text has ${rows.length - 1} lines of jobs; its first line says ${jobCount}, which makes ${lineCount}.`);
  const machines = Array.from({ length: machineCount! }, (_, m) => ({ id: `M${m + machinesFrom}` }));
  const jobs = rows.slice(1, jobCount! + 1).map((row, j): Job => {
    const given = layout === 'taillard' ? row.flatMap((time, i) => [rows[1 + jobCount! + j]![i] ?? Number.NaN, time]) : row;
    return { id: `J${j + 1}`, operations: layout === 'flexible' ? flexible(given, j) : plain(given) };
  });
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
