import { seeded } from '../random.ts';
import type { Crew } from './acts.ts';
import { weekOf, type Demand, type Week } from './demand.ts';
import { inOrder, type ActEvent, type PlantEvent, type ScheduleEvent } from './event.ts';
import { lineEvents, type Ticks } from './line.ts';
import { readModel, type Model } from './model.ts';
import { peopleOf } from './people.ts';
import { process, type Packing, type Places } from './processing.ts';
import { shiftsOf } from './shifts.ts';

export interface PlantInput {
  /** Folder with the model files. */
  readonly folder: string;
  readonly seed: string;
  /** The plant's life begins here; the same start, seed and model give the same life. */
  readonly fromMs: number;
  readonly ticksAt: (atMs: number) => Ticks;
  /** The machine is worked at any hour, whatever the calendar says: whoever looks at a demo in the evening sees it work. */
  readonly isAlwaysManned?: boolean;
}

// Batches a week; the granulator makes about 35
const demand: Demand = { 'rv20-30': 15, 'rv20-90': 8, 'rv40-30': 9 };
const lines = [
  { line: 'packaging-1', blister: 'PK-11', cartoner: 'PK-12' },
  { line: 'packaging-2', blister: 'PK-21', cartoner: 'PK-22' },
];

/** The tablets plant from its beginning on, in order of time, without end. */
export function tablets(input: PlantInput): Generator<PlantEvent> {
  const model = readModel(input.folder);
  const crew: Crew = { who: peopleOf(model), shiftAt: shiftsOf(model, 'tablets', 'Europe/Berlin'), role: 'operator' };
  const weeks = createWeeks(model, crew, input);
  return inOrder<PlantEvent>([
    weeks.messages(),
    weeks.acts(),
    ...lines.map(({ line, blister, cartoner }) =>
      lineEvents({ model, line, blister, cartoner, packings: weeks.packings(line), fromMs: input.fromMs, crew, random: seeded(input.seed), ticksAt: input.ticksAt }),
    ),
  ]);
}

/** Weeks are made when the first stream asks for them, and are the same for all. */
function createWeeks(model: Model, crew: Crew, input: PlantInput) {
  const random = seeded(input.seed).fork('tablets');
  const places: Places = { free: new Map(), last: new Map() };
  const orders: Week[] = [];
  const made: { acts: ActEvent[]; packings: Packing[] }[] = [];

  const orderWeek = (week: number): Week => {
    while (orders.length <= week) orders.push(weekOf(model, demand, { site: 'tablets', firstMs: input.fromMs, week: orders.length, random }));
    return orders[week] as Week;
  };
  const madeWeek = (week: number) => {
    while (made.length <= week) {
      const done = orderWeek(made.length).wanted.map((request) => process(model, request, places, crew, random));
      made.push({ acts: done.flatMap(({ acts }) => acts), packings: done.map(({ packing }) => packing) });
    }
    return made[week] as (typeof made)[number];
  };

  return {
    *messages(): Generator<ScheduleEvent> {
      let held: ScheduleEvent[] = [];
      for (let week = 0; ; week++) {
        held.push(...orderWeek(week).messages);
        // The schedule of the next week comes 68 h before that week begins
        const untilMs = input.fromMs + (week + 1) * 604_800_000 - 68 * 3_600_000;
        yield* held.filter(({ atMs }) => atMs < untilMs).toSorted((one, other) => one.atMs - other.atMs);
        held = held.filter(({ atMs }) => atMs >= untilMs);
      }
    },
    *acts(): Generator<ActEvent> {
      let held: ActEvent[] = [];
      for (let week = 0; ; week++) {
        held.push(...madeWeek(week).acts);
        // Nothing of the next week begins before that week
        const untilMs = input.fromMs + (week + 1) * 604_800_000;
        yield* held.filter(({ atMs }) => atMs < untilMs).toSorted((one, other) => one.atMs - other.atMs);
        held = held.filter(({ atMs }) => atMs >= untilMs);
      }
    },
    *packings(line: string): Generator<Packing> {
      for (let week = 0; ; week++)
        yield* madeWeek(week)
          .packings.filter((packing) => packing.line === line)
          .toSorted((one, other) => one.readyMs - other.readyMs);
    },
  };
}
