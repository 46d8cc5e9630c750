import type { Alternative, Frozen, Job, Machine, Objective, Operation, PeopleNeed, Problem, ToolNeed, Window } from './problem.ts';
import { crewsWith, share } from './share.ts';
import { onlyNamed } from './only-named.ts';

// 2^50: sums over any plant stay exact in a double
const farthest = 2 ** 50;

function count(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1 || value > 10_000) throw new RangeError(`${name} is ${value}; it must be a whole number from 1 to 10,000.`);
}

/** A whole number that may be left out. */
function wholeIfAny(name: string, value: number | undefined, least: number): void {
  if (value !== undefined) whole(name, value, least);
}

function whole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least || value > farthest)
    throw new RangeError(
      `${name} is ${value}; it must be a whole number from ${least === -farthest ? 'minus 2^50' : least} to 2^50. Choose a finer unit of time if you need fractions.`,
    );
}

function unique(name: string, ids: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const [i, { id }] of ids.entries()) {
    if (typeof id !== 'string' || id === '') throw new RangeError(`${name}[${i}].id is empty; give each its own id.`);
    if (seen.has(id)) throw new RangeError(`${name}[${i}].id is "${id}", which another has already; give each its own id.`);
    seen.add(id);
  }
}

function windows(name: string, closed: readonly Window[] | undefined): void {
  let before: Window | undefined;
  for (const [i, window] of (closed ?? []).entries()) {
    onlyNamed(`${name}.closed[${i}]`, window, ['from', 'until', 'reason', 'canSpan']);
    whole(`${name}.closed[${i}].from`, window.from, -farthest);
    whole(`${name}.closed[${i}].until`, window.until, -farthest);
    if (window.until <= window.from) throw new RangeError(`${name}.closed[${i}] runs from ${window.from} until ${window.until}; it must end after it begins.`);
    if (before && window.from < before.until)
      throw new RangeError(`${name}.closed[${i}] begins at ${window.from}, before the window ahead of it ends at ${before.until}; give windows in order and apart.`);
    before = window;
  }
}

function machineIsSound(machine: Machine): void {
  const name = `machine "${machine.id}"`;
  onlyNamed(name, machine, ['id', 'closed', 'setups', 'otherSetupTime', 'family']);
  windows(name, machine.closed);
  wholeIfAny(`${name}.otherSetupTime`, machine.otherSetupTime, 0);
  const seen = new Set<string>();
  for (const [i, setup] of (machine.setups ?? []).entries()) {
    onlyNamed(`${name}.setups[${i}]`, setup, ['from', 'to', 'time']);
    whole(`${name}.setups[${i}].time`, setup.time, 0);
    const pair = JSON.stringify([setup.from, setup.to]);
    if (seen.has(pair)) throw new RangeError(`${name}.setups[${i}] gives the change from "${setup.from}" to "${setup.to}" a second time; give it once.`);
    seen.add(pair);
  }
}

function peopleCanBeHad(name: string, needs: readonly PeopleNeed[], problem: Problem): void {
  for (const need of needs) {
    onlyNamed(`${name}: people`, need, ['skill', 'count']);
    count(`${name}: people with skill "${need.skill}"`, need.count);
  }
  if (needs.length === 0) return;
  const crews = problem.crews ?? [];
  const asked = needs.map((need) => ({ count: need.count, crews: crewsWith(need.skill, crews) }));
  const everyone = crews.map((crew) => crew.size);
  if (share(asked, crews.length, everyone) === null)
    throw new RangeError(`${name} needs ${needs.map((need) => `${need.count} with skill "${need.skill}"`).join(' and ')}, more than all crews together have.`);
}

function toolsCanBeHad(name: string, needs: readonly ToolNeed[], problem: Problem): void {
  for (const need of needs) {
    onlyNamed(`${name}: tools`, need, ['tool', 'count']);
    count(`${name}: count of tool "${need.tool}"`, need.count);
    const tool = problem.tools?.find((each) => each.id === need.tool);
    if (!tool) throw new RangeError(`${name} needs tool "${need.tool}", which is not among the tools.`);
    if (tool.count < need.count) throw new RangeError(`${name} needs ${need.count} of tool "${need.tool}"; there are ${tool.count}.`);
  }
  if (new Set(needs.map((need) => need.tool)).size < needs.length) throw new RangeError(`${name} names a tool twice; give one count for each.`);
}

function alternativeIsSound(name: string, operation: Operation, alternative: Alternative, machines: ReadonlyMap<string, Machine>, problem: Problem): void {
  onlyNamed(`${name}: on`, alternative, ['machine', 'time', 'people', 'tools']);
  const machine = machines.get(alternative.machine);
  if (!machine) throw new RangeError(`${name} can go on machine "${alternative.machine}", which is not among the machines.`);
  whole(`${name}: time on "${machine.id}"`, alternative.time, 1);
  if ((machine.setups || machine.otherSetupTime !== undefined) && operation.family === undefined)
    throw new RangeError(`${name} has no family, but machine "${machine.id}" has set-ups by family; name the operation's family.`);
  peopleCanBeHad(name, alternative.people ?? operation.people ?? [], problem);
  toolsCanBeHad(name, alternative.tools ?? operation.tools ?? [], problem);
}

function jobIsSound(job: Job, machines: ReadonlyMap<string, Machine>, problem: Problem): void {
  const name = `job "${job.id}"`;
  onlyNamed(name, job, ['id', 'release', 'due', 'weight', 'operations']);
  wholeIfAny(`${name}.release`, job.release, -farthest);
  wholeIfAny(`${name}.due`, job.due, -farthest);
  if (job.weight !== undefined && (typeof job.weight !== 'number' || !(job.weight >= 0 && job.weight <= farthest)))
    throw new RangeError(`${name}.weight is ${job.weight}; it must be a number from 0 to 2^50.`);
  if (job.operations.length === 0) throw new RangeError(`${name} has no operations; give at least one.`);
  unique(`${name}.operations`, job.operations);
  for (const operation of job.operations) {
    const own = `${name}, operation "${operation.id}"`;
    onlyNamed(own, operation, ['id', 'on', 'family', 'interruptible', 'waitAfter', 'people', 'tools']);
    for (const need of operation.people ?? []) onlyNamed(`${own}: people`, need, ['skill', 'count']);
    for (const need of operation.tools ?? []) onlyNamed(`${own}: tools`, need, ['tool', 'count']);
    wholeIfAny(`${own}.waitAfter`, operation.waitAfter, 0);
    if (operation.on.length === 0) throw new RangeError(`${own} has no machine; name at least one that can do it.`);
    if (new Set(operation.on.map((each) => each.machine)).size < operation.on.length) throw new RangeError(`${own} names a machine twice; give each once.`);
    for (const alternative of operation.on) alternativeIsSound(own, operation, alternative, machines, problem);
  }
}

function frozenIsSound(problem: Problem): void {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const frozen = new Map<string, Map<string, Frozen>>();
  for (const [i, each] of (problem.frozen ?? []).entries()) {
    const name = `frozen[${i}]`;
    onlyNamed(name, each, ['job', 'operation', 'machine', 'start', 'end', 'people']);
    for (const share of each.people ?? []) onlyNamed(`${name}.people`, share, ['crew', 'skill', 'count']);
    const job = jobs.get(each.job);
    const operation = job?.operations.find((one) => one.id === each.operation);
    if (!operation) throw new RangeError(`${name} is operation "${each.operation}" of job "${each.job}", which is not among the jobs.`);
    if (!operation.on.some((one) => one.machine === each.machine))
      throw new RangeError(`${name} is on machine "${each.machine}", which cannot do operation "${each.operation}" of job "${each.job}".`);
    whole(`${name}.start`, each.start, -farthest);
    whole(`${name}.end`, each.end, -farthest);
    if (each.end <= each.start) throw new RangeError(`${name} runs from ${each.start} to ${each.end}; it must end after it starts.`);
    for (const share of each.people ?? []) {
      count(`${name}: people of crew "${share.crew}"`, share.count);
      if (!problem.crews?.some((crew) => crew.id === share.crew)) throw new RangeError(`${name} has people of crew "${share.crew}", which is not among the crews.`);
    }
    const ofJob = frozen.get(each.job) ?? new Map<string, Frozen>();
    if (ofJob.has(each.operation)) throw new RangeError(`${name} freezes operation "${each.operation}" of job "${each.job}" a second time; freeze it once.`);
    frozen.set(each.job, ofJob.set(each.operation, each));
  }
  for (const [id, ofJob] of frozen) {
    const operations = jobs.get(id)?.operations ?? [];
    for (const [i, operation] of operations.entries()) {
      const own = ofJob.get(operation.id);
      if (own === undefined) continue;
      const before = operations[i - 1];
      if (before === undefined) continue;
      const ahead = ofJob.get(before.id);
      if (!ahead) throw new RangeError(`Operation "${operation.id}" of job "${id}" is frozen but "${before.id}" before it is not; freeze that too.`);
      if (ahead.end > own.start) throw new RangeError(`Job "${id}": frozen operation "${operation.id}" starts at ${own.start}, before "${before.id}" ends at ${ahead.end}.`);
    }
  }
  const onMachine = [...(problem.frozen ?? [])].sort((a, b) => (a.machine < b.machine ? -1 : a.machine > b.machine ? 1 : a.start - b.start || a.end - b.end));
  for (const [i, each] of onMachine.entries()) {
    const before = onMachine[i - 1];
    if (before && before.machine === each.machine && before.end > each.start)
      throw new RangeError(
        `Frozen operations "${before.operation}" of job "${before.job}" and "${each.operation}" of job "${each.job}" overlap on machine "${each.machine}" at ${each.start}.`,
      );
  }
}

/** Refuse a problem that makes no sense, with a sentence that names the place, its value and what is allowed. */
export function checkProblem(problem: Problem): void {
  onlyNamed('problem', problem, ['machines', 'jobs', 'crews', 'tools', 'frozen', 'start']);
  if (problem.machines.length === 0) throw new RangeError('machines is empty; give at least one machine.');
  if (problem.jobs.length === 0) throw new RangeError('jobs is empty; give at least one job.');
  wholeIfAny('start', problem.start, -farthest);
  unique('machines', problem.machines);
  unique('jobs', problem.jobs);
  unique('crews', problem.crews ?? []);
  unique('tools', problem.tools ?? []);
  for (const machine of problem.machines) machineIsSound(machine);
  for (const crew of problem.crews ?? []) {
    onlyNamed(`crew "${crew.id}"`, crew, ['id', 'skills', 'size', 'closed']);
    count(`crew "${crew.id}".size`, crew.size);
    windows(`crew "${crew.id}"`, crew.closed);
  }
  for (const tool of problem.tools ?? []) {
    onlyNamed(`tool "${tool.id}"`, tool, ['id', 'count', 'closed']);
    count(`tool "${tool.id}".count`, tool.count);
    windows(`tool "${tool.id}"`, tool.closed);
  }
  const machines = new Map(problem.machines.map((machine) => [machine.id, machine]));
  for (const job of problem.jobs) jobIsSound(job, machines, problem);
  frozenIsSound(problem);
}

export function checkObjective(objective: Objective): void {
  onlyNamed('objective', objective, ['tardiness', 'makespan', 'changeovers']);
  for (const name of ['tardiness', 'makespan', 'changeovers'] as const) {
    const weight = objective[name];
    if (typeof weight !== 'number' || !(weight >= 0 && weight <= farthest)) throw new RangeError(`objective.${name} is ${weight}; it must be a number from 0 to 2^50.`);
  }
  if (objective.tardiness === 0 && objective.makespan === 0 && objective.changeovers === 0)
    throw new RangeError('objective has no weight above 0; weigh at least one of tardiness, makespan and changeovers.');
}
