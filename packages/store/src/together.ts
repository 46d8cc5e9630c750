import { setImmediate as immediately } from 'node:timers/promises';
import type { Answer, RecordRef } from './envelope.ts';
import { alone, doTogether, type Waiting } from './group.ts';
import { wantedBy, type Asked } from './once.ts';
import type { ShellParts } from './parts.ts';
import { locksOf } from './reading.ts';
import { memory } from './recall.ts';
import type { Wanted } from './work.ts';

export interface Together {
  /** Does a plain act in one transaction with those that come in the same moment. Throws its own refusal, or answers `alone`. */
  readonly execute: (asked: Asked) => Promise<Answer | typeof alone>;
  /** These were changed by an act of its own transaction. */
  readonly changed: (site: string, records: readonly Pick<RecordRef, 'noun' | 'id'>[]) => void;
}

// three: while the database writes, the server decides the next and reads for the one after; it computes on one core and feeds no more
const mostAtOnce = 3;
// sixteen: beyond it a transaction saves next to nothing more, and an act would wait for many
const mostInOne = 16;

/**
 * Acts that come in the same moment share their trips and one commit; each is decided by itself, over its own records. None
 * is kept back for company: one that comes while fewer than three transactions are under way begins the next. In a transaction none
 * waits for anybody: whose record is held, who must ask more, and all of one that the database refuses, are done alone. What a rule
 * refuses has written nothing and takes nobody along.
 */
export function together(parts: ShellParts): Together {
  let waiting: Waiting[] = [];
  let workers = 0;
  const known = memory();
  const underWay = new Set<readonly Waiting[]>();

  const work = async () => {
    workers++;
    // the same moment: what the sockets hold by now is read first
    await immediately();
    for (let group = take(); group.length > 0; group = take()) {
      underWay.add(group);
      await doTogether(parts, known, group);
      underWay.delete(group);
      await immediately();
    }
    workers--;
  };

  /** The next that may share a transaction: none touches a record of another, of one under way, or of one that came before it and is left. */
  const take = (): readonly Waiting[] => {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    const taken = new Map<string, 'shared' | 'whole'>();
    const hold = ({ locks }: Waiting) => {
      for (const { name, isShared } of locks) if (taken.get(name) !== 'whole') taken.set(name, isShared ? 'shared' : 'whole');
    };
    const isFree = ({ name, isShared }: Waiting['locks'][number]) => !taken.has(name) || (isShared && taken.get(name) === 'shared');
    for (const other of underWay) other.forEach(hold);
    for (const one of waiting) {
      (group.length < mostInOne && one.locks.every(isFree) ? group : left).push(one);
      hold(one);
    }
    waiting = left;
    return group;
  };

  return {
    execute: (asked) => {
      const want = wantedBy(asked);
      if (!isPlain(asked, want)) return Promise.resolve(alone);
      const settle = Promise.withResolvers<Answer | typeof alone>();
      waiting.push({ asked, want, locks: locksOf(want, asked.envelope).map((lock) => ({ ...lock, name: lock.key.join(':') })), settle });
      if (workers < mostAtOnce) void work();
      return settle.promise;
    },
    changed: (site, records) =>
      known.forget(
        site,
        records.map(({ noun, id }) => `${noun}:${id}`),
      ),
  };
}

/** Whether all an act wants is known from its input: it looks nothing up, signs nothing, speaks of no record but those it loads, and nothing is added to its transaction. */
const isPlain = ({ command, signer, extra }: Asked, { somes }: Wanted) =>
  somes.length === 0 && signer === undefined && extra.statements === undefined && command.ahead === undefined && command.about === undefined;
