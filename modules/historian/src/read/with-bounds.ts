import type { Historian } from '../historian.ts';
import { badFrom, neighbour, uncertainFrom } from './raw.ts';
import type { Stretch } from './when.ts';

/**
 * A stretch widened to the samples that its bounds rest on: the nearest usable ones outside, two of them before, where the
 * last line may be drawn on; and what lies between, which makes them Uncertain (OPC 10000-13 §3.1.8, §3.1.9).
 * Where no usable one is there, the nearest of any quality, so that the history does not seem to begin later.
 */
export async function withBounds(historian: Historian, site: string, input: Stretch, treatUncertainAsBad: boolean): Promise<Stretch> {
  const usable = treatUncertainAsBad ? uncertainFrom : badFrom;
  const { signal } = input;
  const before = async (): Promise<Temporal.Instant> => {
    const first = await neighbour(historian, site, input, 'before', usable);
    if (first === undefined) return (await neighbour(historian, site, input, 'before'))?.sourceTime ?? input.from;
    const second = await neighbour(historian, site, { signal, from: first.sourceTime, to: input.to }, 'before', usable);
    return (second ?? first).sourceTime;
  };
  const after = async (): Promise<Temporal.Instant> => {
    const next = (await neighbour(historian, site, input, 'after', usable)) ?? (await neighbour(historian, site, input, 'after'));
    return next?.sourceTime.add({ nanoseconds: 1 }) ?? input.to;
  };
  const [from, to] = await Promise.all([before(), after()]);
  return { signal, from, to };
}
