import type { Random } from '../random.ts';
import type { Mode, State } from './packml.ts';
import type { Shift } from './shifts.ts';
import { nextStop, skillOf } from './stops.ts';

/** A stretch of a packaging line's time in which nothing changes. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly blister: { readonly state: State; readonly mode: Mode; readonly reason: string };
  readonly cartoner: { readonly state: State; readonly mode: Mode; readonly reason: string };
  /** Pieces a second while executing, else 0. */
  readonly ratePerS: number;
  /** Share of pieces that are rejected. */
  readonly scrapShare: number;
  readonly scrapReason: string;
}

export interface RunInput {
  readonly startMs: number;
  readonly quantity: number;
  readonly ratePerS: number;
  readonly setupMs: number;
  readonly isNewFormat: boolean;
  readonly shiftAt: (atMs: number) => Shift | undefined;
  readonly random: Random;
}

const s = 1_000;
const foilLastsMs = 75 * 60 * s;
const still = {
  blister: { state: 'idle', mode: 'produce', reason: '' },
  cartoner: { state: 'idle', mode: 'produce', reason: '' },
  ratePerS: 0,
  scrapShare: 0,
  scrapReason: '',
} as const;

/** One job on a packaging line from its change-over to its last good pack, stretch by stretch. Good pieces end it. */
export function runOf(input: RunInput): Stretch[] {
  const { random, shiftAt } = input;
  const stretches: Stretch[] = [];
  let atMs = input.startMs;
  const add = (lastsMs: number, what: Partial<Omit<Stretch, 'fromMs' | 'toMs'>>): void => {
    const toMs = Math.round(atMs + Math.max(lastsMs, s));
    stretches.push({ ...still, ...what, fromMs: Math.round(atMs), toMs });
    atMs = toMs;
  };
  const both = (state: State, mode: Mode = 'produce', reason = '') => ({ blister: { state, mode, reason }, cartoner: { state, mode, reason } });

  add(input.setupMs * random.skewed(1, 0.25), both('stopped', 'manual', input.isNewFormat ? 'format-change' : 'batch-change'));
  add(12 * s, both('resetting'));
  add(20 * s, both('starting'));

  let good = 0;
  let runSinceFoilMs = random.between(0, 0.8) * foilLastsMs;
  let isStartingUp = true;
  while (good < input.quantity) {
    const shift = shiftAt(atMs);
    const skill = skillOf(shift?.crew);
    const pause = shift?.breaks.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    if (shift === undefined) {
      add(3_600 * s - (atMs % (3_600 * s)), both('stopped'));
      continue;
    }
    if (pause !== undefined && !skill.relieves) {
      add(5 * s, both('holding'));
      add(pause.endMs - atMs, both('held'));
      add(10 * s, both('unholding'));
      continue;
    }

    const stop = nextStop(random, skill);
    const ratePerS = input.ratePerS * skill.pace * random.between(0.965, 1);
    const scrapShare = isStartingUp ? random.between(0.06, 0.16) : random.between(0.002, 0.009);
    const scrapReason = isStartingUp ? 'foil-start-up' : random.weighted(scrapReasons);
    const goodPerMs = (ratePerS * (1 - scrapShare)) / 1000;
    const untilDone = (input.quantity - good) / goodPerMs;
    const nextBreak = shift.breaks.find(({ startMs }) => startMs > atMs)?.startMs ?? Number.POSITIVE_INFINITY;
    const untilBreak = skill.relieves ? Number.POSITIVE_INFINITY : nextBreak - atMs;
    const untilStartedUp = isStartingUp ? 100 * s : Number.POSITIVE_INFINITY;
    const untilFoil = foilLastsMs - runSinceFoilMs;
    const lastsMs = Math.max(s, Math.min(untilDone, untilBreak, shift.endMs - atMs, untilStartedUp, untilFoil, stop.afterMs));

    add(lastsMs, { ...both('execute'), ratePerS, scrapShare, scrapReason });
    good += goodPerMs * lastsMs;
    runSinceFoilMs += lastsMs;
    if (isStartingUp && lastsMs === untilStartedUp) isStartingUp = false;
    if (lastsMs === untilDone) break;
    if (lastsMs === untilFoil) {
      runSinceFoilMs = 0;
      hold(add, 'blister', 'foil-change', random.skewed(210, 0.3) * s);
      isStartingUp = true;
    } else if (lastsMs === stop.afterMs) {
      hold(add, stop.on, stop.reason, stop.lastsMs);
      isStartingUp = stop.on === 'blister' && stop.lastsMs > 300 * s;
    }
  }
  add(25 * s, both('completing'));
  add(90 * s, both('complete'));
  add(10 * s, both('resetting'));
  return stretches;
}

const scrapReasons = [
  ['missing-tablet', 5],
  ['broken-tablet', 3],
  ['seal-weak', 2],
  ['print-smear', 1.5],
  ['weight-out-of-limits', 1],
] as const;

/** A stop of one unit: the other waits, starved or blocked, once the buffer between them is used up. */
function hold(add: (lastsMs: number, what: Partial<Stretch>) => void, on: 'blister' | 'cartoner', reason: string, lastsMs: number): void {
  const other = on === 'blister' ? 'cartoner' : 'blister';
  const pair = (own: State, others: State) => ({ [on]: { state: own, mode: 'produce', reason }, [other]: { state: others, mode: 'produce', reason: '' } }) as Partial<Stretch>;
  add(4 * s, pair('holding', 'suspending'));
  add(lastsMs, pair('held', 'suspended'));
  add(6 * s, pair('unholding', 'unsuspending'));
}
