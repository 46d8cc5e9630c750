import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlantClock } from './clock.ts';
import type { PlantEvent, SampleEvent, ScheduleEvent } from './plant/event.ts';

export interface LiveInput {
  /** From the beginning of the plant's life: what lies before the clock's time is lived through at once, unsaid. */
  readonly events: Iterable<PlantEvent>;
  readonly clock: PlantClock;
  readonly startMs: number;
  /** The last word of every signal before the start, then values as they come. */
  readonly prime: (last: ReadonlyMap<string, SampleEvent>) => void | Promise<void>;
  readonly say: (values: readonly SampleEvent[]) => void;
  readonly schedule: (message: ScheduleEvent) => void;
  readonly signal: AbortSignal;
}

/** Lets a plant live by its clock. What people do is left to people. */
export async function live(input: LiveInput): Promise<void> {
  const last = new Map<string, SampleEvent>();
  let isPrimed = false;
  let due: SampleEvent[] = [];
  const flush = (): void => {
    if (due.length > 0) input.say(due);
    due = [];
  };
  for (const event of input.events) {
    if (event.atMs < input.startMs) {
      if (event.kind === 'sample') last.set(event.address, event);
      continue;
    }
    if (!isPrimed) await input.prime(last);
    isPrimed = true;
    if (event.atMs > input.clock.nowMs()) {
      flush();
      await input.clock.reach(event.atMs);
    }
    if (input.signal.aborted) return;
    if (event.kind === 'sample') due.push(event);
    else if (event.kind === 'schedule') input.schedule(event);
    if (due.length >= 200) flush();
  }
}

/** Drops a schedule into a folder, whole or not at all. */
export function dropSchedule(folder: string, message: ScheduleEvent): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${message.id}-v${message.version}-${Math.round(message.atMs)}.xml`);
  writeFileSync(`${path}.part`, message.xml);
  renameSync(`${path}.part`, path);
  return path;
}
