import { ClickHouseError } from '@clickhouse/client';
import type { Historian } from '../historian.ts';
import { encodeRows } from '../row.ts';
import type { Sample } from '../sample.ts';
import { sequenced, sequenceFrom, touchedBy, type Sequence, type Touched } from '../write.ts';
import { Refused, type Delivery } from './drain.ts';
import { openSpool, type Spool, type SpoolOptions } from './spool.ts';

export interface SampleSpoolOptions extends Omit<SpoolOptions, 'deliver'> {
  readonly historian: Pick<Historian, 'insertBytes'>;
  readonly site: string;
  /**
   * Told after samples have arrived in the historian: what was derived from these signals since these moments has to be
   * looked at again. At least once for every sample; a throw or rejection is trouble and the delivery is repeated.
   */
  readonly onTouched?: (touched: Touched) => void | Promise<void>;
  readonly sequence?: Sequence;
}

export interface SampleSpool extends Omit<Spool, 'append'> {
  /** Keeps samples until the historian has them; resolves when they are safe on this machine's disk. */
  keep(samples: readonly Sample[]): Promise<void>;
}

/** Samples wait on this machine's disk until the historian has taken them: in order, none lost, none counted twice. */
export function openSampleSpool(options: SampleSpoolOptions): SampleSpool {
  const { historian, site, onTouched } = options;
  const sequence = options.sequence ?? sequenceFrom(Date.now);

  async function deliver({ records, token }: Delivery): Promise<void> {
    const contents = records.map(read);
    try {
      await historian.insertBytes('sample', Buffer.concat(contents.map(({ rows }) => rows)), token);
    } catch (cause) {
      if (cause instanceof ClickHouseError && unreadable.has(Number(cause.code))) throw new Refused(`The historian cannot read these samples: ${cause.message}`, { cause });
      throw cause;
    }
    await onTouched?.(merged(contents.map(({ touched }) => touched)));
  }

  const { append, ...spool } = openSpool({ ...options, deliver });
  return {
    ...spool,
    async keep(samples) {
      if (samples.length === 0) return;
      const rows = sequenced(samples, sequence);
      const touched = [...touchedBy(rows)].map(([signal, at]) => [signal, String(at.epochNanoseconds)]);
      await append(Buffer.concat([Buffer.from(`${JSON.stringify(touched)}\n`), encodeRows(site, rows)]));
    },
  };
}

// The engine's codes for rows it can never take: not parsed, wrong type, too large. All others may pass.
const unreadable = new Set([6, 25, 26, 27, 32, 33, 38, 41, 53, 69, 70, 72, 117, 131, 349, 691]);

/** A record: one line with the earliest moment per signal, then the rows. */
function read(record: Buffer): { readonly touched: Touched; readonly rows: Buffer } {
  const line = record.indexOf('\n');
  const touched = JSON.parse(record.toString('utf8', 0, line)) as [string, string][];
  return { touched: new Map(touched.map(([signal, at]) => [signal, Temporal.Instant.fromEpochNanoseconds(BigInt(at))])), rows: record.subarray(line + 1) };
}

function merged(all: readonly Touched[]): Touched {
  const earliest = new Map<string, Temporal.Instant>();
  for (const touched of all)
    for (const [signal, at] of touched) {
      const known = earliest.get(signal);
      if (known === undefined || Temporal.Instant.compare(at, known) < 0) earliest.set(signal, at);
    }
  return earliest;
}
