import type pg from 'pg';
import { isDatabaseError } from './database-error.ts';
import type { Answer } from './envelope.ts';
import type { Lock } from './lock-key.ts';
import { decided, onConnection, type Asked } from './once.ts';
import type { ShellParts } from './parts.ts';
import { firstTrip, lockFreeStatement, lockOrFailStatement, readOf, readStatement, stillSoStatement, type Read } from './reading.ts';
import type { Memory } from './recall.ts';
import { begin, type Came, type More, type Statement } from './trip.ts';
import type { Wanted } from './work.ts';
import { commitAll, type Writing } from './write.ts';

/** What becomes of an act that was to share its transaction and cannot: nothing of it was done, and it is done by itself. */
export const alone = Symbol('alone');

/** An act that waits for its transaction. */
export interface Waiting {
  readonly asked: Asked;
  readonly want: Wanted;
  readonly locks: readonly (Lock & { readonly name: string })[];
  readonly settle: PromiseWithResolvers<Answer | typeof alone>;
}

/** An act that is decided, over what. */
interface Decided {
  readonly one: Waiting;
  readonly read: Read;
  readonly writing: Writing;
}

/** Does acts in one transaction and settles every one of them; never throws. */
export async function doTogether(parts: ShellParts, known: Memory, group: readonly Waiting[]): Promise<void> {
  try {
    await onConnection(parts, async (client) => {
      if (!(await inOneTrip(parts, known, client, group))) await inTwoTrips(parts, known, client, group);
    });
  } catch (error) {
    // nothing was written: the database names one act, and each is asked by itself. A connection that broke leaves all in doubt, and each sender is told
    for (const { settle } of group)
      if (isDatabaseError(error)) settle.resolve(alone);
      else settle.reject(error);
  }
}

/**
 * Decides all over what this server knows already, and sends what it comes to with the question whether all of that still holds: where it
 * does not, nothing is written. Answers false where it knows too little or knew wrong; then nobody was told anything.
 */
async function inOneTrip(parts: ShellParts, known: Memory, client: pg.PoolClient, group: readonly Waiting[]): Promise<boolean> {
  const recalled = group.map(({ want, asked }) => known.recall(parts, want, asked.envelope));
  if (!recalled.every((read) => read !== undefined)) return false;
  const all: Decided[] = [];
  for (const [i, one] of group.entries()) {
    const read = recalled[i]!;
    // a refusal by memory is none: what was read anew may know better, and a fault comes again there
    const writing = await decided(one.asked, read, mustAskMore).catch(() => undefined);
    if (!writing || writing.isNumbered) return false;
    all.push({ one, read, writing });
  }
  const ahead = [begin, lockOrFailStatement(group.flatMap(({ locks }) => locks)), ...all.flatMap(({ one, read }) => stillSoStatement(parts, one.asked.envelope, read))];
  try {
    await commitOf(parts, known, client, all, ahead);
    return true;
  } catch (error) {
    for (const { one, read } of all) known.wasWrong(one.asked.envelope.site, read.held.keys());
    if (!isDatabaseError(error)) throw error;
    await client.query('rollback');
    return false;
  }
}

async function inTwoTrips(parts: ShellParts, known: Memory, client: pg.PoolClient, group: readonly Waiting[]): Promise<void> {
  const [, locked, ...readings] = await firstTrip(client, [
    begin,
    lockFreeStatement(group.flatMap(({ locks }) => locks)),
    ...group.map(({ want, asked }) => readStatement(parts, want, asked.envelope)),
  ]);
  const all: Decided[] = [];
  let at = 0;
  for (const [i, one] of group.entries()) {
    const isLocked = locked!.rows.slice(at, (at += one.locks.length)).every(([taken]) => taken === 't');
    const found = isLocked ? await overWhatCame(parts, one, readings[i]!) : alone;
    if (found === alone) one.settle.resolve(alone);
    else if (found) all.push(found);
  }
  if (all.length === 0) return void (await client.query('rollback'));
  await commitOf(parts, known, client, all);
}

/** Writes all, commits, and tells each. */
async function commitOf(parts: ShellParts, known: Memory, client: pg.PoolClient, all: readonly Decided[], ahead: readonly Statement[] = []): Promise<void> {
  const came = await commitAll(client, [...ahead, ...all.flatMap(({ writing }) => writing.statements)]);
  let next = ahead.length;
  for (const { one, read, writing } of all) {
    known.keep(one.asked.envelope.site, read.held.values());
    one.settle.resolve(writing.answer(came.slice(next, (next += writing.statements.length))));
    parts.onCommitted(one.asked.envelope.site);
  }
}

/** What one act of a group leaves: nothing where it was refused, which its sender is told at once; `alone` where it must ask more than was read. */
async function overWhatCame(parts: ShellParts, one: Waiting, came: Came): Promise<Decided | typeof alone | undefined> {
  try {
    const read = readOf(parts, one.want, one.asked.envelope, came);
    if (read.earlier) return alone;
    const writing = await decided(one.asked, read, mustAskMore);
    // a series of numbers is held by who draws from it: two that draw from two would hold up each other
    return writing.isNumbered ? alone : { one, read, writing };
  } catch (error) {
    if (error === alone) return alone;
    one.settle.reject(error);
    return undefined;
  }
}

const mustAskMore: More = () => {
  // oxlint-disable-next-line no-throw-literal -- no error: it is caught here, and says where the act goes on
  throw alone;
};
