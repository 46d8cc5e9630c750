import { seeded } from '../random.ts';
import type { Crew } from './acts.ts';
import { weekOf } from './demand.ts';
import { inOrder, type PlantEvent, type Request, type ScheduleEvent } from './event.ts';
import { cellEvents } from './machining.ts';
import { readModel } from './model.ts';
import { peopleOf } from './people.ts';
import { shiftsOf, type Shift } from './shifts.ts';
import type { PlantInput } from './tablets.ts';

const weekMs = 604_800_000;
// 6: some 45 h of work for the 42 h a week in which the cell is manned, so that whoever looks in a shift sees it work
const batchesAWeek = 6;
// 26: as much for a week that is manned all through
const batchesAWholeWeek = 26;
const dayMs = 86_400_000;

/** A shift that never ends: one a day, by UTC, without a break. */
const always = (atMs: number): Shift => {
  const startMs = Math.floor(atMs / dayMs) * dayMs;
  return { id: 'any', crew: undefined, startMs, endMs: startMs + dayMs, breaks: [] };
};

/** The gearbox plant from its beginning on, in order of time, without end. */
export function gearbox(input: PlantInput): Generator<PlantEvent> {
  const model = readModel(input.folder);
  const crew: Crew = { who: peopleOf(model), shiftAt: input.isAlwaysManned ? always : shiftsOf(model, 'gearbox', 'Europe/Berlin'), role: 'machinist' };
  const week = (number: number) =>
    weekOf(
      model,
      { 'gs-100': input.isAlwaysManned ? batchesAWholeWeek : batchesAWeek },
      { site: 'gearbox', firstMs: input.fromMs, week: number, random: seeded(input.seed).fork('gearbox') },
    );
  function* requests(): Generator<Request> {
    for (let number = 0; ; number++) yield* week(number).wanted;
  }
  function* messages(): Generator<ScheduleEvent> {
    let held: ScheduleEvent[] = [];
    for (let number = 0; ; number++) {
      held.push(...week(number).messages);
      const untilMs = input.fromMs + (number + 1) * weekMs - 68 * 3_600_000;
      yield* held.filter(({ atMs }) => atMs < untilMs).toSorted((one, other) => one.atMs - other.atMs);
      held = held.filter(({ atMs }) => atMs >= untilMs);
    }
  }
  return inOrder<PlantEvent>([
    messages(),
    cellEvents({ model, unit: 'MC-01', line: 'cell-1', requests: requests(), fromMs: input.fromMs, crew, random: seeded(input.seed), ticksAt: input.ticksAt }),
  ]);
}
