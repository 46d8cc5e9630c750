import type { Clock, Delay, Registry } from '@millrace/kernel';
import type { Authority, Policy } from './authority.ts';
import type { Database } from './connect.ts';
import type { Table } from './tables.ts';
import type { Statement } from './trip.ts';
import type { Signed } from './write.ts';

/** What the shell stands on. */
export interface ShellParts {
  readonly database: Database;
  readonly rooms: Registry;
  readonly tables: ReadonlyMap<string, Table>;
  readonly clock: Clock;
  readonly authority: Authority;
  readonly policy: () => Policy;
  /** When a delay that starts now is over; working clocks ask the calendar of the place. */
  readonly dueAfter: (delay: Delay, from: Temporal.Instant) => Temporal.Instant;
  /** The rows a signature leaves, in the transaction of what was signed. */
  readonly onSigned: (signed: Signed) => readonly Statement[];
  /** Statement whose rows are what was signed on a record ahead of commands: `step`, `signed_by`, `of_revision`, and the files it bound beside those of now. */
  readonly stepsSigned: (site: string, noun: string, subject: string) => Statement;
  /** Told after each commit; wakes sequencer and live views. */
  readonly onCommitted: (site: string) => void;
}
