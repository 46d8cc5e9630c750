import { loadOf } from './load.ts';
import type { Outcome, OutcomeWords, Window } from './rehearsal.ts';
import type { RehearsedLine } from './report.ts';

// what a person reads before they look for themselves; the counts are of all
const mostNamed = 20;
// a minute: people tell minutes apart, and clocks of servers less
const sameMs = 60_000;

export type Side = 'happened' | 'inForce' | 'proposed';
type Found = ReadonlyMap<string, Outcome>;
const none: Found = new Map();

/** Keeps what each side led to, each thing once, and sets them side by side. What it holds grows with what rules led to, not with the past. */
export function tally(words: Readonly<Record<string, OutcomeWords>>, window: Window) {
  const sides: Record<Side, Map<string, Map<string, Outcome>>> = { happened: new Map(), inForce: new Map(), proposed: new Map() };
  const of = (side: Side, what: string): Found => sides[side].get(what) ?? none;
  return {
    add(side: Side, outcomes: readonly Outcome[]): void {
      for (const one of outcomes) {
        if (!(one.what in words)) throw new TypeError(`a rehearsal led to "${one.what}", and has no words for it`);
        const kept = sides[side].getOrInsertComputed(one.what, () => new Map<string, Outcome>());
        // what is known of a thing stands before what is not
        if (kept.get(one.key)?.isUnknown ?? !kept.has(one.key)) kept.set(one.key, one);
      }
    },
    lines: (): RehearsedLine[] =>
      Object.entries(words).flatMap(([what, { one, many, isOpen = false }]) => {
        const happened = of('happened', what);
        const [inForce, inForceBeyond] = split(of('inForce', what));
        const [proposed, beyond] = split(of('proposed', what));
        const more = listed(without(proposed, inForce));
        if (isOpen ? more.count === 0 : happened.size + inForce.size + proposed.size + beyond.size === 0) return [];
        const calls = loadOf(...([inForce, proposed, beyond].map((found) => found.values().toArray()) as [Outcome[], Outcome[], Outcome[]]), window.zone);
        const counts = { happened: happened.size, inForce: inForce.size, proposed: proposed.size, atMost: proposed.size + beyond.size };
        const differing = {
          more,
          fewer: listed(without(without(inForce, proposed), beyond)),
          otherwise: listed(otherwiseOf(proposed, inForce)),
          unknown: listed(both(beyond, inForce)),
          perhaps: listed(without(without(beyond, inForce), inForceBeyond)),
        };
        return [{ what, one, many, isOpen, ...counts, ...differing, ...(calls && { calls }) }];
      }),
  };
}

/** What is known, and what lies beyond the point where things would have gone otherwise. */
function split(all: Found): readonly [known: Found, beyond: Found] {
  const [known, beyond] = [new Map<string, Outcome>(), new Map<string, Outcome>()];
  for (const [key, outcome] of all) (outcome.isUnknown ? beyond : known).set(key, outcome);
  return [known, beyond];
}

const without = (these: Found, those: Found): Found => new Map([...these].filter(([key]) => !those.has(key)));
const both = (these: Found, those: Found): Found => new Map([...these].filter(([key]) => those.has(key)));

/** What comes under both, and at another time, or makes something else true. */
const otherwiseOf = (proposed: Found, inForce: Found): Found =>
  new Map(
    [...proposed].filter(([key, { at, made }]) => {
      const was = inForce.get(key);
      return was && (made !== was.made || (at && was.at && Math.abs(at.epochMilliseconds - was.at.epochMilliseconds) >= sameMs));
    }),
  );

function listed(found: Found): RehearsedLine['more'] {
  const byTime = found
    .values()
    .toArray()
    .toSorted((a, b) => (a.at && b.at ? Temporal.Instant.compare(a.at, b.at) : 0));
  return { count: found.size, first: byTime.slice(0, mostNamed).map(({ name, at }) => ({ name, ...(at && { at: at.toString() }) })) };
}
