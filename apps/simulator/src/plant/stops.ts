import type { Random } from '../random.ts';

/** Why a unit of a packaging line stops by itself: how often while it runs, and for how long. */
interface Cause {
  readonly reason: string;
  readonly perHour: number;
  readonly medianS: number;
  readonly spread: number;
}

// Per hour of running and half-lives of blister lines as their makers and users describe them: many short, few long.
// What matters is the shape: most stops are jams of a minute, most lost time is in a handful of failures.
export const causes: { readonly blister: readonly Cause[]; readonly cartoner: readonly Cause[] } = {
  blister: [
    { reason: 'feeder-jam', perHour: 1.6, medianS: 70, spread: 0.7 },
    { reason: 'star-wheel', perHour: 0.07, medianS: 900, spread: 0.8 },
    { reason: 'sealing-temperature', perHour: 0.06, medianS: 780, spread: 0.6 },
    { reason: 'drive-fault', perHour: 0.025, medianS: 1_900, spread: 0.8 },
    { reason: 'wait-material', perHour: 0.09, medianS: 400, spread: 0.6 },
    { reason: 'wait-quality', perHour: 0.04, medianS: 500, spread: 0.6 },
  ],
  cartoner: [
    { reason: 'carton-magazine', perHour: 0.9, medianS: 60, spread: 0.6 },
    { reason: 'code-reader', perHour: 0.5, medianS: 85, spread: 0.9 },
    { reason: 'drive-fault', perHour: 0.012, medianS: 1_500, spread: 0.7 },
  ],
};

export interface NextStop {
  readonly on: 'blister' | 'cartoner';
  readonly reason: string;
  /** After this much running. */
  readonly afterMs: number;
  readonly lastsMs: number;
}

/** What a crew is like at a line: some clear jams faster, some run the line harder. */
export interface CrewSkill {
  readonly pace: number;
  readonly stops: number;
  readonly repair: number;
  /** Has somebody run the line through breaks. */
  readonly relieves: boolean;
}
const skills: Readonly<Record<string, CrewSkill>> = {
  A: { pace: 0.985, stops: 0.85, repair: 0.85, relieves: true },
  B: { pace: 0.96, stops: 1, repair: 1, relieves: false },
  C: { pace: 0.93, stops: 1.25, repair: 1.2, relieves: false },
  D: { pace: 0.97, stops: 0.95, repair: 0.9, relieves: false },
};
export const skillOf = (crew: string | undefined): CrewSkill => skills[crew ?? ''] ?? { pace: 0.96, stops: 1, repair: 1, relieves: false };

/** The first of all causes to strike. */
export function nextStop(random: Random, skill: CrewSkill): NextStop {
  let first: NextStop | undefined;
  for (const on of ['blister', 'cartoner'] as const)
    for (const cause of causes[on]) {
      const afterMs = random.wait((cause.perHour * skill.stops) / 3_600_000);
      const lastsMs = Math.max(15_000, random.skewed(cause.medianS, cause.spread) * skill.repair * 1000);
      if (first === undefined || afterMs < first.afterMs) first = { on, reason: cause.reason, afterMs, lastsMs };
    }
  return first as NextStop;
}
