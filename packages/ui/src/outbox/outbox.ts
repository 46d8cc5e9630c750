import { Fault, Refusal } from '../client/refusal.ts';
import type { Envelope, Outcome } from '../client/client.ts';

/** A report kept on this device until the server has it: what happened, who said so and when. */
export interface Kept {
  /** Made here; also the idempotency key, so that sending twice records once. */
  readonly id: string;
  /** Order of entry on this device. */
  readonly order: number;
  readonly address: string;
  readonly input: unknown;
  readonly envelope: Envelope & { readonly happenedAt: string };
  /** Who reported: it is recorded as theirs, whoever's session brings it; the server keeps whose that was. */
  readonly person: { readonly id: string; readonly name: string };
  /** What it says, for the person who looks at the queue. */
  readonly label: string;
  readonly state: 'waiting' | 'refused';
  readonly tries: number;
  readonly because?: string;
}

/** A report that the server has taken, while an answer on the screen may be older than it. */
export interface Arriving extends Kept {
  readonly records: Outcome['records'];
}

/** Where the queue survives a reload or a flat battery. */
export interface OutboxStorage {
  all(): Promise<Kept[]>;
  put(entry: Kept): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface Report {
  readonly address: string;
  readonly input: unknown;
  readonly label: string;
  readonly envelope?: Envelope;
}

/** Keep a report with its client id and client time, after all that wait already. */
export async function keep(storage: OutboxStorage, report: Report, made: { id: string; now: string; person: Kept['person'] }): Promise<Kept> {
  const order = Math.max(0, ...(await storage.all()).map((entry) => entry.order)) + 1;
  const entry: Kept = {
    id: made.id,
    order,
    address: report.address,
    input: report.input,
    envelope: { ...report.envelope, happenedAt: report.envelope?.happenedAt ?? made.now },
    person: made.person,
    label: report.label,
    state: 'waiting',
    tries: 0,
  };
  await storage.put(entry);
  return entry;
}

export type DrainEnd = 'empty' | 'unreachable' | 'signed-out';
export interface Drained {
  readonly sent: readonly { readonly entry: Kept; readonly outcome: Outcome }[];
  readonly refused: readonly Kept[];
  readonly end: DrainEnd;
}

/**
 * Send what was reported on this device, by whomever, oldest first. An entry leaves the queue only after the server has answered yes;
 * no answer stops the queue (order is kept), a refusal sets that entry aside, visible, and lets the later ones go. Where the server cannot
 * know that somebody else was signed in here when they reported, theirs wait until they are.
 */
export async function drain(storage: OutboxStorage, send: (entry: Kept) => Promise<Outcome>): Promise<Drained> {
  const sent: { entry: Kept; outcome: Outcome }[] = [];
  const refused: Kept[] = [];
  const waiting = (await storage.all()).filter((entry) => entry.state === 'waiting');
  const absent = new Set<string>();

  for (const entry of waiting.toSorted((a, b) => a.order - b.order)) {
    if (absent.has(entry.person.id)) continue;
    try {
      const outcome = await send(entry);
      await storage.remove(entry.id);
      sent.push({ entry, outcome });
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return { sent, refused, end: 'signed-out' };
      if (error instanceof Refusal && error.rule.endsWith('/reported-by-another')) {
        absent.add(entry.person.id);
        continue;
      }
      if (error instanceof Refusal && error.status !== 429) {
        const aside: Kept = { ...entry, state: 'refused', tries: entry.tries + 1, because: error.message };
        await storage.put(aside);
        refused.push(aside);
        continue;
      }
      await storage.put({ ...entry, tries: entry.tries + 1, because: error instanceof Error ? error.message : String(error) });
      if (error instanceof Fault || error instanceof Refusal) return { sent, refused, end: 'unreachable' };
      throw error;
    }
  }
  return { sent, refused, end: 'empty' };
}

/**
 * Reports that a record read at this revision does not show yet: those on this device, and those whose answer is newer than what was read.
 * Without the second sort a value just recorded would vanish from the screen until the record is read again.
 */
export function reportsAhead({ entries, arriving }: Pick<Queue, 'entries' | 'arriving'>, record: { readonly id: string; readonly revision: number }): Kept[] {
  const isNewer = (one: Arriving) => one.records.some((touched) => touched.id === record.id && touched.revision > record.revision);
  return [...arriving.filter(isNewer), ...entries.filter((entry) => entry.state === 'waiting' && !arriving.some((one) => one.id === entry.id))];
}

export interface Queue {
  /** On this device, and not with the server. */
  readonly entries: readonly Kept[];
  readonly arriving: readonly Arriving[];
}

/** Try a report again that was set aside; it keeps its id and its time. */
export function retry(storage: OutboxStorage, entry: Kept): Promise<void> {
  const { because: _, ...rest } = entry;
  return storage.put({ ...rest, state: 'waiting' });
}

export interface QueueCount {
  readonly mine: number;
  readonly others: number;
  readonly refused: number;
}

/** What the queue holds, seen by the signed-in person. */
export function countQueue(entries: readonly Kept[], person: string | undefined): QueueCount {
  const waiting = entries.filter((entry) => entry.state === 'waiting');
  const mine = waiting.filter((entry) => entry.person.id === person).length;
  return { mine, others: waiting.length - mine, refused: entries.length - waiting.length };
}
