/**
 * The pure (flexible) job shop in flat arrays: operations of job j are numbered in a row, `first[j] .. first[j + 1] - 1`.
 * Only shops without calendars, set-ups, crews, tools and frozen work fit; all times are whole, durations at least 1.
 */
export interface Shop {
  readonly jobs: number;
  readonly machines: number;
  readonly operations: number;
  /** First operation of each job; one entry more than there are jobs. */
  readonly first: Int32Array;
  readonly jobOf: Int32Array;
  /** Release of each job, from the start of the schedule. */
  readonly release: Int32Array;
  /** `duration[operation * machines + machine]`; 0 where the machine cannot do it. */
  readonly duration: Int32Array;
  /** Machines of an operation: `choice[choiceFrom[o] .. choiceFrom[o + 1] - 1]`. */
  readonly choiceFrom: Int32Array;
  readonly choice: Int32Array;
}

/** One operation's possible machines with the time on each. */
export type Choices = readonly { readonly machine: number; readonly time: number }[];

export function shopOf(machines: number, jobs: readonly { readonly release: number; readonly operations: readonly Choices[] }[]): Shop {
  const operations = jobs.reduce((sum, job) => sum + job.operations.length, 0);
  const first = new Int32Array(jobs.length + 1);
  const jobOf = new Int32Array(operations);
  const release = new Int32Array(jobs.length);
  const duration = new Int32Array(operations * machines);
  const choiceFrom = new Int32Array(operations + 1);
  const choice: number[] = [];
  let o = 0;
  for (const [j, job] of jobs.entries()) {
    first[j] = o;
    release[j] = job.release;
    for (const choices of job.operations) {
      jobOf[o] = j;
      for (const { machine, time } of choices) {
        choice.push(machine);
        duration[o * machines + machine] = time;
      }
      o++;
      choiceFrom[o] = choice.length;
    }
  }
  first[jobs.length] = o;
  return { jobs: jobs.length, machines, operations, first, jobOf, release, duration, choiceFrom, choice: Int32Array.from(choice) };
}
