import type { Random } from '../random.ts';
import type { ActEvent } from './event.ts';
import type { WhoWorks } from './people.ts';
import { readingsOf, type Reading } from './readings.ts';
import type { Shift } from './shifts.ts';
import type { Step } from './works.ts';

/** The piece of work that acts belong to. */
export interface Job {
  readonly place: string;
  readonly request: string;
  readonly segment: string;
  readonly work: string;
}

export interface Crew {
  readonly who: WhoWorks;
  readonly shiftAt: (atMs: number) => Shift | undefined;
  /** Role of those who run machines here: `operator`, `machinist`. */
  readonly role: string;
}

export function actor(crew: Crew, job: Job) {
  const base = (atMs: number) => ({ kind: 'act' as const, atMs: Math.round(atMs), by: crew.who(crew.role, job.place, crew.shiftAt(atMs)), ...job });
  return {
    start: (atMs: number): ActEvent => ({ ...base(atMs), act: 'start' }),
    complete: (atMs: number): ActEvent => ({ ...base(atMs), act: 'complete' }),
    report: (atMs: number, good: number, unit: string, scrap: readonly { reason: string; quantity: number }[]): ActEvent => ({ ...base(atMs), act: 'report', good, unit, scrap }),
    explain: (atMs: number, unit: string, reason: string, fromMs: number, toMs: number): ActEvent => ({ ...base(atMs), act: 'explain', unit, reason, fromMs, toMs }),
    /** A step done at `atMs`: its readings, those of a second look where the first was out of limits, and its end. */
    step(atMs: number, step: Step, random: Random, known: Readonly<Record<string, Reading>> = {}): ActEvent[] {
      const { first, second } = readingsOf(step, random);
      const third = secondPerson(atMs, step);
      const acts: ActEvent[] = [];
      if (step.data.length > 0) acts.push({ ...base(atMs), act: 'record', step: step.id, data: { ...first, ...known }, isRecheck: false, ...third });
      const again = second === undefined ? undefined : Object.fromEntries(Object.entries(second).filter(([id]) => !(id in known)));
      const againMs = atMs + random.between(60_000, 240_000);
      if (again !== undefined && Object.keys(again).length > 0) acts.push({ ...base(againMs), act: 'record', step: step.id, data: again, isRecheck: true, ...third });
      acts.push({ ...base((acts.at(-1)?.atMs ?? atMs) + 5_000), act: 'complete-step', step: step.id, ...third });
      return acts;
    },
    completeStep: (atMs: number, step: string): ActEvent => ({ ...base(atMs), act: 'complete-step', step }),
    /** The run is over: a step that repeated is not asked again. */
    endChecks: (atMs: number, step: string): ActEvent => ({ ...base(atMs), act: 'end-checks', step }),
    record: (atMs: number, step: string, data: Readonly<Record<string, Reading>>, isRecheck: boolean): ActEvent => ({ ...base(atMs), act: 'record', step, data, isRecheck }),
  };

  function secondPerson(atMs: number, step: Step): { second?: string } {
    if (step.second === undefined) return {};
    const shift = crew.shiftAt(atMs);
    return { second: crew.who(step.second, job.place, shift, crew.who(crew.role, job.place, shift)) };
  }
}
