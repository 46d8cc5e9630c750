import type { Emission } from '@millrace/connector-kit';
import type { interpreter, Meant } from './meaning.ts';

export interface HearingParts {
  readonly judge: Pick<ReturnType<typeof interpreter>, 'read' | 'flush' | 'lost' | 'unitsOf' | 'understoodAnew'>;
  /** Puts the samples of what was told on disk. */
  readonly keepSamples: (emissions: readonly Emission[]) => Promise<void>;
  /** Puts words on disk; rejects where the disk or the spool is full. */
  readonly keepWords: (meant: readonly Meant[]) => Promise<void>;
}

/** What a connection hears, on its way to disk. */
export interface Hearing {
  /** Resolves when samples and words are on disk. What was not kept is offered again, and not read a second time. */
  readonly take: (emissions: readonly Emission[]) => Promise<void>;
  /** Counts that wait to be told, with all words that are still owed. */
  readonly flush: (nowMs: number, isAll?: boolean) => Promise<void>;
  /** The model has changed: what was said last and is understood only now is told, at the time at which it was said. */
  readonly readAnew: () => Promise<void>;
  /** Nobody has heard these units since then. */
  readonly lose: (places: readonly string[], at: Temporal.Instant) => Promise<void>;
}

/**
 * The interpreter remembers what a machine said and says a thing once. So what it has said is owed until the disk has it: a full disk
 * that takes it late takes all of it, in order, each word once more at most.
 */
export function hearing({ judge, keepSamples, keepWords }: HearingParts): Hearing {
  const read = new WeakSet<Emission>();
  let owed: readonly Meant[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: two that keep the same debt at once would keep it twice. */
  const inTurn = (what: () => Promise<void>): Promise<void> => {
    const mine = turn.then(what);
    turn = mine.catch(() => undefined); // whoever asked is told; the next one has a turn of its own
    return mine;
  };
  const settle = async (meant: readonly Meant[]) => {
    owed = [...owed, ...meant];
    await keepWords(owed);
    owed = [];
  };
  const wordsOf = (one: Emission): Meant[] => [
    ...judge.read(one),
    ...(one.kind === 'presence' && one.is !== 'online' ? judge.unitsOf(one.source).map((place) => judge.lost(place, one.receivedAt)) : []),
  ];

  return {
    take: (emissions) =>
      inTurn(async () => {
        const fresh = emissions.filter((one) => !read.has(one));
        await keepSamples(fresh);
        for (const one of fresh) read.add(one);
        await settle(fresh.flatMap(wordsOf));
      }),
    flush: (nowMs, isAll) => inTurn(() => settle(judge.flush(nowMs, isAll))),
    readAnew: () => inTurn(() => settle(judge.read({ kind: 'samples', samples: judge.understoodAnew() }))),
    lose: (places, at) => inTurn(() => settle(places.map((place) => judge.lost(place, at)))),
  };
}
