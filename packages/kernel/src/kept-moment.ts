import { asKept } from './clock.ts';

/**
 * A value whose every moment, however deep, is one that a row keeps; the value itself where there is nothing to cut. Whoever decides over the event, over
 * the row, or over what is remembered of it decides over the same moment.
 */
export function withKeptMoments<T>(value: T): T {
  if (value instanceof Temporal.Instant) return value.epochNanoseconds % 1000n === 0n ? value : (asKept(value) as T);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const cut = value.map(withKeptMoments);
    return cut.some((one, i) => one !== value[i]) ? (cut as T) : value;
  }
  if (!isPlain(value)) return value;
  const cut = Object.entries(value).flatMap(([name, part]) => {
    const kept: unknown = withKeptMoments(part);
    return kept === part ? [] : [[name, kept] as const];
  });
  return cut.length === 0 ? value : { ...value, ...Object.fromEntries(cut) };
}

/** A record of fields, and no dates, durations or other values of their own kind. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
