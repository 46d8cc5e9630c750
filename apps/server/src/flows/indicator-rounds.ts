// two days back at each round covers every shift that can still be provisional; older ones when an event touches them
const recentHours = 40;
const startDays = 35;
const quarterMs = 15 * 60_000;

/** A stretch of time of one unit, whose shifts are to be reckoned. */
export interface Stretch {
  readonly unit: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

export interface RoundParts {
  readonly now: () => Temporal.Instant;
  readonly units: () => readonly string[];
  /** Units and moments that facts touched since this was asked last. */
  readonly touched: () => Promise<readonly { readonly place: string; readonly at: Temporal.Instant }[]>;
  /** Reckons every shift that overlaps a stretch; answers those that it could not. */
  readonly reckon: (stretch: Stretch) => Promise<readonly Stretch[]>;
  readonly warn: (message: string, error: unknown) => void;
}

/**
 * One round after the other: recent shifts of every unit, and older ones that facts touched. What could not be reckoned is owed, and
 * each round tries it again: a database that was away for a moment leaves no old number standing.
 */
export function indicatorRounds({ now, units, touched, reckon, warn }: RoundParts): () => Promise<void> {
  let since = now().subtract({ hours: 24 * startDays });
  const owed = new Map<string, Stretch>();
  /** What touches one quarter of an hour of a unit is reckoned once, however many facts did. */
  const owe = (one: Stretch) => {
    const key = `${one.unit} ${Math.floor(one.from.epochMilliseconds / quarterMs)}`;
    const known = owed.get(key);
    const first = known && Temporal.Instant.compare(known.from, one.from) < 0 ? known.from : one.from;
    const last = known && Temporal.Instant.compare(known.to, one.to) > 0 ? known.to : one.to;
    owed.set(key, { unit: one.unit, from: first, to: last });
  };

  /** One unit whose numbers cannot be reckoned does not keep the others from theirs. */
  const tryOne = async (one: Stretch): Promise<readonly Stretch[]> => {
    try {
      return await reckon(one);
    } catch (error) {
      warn(`indicators of ${one.unit} could not be reckoned`, error);
      return [one];
    }
  };

  return async () => {
    const until = now();
    for (const { place, at } of await touched()) if (Temporal.Instant.compare(at, since) < 0) owe({ unit: place, from: at, to: at.add({ seconds: 1 }) });
    const here = new Set(units());
    const old = [...owed].filter(([, { unit }]) => here.has(unit));
    owed.clear();
    const recent = [...here].map((unit): Stretch => ({ unit, from: since, to: until }));
    const failed: Stretch[] = [];
    for (const one of recent) failed.push(...(await tryOne(one)));
    for (const [, one] of old) failed.push(...(await tryOne(one)));
    since = until.subtract({ hours: recentHours });
    // what the next round looks at anyway is not owed
    for (const one of failed) if (Temporal.Instant.compare(one.from, since) < 0) owe(one);
  };
}
