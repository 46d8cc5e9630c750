/** A reading of a counter at a moment. */
export interface Shown {
  readonly timeMs: number;
  readonly value: number;
}

/** A stretch of readings below what the counter showed before and after it. */
export interface Blip {
  readonly timeMs: number;
  readonly from: number;
  readonly to: number;
}

// a reader of the meter that starts anew says 0, or what it kept, for a few readings at most
const longestMs = 15 * 60_000;

/**
 * Readings without those that cannot be the counter's: it showed less for a moment, and then as much as before again, sooner than it counts. A
 * counter that began anew counts up; one that is back where it was did not begin anew, and counting it so would count all of it twice.
 * How fast it counts is what the model says (`fastestPerMs`), else twice the fastest it did between two readings here.
 */
export function withoutBlips(read: readonly Shown[], fastestPerMs = 2 * fastestSeen(read)): { readonly read: readonly Shown[]; readonly blips: readonly Blip[] } {
  const kept: Shown[] = [];
  const blips: Blip[] = [];
  for (let i = 0; i < read.length; i++) {
    const one = read[i]!;
    const before = kept.at(-1);
    const back = before && one.value < before.value ? backAt(read, i, before.value) : undefined;
    const after = back === undefined ? undefined : read[back];
    const isBlip =
      before !== undefined &&
      after !== undefined &&
      after.value - one.value > fastestPerMs * (after.timeMs - one.timeMs) &&
      after.value - before.value <= fastestPerMs * (after.timeMs - before.timeMs);
    if (!isBlip) kept.push(one);
    else {
      blips.push({ timeMs: one.timeMs, from: before.value, to: one.value });
      i = back! - 1;
    }
  }
  return { read: kept, blips };
}

/** The first reading after a fall that is as high as before it, soon enough. */
function backAt(read: readonly Shown[], fell: number, level: number): number | undefined {
  for (let i = fell + 1; i < read.length && read[i]!.timeMs - read[fell]!.timeMs <= longestMs; i++) if (read[i]!.value >= level) return i;
  return undefined;
}

/** The fastest that a counter went up between two readings that are no way back from a fall. */
function fastestSeen(read: readonly Shown[]): number {
  let fastest = 0;
  let most = -Infinity;
  for (const [i, one] of read.entries()) {
    const before = read[i - 1];
    if (before && before.value >= most && one.value > before.value) fastest = Math.max(fastest, (one.value - before.value) / (one.timeMs - before.timeMs));
    most = Math.max(most, one.value);
  }
  return fastest;
}
