import type { Board } from './board.ts';
import type { Compiled } from './compile.ts';
import { costOf, mark } from './decode.ts';
import type { CrewShare, Objective } from './problem.ts';
import type { SayTime } from './reason.ts';
import { beforeOn, nameOf, reasonFor } from './reason.ts';
import type { ExplainedSchedule, JobOutcome, Measures } from './schedule.ts';
import { setUpBefore } from './work-time.ts';

type ExplainedAssignment = ExplainedSchedule['assignments'][number];

/** A compact board in names, with a reason for every start. */
export function report(board: Board, objective: Objective, say: SayTime): Pick<ExplainedSchedule, 'assignments' | 'jobs' | 'measures'> {
  const { compiled } = board;
  const tasks = [...compiled.tasks.keys()];
  tasks.sort((a, b) => board.start[a]! - board.start[b]! || machine(board, a) - machine(board, b) || board.end[a]! - board.end[b]! || a - b);
  const marks = mark(board);
  const measures: Measures = { ...marks, cost: costOf(marks, objective) };
  return { assignments: tasks.map((task) => assignmentOf(board, task, say)), jobs: outcomes(board, compiled), measures };
}

const machine = (board: Board, task: number): number => board.compiled.tasks[task]!.seats[board.seat[task]!]!.machine;

function assignmentOf(board: Board, task: number, say: SayTime): ExplainedAssignment {
  const { compiled } = board;
  const seat = compiled.tasks[task]!.seats[board.seat[task]!]!;
  const start = board.start[task]!;
  const isFrozen = compiled.isFixed[task]!;
  const { time } = beforeOn(board, task);
  const setUp = setUpBefore(compiled.closed[seat.machine]!, start, time);
  return {
    ...nameOf(board, task),
    machine: compiled.problem.machines[seat.machine]!.id,
    start,
    end: board.end[task]!,
    setup: time === 0 || isFrozen ? null : { from: setUp.start, until: setUp.end, time },
    people: peopleOf(board, task),
    tools: seat.tools.map((need) => ({ tool: compiled.problem.tools![need.tool]!.id, count: need.count })),
    isFrozen,
    reason: reasonFor(board, task, say),
  };
}

function peopleOf(board: Board, task: number): CrewShare[] {
  const { compiled } = board;
  const crews = compiled.problem.crews ?? [];
  const fixed = compiled.fixed.find((each) => each.task === task);
  if (fixed) return fixed.people.map((each) => ({ crew: crews[each.crew]!.id, skill: each.skill, count: each.count }));
  const { people } = compiled.tasks[task]!.seats[board.seat[task]!]!;
  const shares = board.shares[task] ?? [];
  return shares.flatMap((count, i) => (count === 0 ? [] : [{ crew: crews[i % crews.length]!.id, skill: people[Math.floor(i / crews.length)]!.skill, count }]));
}

function outcomes(board: Board, compiled: Compiled): JobOutcome[] {
  return compiled.problem.jobs.map((job, j) => {
    const end = board.end[compiled.first[j + 1]! - 1]!;
    return {
      job: job.id,
      start: board.start[compiled.first[j]!]!,
      end,
      due: job.due ?? null,
      tardiness: job.due === undefined ? 0 : Math.max(0, end - job.due),
    };
  });
}
