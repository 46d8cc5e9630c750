import { setImmediate as immediately } from 'node:timers/promises';
import type pg from 'pg';
import { isDatabaseError } from './database-error.ts';
import type { Answer } from './envelope.ts';
import type { Lock } from './lock-key.ts';
import { decided, onConnection, wantedBy, type Asked } from './once.ts';
import type { ShellParts } from './parts.ts';
import { firstTrip, lockFreeStatement, locksOf, readOf, readStatement } from './reading.ts';
import { begin, type Came, type More } from './trip.ts';
import type { Wanted } from './work.ts';
import { commitAll, type Writing } from './write.ts';

/** What becomes of an act that was to share its transaction and cannot: nothing of it was done, and it is done by itself. */
export const alone = Symbol('alone');

export interface Together {
  /** Does a plain act in one transaction with those that come in the same moment. Throws its own refusal, or answers `alone`. */
  readonly execute: (asked: Asked) => Promise<Answer | typeof alone>;
}

interface NamedLock extends Lock {
  readonly name: string;
}

/** An act that waits for its transaction. */
interface Waiting {
  readonly asked: Asked;
  readonly want: Wanted;
  readonly locks: readonly NamedLock[];
  readonly settle: PromiseWithResolvers<Answer | typeof alone>;
}

// three: while the database writes, the server decides the next and reads for the one after; it computes on one core and feeds no more
const mostAtOnce = 3;
// sixteen: beyond it a transaction saves next to nothing more, and an act would wait for many
const mostInOne = 16;

/**
 * Acts that come in the same moment share two round trips and one commit; each is decided by itself, over its own records. None
 * is kept back for company: one that comes while fewer than three transactions are under way begins the next. In a transaction none
 * waits for anybody: whose record is held, who must ask more, and all of one that the database refuses, are done alone. What a rule
 * refuses has written nothing and takes nobody along.
 */
export function together(parts: ShellParts): Together {
  let waiting: Waiting[] = [];
  let workers = 0;
  const underWay = new Set<readonly Waiting[]>();

  const work = async () => {
    workers++;
    // the same moment: what the sockets hold by now is read first
    await immediately();
    for (let group = take(); group.length > 0; group = take()) {
      underWay.add(group);
      await doTogether(parts, group);
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
    const isFree = ({ name, isShared }: NamedLock) => !taken.has(name) || (isShared && taken.get(name) === 'shared');
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
  };
}

/** Whether all an act wants is known from its input: it looks nothing up, signs nothing, speaks of no record but those it loads, and nothing is added to its transaction. */
const isPlain = ({ command, signer, extra }: Asked, { somes }: Wanted) =>
  somes.length === 0 && signer === undefined && extra.statements === undefined && command.ahead === undefined && command.about === undefined;

/** Settles every act of the group; never throws. */
async function doTogether(parts: ShellParts, group: readonly Waiting[]): Promise<void> {
  try {
    await onConnection(parts, (client) => inOneTransaction(parts, client, group));
  } catch (error) {
    // nothing was written: the database names one act, and each is asked by itself. A connection that broke leaves all in doubt, and each sender is told
    for (const { settle } of group)
      if (isDatabaseError(error)) settle.resolve(alone);
      else settle.reject(error);
  }
}

async function inOneTransaction(parts: ShellParts, client: pg.PoolClient, group: readonly Waiting[]): Promise<void> {
  const [, locked, ...readings] = await firstTrip(client, [
    begin,
    lockFreeStatement(group.flatMap(({ locks }) => locks)),
    ...group.map(({ want, asked }) => readStatement(parts, want, asked.envelope)),
  ]);
  const done: { one: Waiting; writing: Writing }[] = [];
  let at = 0;
  for (const [i, one] of group.entries()) {
    const isLocked = locked!.rows.slice(at, (at += one.locks.length)).every(([taken]) => taken === 't');
    const writing = isLocked ? await writingOf(parts, one, readings[i]!) : alone;
    if (writing === alone) one.settle.resolve(alone);
    else if (writing) done.push({ one, writing });
  }
  if (done.length === 0) return void (await client.query('rollback'));
  const came = await commitAll(
    client,
    done.flatMap(({ writing }) => writing.statements),
  );
  let next = 0;
  for (const { one, writing } of done) {
    one.settle.resolve(writing.answer(came.slice(next, (next += writing.statements.length))));
    parts.onCommitted(one.asked.envelope.site);
  }
}

/** What one act of a group leaves: nothing where it was refused, which its sender is told at once; `alone` where it must ask more than was read. */
async function writingOf(parts: ShellParts, { asked, want, settle }: Waiting, came: Came): Promise<Writing | typeof alone | undefined> {
  try {
    const read = readOf(parts, want, asked.envelope, came);
    if (read.earlier) return alone;
    const writing = await decided(asked, read, mustAskMore);
    // a series of numbers is held by who draws from it: two that draw from two would hold up each other
    return writing.isNumbered ? alone : writing;
  } catch (error) {
    if (error === alone) return alone;
    settle.reject(error);
    return undefined;
  }
}

const mustAskMore: More = () => {
  // oxlint-disable-next-line no-throw-literal -- no error: it is caught here, and says where the act goes on
  throw alone;
};
