import { join } from 'node:path';
import type { PlantEvent } from './plant/event.ts';
import { gearbox } from './plant/gearbox.ts';
import type { Ticks } from './plant/line.ts';
import { tablets } from './plant/tablets.ts';

export const plants = { tablets, gearbox };
export type PlantName = keyof typeof plants;

/** In the past: counts by the minute, measured values every ten. Watched: each second, each five. */
const past: Ticks = { countsMs: 60_000, measuresMs: 600_000 };
const watched: Ticks = { countsMs: 1_000, measuresMs: 5_000 };

export interface LifeInput {
  readonly plant: PlantName;
  /** Folder of all plants' model files. */
  readonly plantsFolder: string;
  readonly seed: string;
  /** The plant's life begins here. Give the same to `history` and `live`, and the one goes on where the other ended. */
  readonly fromMs: number;
  /** From here on it is watched closely. Stops and orders fall on the same second wherever this lies. */
  readonly liveFromMs: number;
  /** The machining cell is worked at any hour. */
  readonly isAlwaysManned?: boolean;
}

/** All that happens in a plant from `fromMs` on, in order of virtual time, without end. The same input gives the same life. */
export function life(input: LifeInput): Generator<PlantEvent> {
  return plants[input.plant]({
    folder: join(input.plantsFolder, input.plant),
    seed: input.seed,
    fromMs: input.fromMs,
    ticksAt: (atMs) => (atMs < input.liveFromMs ? past : watched),
    ...(input.isAlwaysManned && { isAlwaysManned: true }),
  });
}

/** What happened up to but not including `toMs`: schedule messages, machine values, and what people entered. For a back-fill. */
export async function* history(input: Omit<LifeInput, 'liveFromMs'> & { readonly toMs: number }): AsyncGenerator<PlantEvent> {
  let events = 0;
  for (const event of life({ ...input, liveFromMs: input.toMs })) {
    if (event.atMs >= input.toMs) return;
    yield event;
    // Others live in this process too
    if (++events % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
