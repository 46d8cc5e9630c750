import type { Outcome } from './rehearsal.ts';
import type { CallLoad } from './report.ts';

/** 22 to 6: whoever is called then sleeps, unless it is their shift. */
const isNight = (hour: number) => hour >= 22 || hour < 6;

/**
 * How calls fall on people: under the model in force, under the proposed one as far as it is known, and under the proposed one with all that is not.
 * Undefined where nobody is called.
 */
export function loadOf(inForce: readonly Outcome[], proposed: readonly Outcome[], beyond: readonly Outcome[], zone: string): CallLoad | undefined {
  const [before, after, most] = [fallOf(inForce, zone), fallOf(proposed, zone), fallOf([...proposed, ...beyond], zone)];
  if (before.byRole.size + most.byRole.size === 0) return undefined;
  const counts = (countOf: (fall: Fall) => number) => ({ inForce: countOf(before), proposed: countOf(after), atMost: countOf(most) });
  const namesIn = (of: (fall: Fall) => ReadonlyMap<string, unknown>) => [...new Set([...of(before).keys(), ...of(most).keys()])];
  const byWeight = (a: Counts, b: Counts) => b.proposed - a.proposed || b.atMost - a.atMost || b.inForce - a.inForce;
  return {
    persons: counts(({ byPerson }) => byPerson.size),
    woken: counts(({ woken }) => woken.size),
    byHour: { inForce: before.byHour, proposed: after.byHour },
    byRole: namesIn(({ byRole }) => byRole)
      .map((role) => ({ role, holders: new Set([...(before.holders.get(role) ?? []), ...(most.holders.get(role) ?? [])]).size, ...counts(({ byRole }) => byRole.get(role) ?? 0) }))
      .toSorted((a, b) => byWeight(a, b) || (a.role < b.role ? -1 : 1)),
    byPerson: namesIn(({ byPerson }) => byPerson)
      .map((person) => ({ person, ...counts(({ byPerson }) => byPerson.get(person) ?? 0) }))
      .toSorted((a, b) => byWeight(a, b) || (a.person < b.person ? -1 : 1)),
  };
}

interface Counts {
  readonly inForce: number;
  readonly proposed: number;
  readonly atMost: number;
}
type Fall = ReturnType<typeof fallOf>;

function fallOf(outcomes: readonly Outcome[], zone: string) {
  const byHour = Array.from({ length: 24 }, () => 0);
  const byRole = new Map<string, number>();
  const byPerson = new Map<string, number>();
  const holders = new Map<string, Set<string>>();
  const woken = new Set<string>();
  for (const { calls, at } of outcomes) {
    if (!calls) continue;
    const there = at?.toZonedDateTimeISO(zone);
    if (there) byHour[there.hour]! += 1;
    byRole.set(calls.role, (byRole.get(calls.role) ?? 0) + 1);
    // the hours after midnight belong to the night that began the day before
    const night =
      there && isNight(there.hour)
        ? there
            .toPlainDate()
            .subtract({ days: there.hour < 6 ? 1 : 0 })
            .toString()
        : undefined;
    for (const person of calls.persons) {
      byPerson.set(person, (byPerson.get(person) ?? 0) + 1);
      holders.getOrInsertComputed(calls.role, () => new Set<string>()).add(person);
      if (night !== undefined) woken.add(`${night} ${person}`);
    }
  }
  return { byHour, byRole, byPerson, holders, woken };
}
