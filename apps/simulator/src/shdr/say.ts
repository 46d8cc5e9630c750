import { setTimeout as delay } from 'node:timers/promises';
import type { SampleEvent } from '../plant/event.ts';
import { openAdapter, type Adapter } from './adapter.ts';
import { shifted, timesOf, type ShdrRecord } from './recording.ts';

/** An adapter that remembers the last word of each key for whoever listens later. What it tells a new listener it has just read: it has the stamp of that moment, as real ones give it. */
export interface Speaker {
  readonly adapter: Adapter;
  say(line: string): void;
}

export async function openSpeaker(port: number, nowMs: (() => number) | undefined = undefined): Promise<Speaker> {
  const last = new Map<string, string>();
  const asOfNow = (line: string) => (nowMs === undefined ? line : `${new Date(nowMs()).toISOString()}${line.slice(line.indexOf('|'))}`);
  const adapter = await openAdapter(port, () => [...last.values()].map(asOfNow));
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
  const times = timesOf(records, options.speed);
  while (!options.signal.aborted) {
    const begun = performance.now();
    const beganMs = options.nowMs();
    for (const [index, record] of records.entries()) {
      const { dueMs, behindMs } = times[index]!;
      const waitMs = dueMs - (performance.now() - begun);
      if (waitMs > 1) await delay(waitMs, undefined, { signal: options.signal }).catch(() => undefined);
      if (options.signal.aborted) return;
      // Each stamp moves to the moment it is said; one that went back in the recording goes back by as much
      const base = beganMs + dueMs;
      speaker.say(options.times === 'original' || record.atMs === undefined ? shifted(record, 0) : shifted(record, base - record.atMs - behindMs));
    }
    await delay(10_000, undefined, { signal: options.signal }).catch(() => undefined);
  }
}
