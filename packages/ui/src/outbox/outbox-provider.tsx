import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { nounOf } from '../client/address.ts';
import { useForget } from '../client/ask.tsx';
import type { Outcome } from '../client/client.ts';
import { useClient } from '../client/context.tsx';
import { useSessionDoor } from '../client/session.tsx';
import { useStream } from '../client/stream.tsx';
import { useToast } from '../act/toasts.tsx';
import { useText } from '../text/text.ts';
import { deviceStorage } from './database.ts';
import { memoryStorage } from './memory.ts';
import { countQueue, drain, keep, retry, type Arriving, type Kept, type OutboxStorage, type Queue, type QueueCount, type Report } from './outbox.ts';

export interface Outbox extends Queue {
  readonly count: QueueCount;
  /** Keep a report on this device and send it as soon as the server answers; `sent` is there when that was at once. */
  readonly report: (report: Report) => Promise<{ sent: Outcome | undefined }>;
  readonly sendNow: () => Promise<void>;
  /** Try a report again that was refused. */
  readonly retry: (entry: Kept) => Promise<void>;
  /** Take a refused report out of the queue, after it was entered otherwise. */
  readonly discard: (entry: Kept) => Promise<void>;
}

const OutboxContext = createContext<Outbox | undefined>(undefined);

// 15 s: the longest an operator should wait for a queue to move after the line is back
const everyMs = 15_000;

/** Keeps reports on the device and sends them in order, whenever somebody is signed in and the server can be reached. */
export function OutboxProvider({ storage: given, children }: { readonly storage?: OutboxStorage; readonly children: ReactNode }) {
  const client = useClient();
  const forget = useForget();
  const toast = useToast();
  const t = useText();
  const { session } = useSessionDoor();
  const { state } = useStream();
  const [entries, setEntries] = useState<readonly Kept[]>([]);
  const [arriving, setArriving] = useState<readonly Arriving[]>([]);
  const storage = useMemo(() => given ?? (typeof indexedDB === 'undefined' ? memoryStorage() : deviceStorage(indexedDB)), [given]);
  const person = session?.person.id;
  const running = useRef<Promise<Map<string, Outcome>>>(undefined);

  const look = useCallback(async () => setEntries((await storage.all()).toSorted((a, b) => a.order - b.order)), [storage]);

  const sendAll = useCallback(async () => {
    const outcomes = new Map<string, Outcome>();
    if (person === undefined) return outcomes;
    const work = async () => {
      const { sent, refused } = await drain(storage, async (entry) => {
        const outcome = await client.act(entry.address, entry.input, { ...entry.envelope, reportedBy: entry.person.id }, entry.id);
        // before it leaves the queue, so that it stands in one of the two at every moment
        setArriving((was) => [...was, { ...entry, records: outcome.records }]);
        return outcome;
      });
      for (const { entry, outcome } of sent) outcomes.set(entry.id, outcome);
      void forget(sent.flatMap(({ entry, outcome }) => [nounOf(entry.address), ...outcome.records.map((record) => record.noun)])).finally(() =>
        setArriving((was) => was.filter((one) => !outcomes.has(one.id))),
      );
      for (const entry of refused) toast({ tone: 'bad', stays: true, text: t('{{what}} was not accepted: {{why}}', { what: entry.label, why: entry.because ?? '' }) });
    };
    // two tabs of one device share the queue; only one of them may empty it
    await (navigator.locks ? navigator.locks.request('millrace-outbox', work) : work());
    await look();
    return outcomes;
  }, [client, forget, look, person, storage, t, toast]);

  const latest = useRef(sendAll);
  latest.current = sendAll;
  const send = useCallback(() => {
    // one round at a time; who comes meanwhile gets a round of his own after it
    const after = (running.current ?? Promise.resolve(new Map())).then(() => latest.current());
    running.current = after.catch(() => new Map());
    return after;
  }, []);

  useEffect(() => {
    void look();
    void send();
    const timer = setInterval(() => void send(), everyMs);
    const online = () => void send();
    window.addEventListener('online', online);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', online);
    };
  }, [look, send, person, state]);

  const outbox: Outbox = {
    entries,
    arriving,
    count: countQueue(entries, person),
    async report(report) {
      if (!session) throw new Error('Sign in before you report, so that it is recorded under your name');
      const entry = await keep(storage, report, {
        id: crypto.randomUUID(),
        now: new Date().toISOString(),
        person: { id: session.person.id, name: session.person.name },
      });
      await look();
      return { sent: (await send()).get(entry.id) };
    },
    sendNow: async () => void (await send()),
    async retry(entry) {
      await retry(storage, entry);
      await send();
    },
    async discard(entry) {
      await storage.remove(entry.id);
      await look();
    },
  };
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

/** The queue of reports of this device. */
export function useOutbox(): Outbox {
  const outbox = use(OutboxContext);
  if (!outbox) throw new Error('useOutbox stands outside <OutboxProvider>');
  return outbox;
}
