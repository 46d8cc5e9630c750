import { resolve } from 'node:path';
import { openSpool, Refused, type Spool, type SpoolOptions } from '@millrace/historian';
import { newId, Refusal } from '@millrace/kernel';
import type { House } from '../house.ts';
import type { Meant } from './meaning.ts';

/** What machines said, on this machine's disk until the record has it: in order per unit, none lost, none told twice. */
export interface ToldSpool {
  readonly keep: (meant: readonly Meant[]) => Promise<void>;
  readonly status: Spool['status'];
  readonly flushed: Spool['flushed'];
  /** What the record refused is told once more: the model or the server may have been mended since. Answers how many words. */
  readonly tellAgain: () => Promise<number>;
  readonly stop: Spool['stop'];
}

interface Kept {
  readonly key: string;
  readonly address: string;
  readonly at: string;
  readonly input: Record<string, unknown>;
}

/**
 * A command waits under the idempotency key it will be told with: one that was told when a server died is not told again. A
 * database that does not answer, or is busy, is asked again; a command that can never be kept is set aside and reported.
 */
export function openToldSpool(house: Pick<House, 'shell' | 'site'>, connection: string, folder: string, onTrouble: NonNullable<SpoolOptions['onTrouble']>): ToldSpool {
  const tell = async ({ key, address, at, input }: Kept) => {
    try {
      await house.shell.execute(address, input, {
        key,
        actor: { kind: 'system', person: `flow:${connection}` },
        site: house.site,
        station: connection,
        happenedAt: Temporal.Instant.from(at),
      });
    } catch (error) {
      // busy is no answer: the house asks to be told again in a moment
      if (error instanceof Refusal && error.status !== 503) throw new Refused(`${address} will never be kept: ${error.message}`, { cause: error });
      throw error;
    }
  };
  const spool = openSpool({
    folder: resolve(folder),
    onTrouble,
    // 64 KiB, some 200 commands: a delivery that a crash interrupted is repeated whole
    deliveryBytes: 65_536,
    // 5 s: a database that is back is a plant that is watched
    retryAtMostAfterMs: 5_000,
    async deliver({ records }) {
      const byPlace = Map.groupBy(
        records.map((record) => JSON.parse(record.toString('utf8')) as Kept),
        (one) => String(one.input.place),
      );
      const done = await Promise.allSettled(
        [...byPlace.values()].map(async (list) => {
          for (const one of list) await tell(one);
        }),
      );
      const failed = done.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
      // a fault first: what was refused is looked at again, alone, when the others could be told
      if (failed.length > 0) throw failed.find((one) => !(one instanceof Refused)) ?? failed[0];
    },
  });
  // one key a word, also where a disk took half of them and all are offered again
  const keys = new WeakMap<Meant, string>();
  const asKept = (one: Meant): Kept => ({ key: keys.getOrInsertComputed(one, () => newId()), address: one.address, at: one.at.toString(), input: one.input });
  return {
    async keep(meant) {
      await Promise.all(meant.map((one) => spool.append(Buffer.from(JSON.stringify(asKept(one))))));
    },
    status: () => spool.status(),
    flushed: () => spool.flushed(),
    tellAgain: () => spool.offerAgain(underNewKey),
    stop: () => spool.stop(),
  };
}

/** A refusal is remembered under its key. The next one is made of it, so that a word offered twice after a crash is still one word. */
function underNewKey(record: Buffer): Buffer {
  const kept = JSON.parse(record.toString('utf8')) as Kept;
  const [, first = '', tried = '0'] = /^(.*?)(?:~(\d+))?$/.exec(kept.key) ?? [];
  return Buffer.from(JSON.stringify({ ...kept, key: `${first}~${Number(tried) + 1}` }));
}
