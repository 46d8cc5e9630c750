import { setTimeout as delay } from 'node:timers/promises';
import type { SampleEvent } from '../plant/event.ts';
import { openAdapter, type Adapter } from './adapter.ts';
import { dueTimes, shifted, type ShdrRecord } from './recording.ts';

/** An adapter that remembers the last word of each key for whoever listens later. */
export interface Speaker {
  readonly adapter: Adapter;
  say(line: string): void;
}

export async function openSpeaker(port: number): Promise<Speaker> {
  const last = new Map<string, string>();
  const adapter = await openAdapter(port, () => [...last.values()]);
  return {
    adapter,
    say(line) {
      const key = line.split('|')[1] ?? '';
      // Assets and protocol lines are news, not a state
      if (key !== '' && !key.startsWith('@')) {
        last.delete(key);
        last.set(key, line);
      }
      adapter.say(line);
    },
  };
}

/** A generated value as SHDR: stamp, key, value. */
export const lineOf = ({ atMs, address, value }: SampleEvent): string => `${new Date(atMs).toISOString()}|${address}|${value}`;

/** Replays a recording again and again, with its own stamps or as if it happened now, until stopped. */
export async function replay(
  records: readonly ShdrRecord[],
  speaker: Speaker,
  options: { speed: number; times: 'original' | 'now'; nowMs: () => number; signal: AbortSignal },
): Promise<void> {
  const due = dueTimes(records, options.speed);
  while (!options.signal.aborted) {
    const begun = performance.now();
    const beganMs = options.nowMs();
    for (const [index, record] of records.entries()) {
      const waitMs = (due[index] as number) - (performance.now() - begun);
      if (waitMs > 1) await delay(waitMs, undefined, { signal: options.signal }).catch(() => undefined);
      if (options.signal.aborted) return;
      // Each stamp moves to the moment it is said; one that went back in the recording goes back by as much
      const base = beganMs + (due[index] as number);
      speaker.say(options.times === 'original' || record.atMs === undefined ? shifted(record, 0) : shifted(record, base - record.atMs - behind(records, index)));
    }
    await delay(10_000, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

/** How far a record lies behind the latest before it, ms. */
function behind(records: readonly ShdrRecord[], index: number): number {
  const own = records[index]?.atMs ?? 0;
  let latest = own;
  // 200 records are seconds of a talkative machine; steps further back than that are not worth a longer look
  for (let at = Math.max(0, index - 200); at < index; at++) latest = Math.max(latest, records[at]?.atMs ?? latest);
  return latest - own;
}
