import fc from 'fast-check';

import type { Alternative, Frozen, Job, Machine, Problem, Window } from './problem.ts';

/** Small plants with all limits at once, for properties that must always hold. Used by tests only. */
const time = fc.integer({ min: 1, max: 12 });

const windows: fc.Arbitrary<Window[]> = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 8 }), canSpan: fc.boolean() }), { maxLength: 4 })
  .map((parts) => {
    let at = 0;
    return parts.map(({ gap, length, canSpan }) => {
      const from = at + gap;
      at = from + length;
      return { from, until: at, canSpan };
    });
  });

const families = ['red', 'green', 'blue'];

const machine = (id: string): fc.Arbitrary<Machine> =>
  fc.record({
    id: fc.constant(id),
    closed: windows,
    setups: fc
      .array(fc.record({ from: fc.constantFrom(...families), to: fc.constantFrom(...families), time: fc.integer({ min: 0, max: 6 }) }), { maxLength: 4 })
      .map((all) => all.filter((each, i) => all.findIndex((other) => other.from === each.from && other.to === each.to) === i)),
    otherSetupTime: fc.integer({ min: 0, max: 4 }),
    family: fc.constantFrom(...families),
  });

const machineIds = ['M0', 'M1', 'M2'];

const alternatives: fc.Arbitrary<Alternative[]> = fc
  .subarray(machineIds, { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map((id) => time.map((t) => ({ machine: id, time: t })))));

const job = (id: string): fc.Arbitrary<Job> =>
  fc.record({
    id: fc.constant(id),
    release: fc.integer({ min: 0, max: 15 }),
    due: fc.integer({ min: 5, max: 60 }),
    weight: fc.integer({ min: 0, max: 3 }),
    operations: fc
      .array(
        fc.record({
          on: alternatives,
          family: fc.constantFrom(...families),
          interruptible: fc.boolean(),
          waitAfter: fc.integer({ min: 0, max: 3 }),
          people: fc.array(fc.record({ skill: fc.constantFrom('weld', 'check'), count: fc.constant(1) }), { maxLength: 2 }),
          tools: fc.subarray(['jig', 'gauge']).map((tools) => tools.map((tool) => ({ tool, count: 1 }))),
        }),
        { minLength: 1, maxLength: 3 },
      )
      .map((operations) => operations.map((operation, i) => ({ id: `O${i}`, ...operation }))),
  });

/** The first operation of each job that says so, frozen one after the other on its first machine. */
function frozenOf(jobs: readonly Job[], isFrozen: readonly boolean[]): Frozen[] {
  const free = new Map<string, number>();
  return jobs.flatMap((each, j) => {
    const first = each.operations[0]!;
    if (!isFrozen[j]) return [];
    const { machine: id, time: length } = first.on[0]!;
    const start = free.get(id) ?? 0;
    free.set(id, start + length);
    return [{ job: each.id, operation: first.id, machine: id, start, end: start + length, people: [] }];
  });
}

export const anyProblem: fc.Arbitrary<Problem> = fc
  .record({
    machines: fc.tuple(...machineIds.map(machine)),
    jobs: fc.integer({ min: 1, max: 5 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, j) => job(`J${j}`)))),
    crews: fc.tuple(
      fc.record({ id: fc.constant('A'), skills: fc.constant(['weld', 'check']), size: fc.integer({ min: 1, max: 2 }), closed: windows }),
      fc.record({ id: fc.constant('B'), skills: fc.constant(['check']), size: fc.constant(1), closed: windows }),
      fc.record({ id: fc.constant('C'), skills: fc.constant(['weld']), size: fc.constant(1), closed: windows }),
    ),
    tools: fc.tuple(
      fc.record({ id: fc.constant('jig'), count: fc.integer({ min: 1, max: 2 }), closed: windows }),
      fc.record({ id: fc.constant('gauge'), count: fc.constant(1), closed: windows }),
    ),
    isFrozen: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    start: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ isFrozen, ...problem }) => ({ ...problem, frozen: frozenOf(problem.jobs, isFrozen) }));

/** The same without people and tools, for which the order on each machine decides all. */
export const anyOrderOnly: fc.Arbitrary<Problem> = anyProblem.map((problem) => ({
  ...problem,
  frozen: problem.frozen!.filter((each) => each.start === 0),
  jobs: problem.jobs.map((each) => ({ ...each, operations: each.operations.map(({ people: _people, tools: _tools, ...rest }) => rest) })),
}));

/** Plants without calendars, set-ups, people, tools and frozen work. */
export const anyPureShop: fc.Arbitrary<Problem> = fc
  .array(
    fc.array(
      fc.subarray(machineIds, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map((id) => fc.integer({ min: 1, max: 9 }).map((t) => ({ machine: id, time: t }))))),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((jobs) => ({
    machines: machineIds.map((id) => ({ id })),
    jobs: jobs.map((operations, j) => ({ id: `J${j}`, release: j, operations: operations.map((on, i) => ({ id: `O${i}`, on })) })),
  }));
