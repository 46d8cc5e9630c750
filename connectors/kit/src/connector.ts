import type * as z from 'zod';
import type { Clock } from './clock.ts';
import type { Emission } from './emission.ts';
import type { Log } from './log.ts';
import type { DeviceClock } from './skew.ts';

/** Where a connector's emissions go. The promise keeps its word only when all of them are kept where a crash cannot take them. */
export interface Sink {
  take(emissions: readonly Emission[]): Promise<void>;
}

/** How one connection fares, for the interfaces page. */
export interface Status {
  readonly state: 'connecting' | 'connected' | 'waiting' | 'stopped' | 'ignored';
  readonly since: Temporal.Instant;
  /** Tries since the last success. */
  readonly attempts: number;
  readonly lastHeardAt?: Temporal.Instant;
  readonly lastError?: { readonly at: Temporal.Instant; readonly message: string };
  /** Since start: frames, samples, and whatever else the connector counts. */
  readonly counts: Readonly<Record<string, number>>;
  /** Devices whose clock is out of limits now. */
  readonly wrongClocks: readonly DeviceClock[];
}

/** A connection that lives. */
export interface Running {
  /** Ends it tidily: says goodbye where the protocol has a word for it, hands over what was heard. */
  stop(): Promise<void>;
  status(): Status;
}

/** One thing on the wire, for golden cases: bytes on a channel, or the line coming, going, or a moment passing. */
export interface Frame {
  readonly at: Temporal.Instant;
  readonly event: 'frame' | 'connected' | 'disconnected' | 'tick';
  /** Topic, file name, or whatever tells frames apart. */
  readonly channel: string;
  readonly bytes: Uint8Array;
  readonly retained: boolean;
}

/** A kind of connection. It answers for itself: nothing outside its folder asks which protocol it is. */
export interface Connector<Schema extends z.ZodType = z.ZodType> {
  /** Kebab-case, e.g. `sparkplug`; the word a model file uses. */
  readonly type: string;
  /** One line on what it connects to. */
  readonly title: string;
  readonly emits: readonly Emission['kind'][];
  readonly config: Schema;
  /** Documentation, default and test input in one: the content of `sample.json`, which a test parses with `config`. */
  readonly sample: unknown;
  /**
   * Makes the first connection, and rejects where that fails: what then happens is the startup policy's to say.
   * Later losses are its own business: it waits, retries, and marks what went stale.
   */
  start(config: z.output<Schema>, sink: Sink, log: Log, clock: Clock): Promise<Running>;
  /** Reaches the other side once and hangs up; for the startup policy `probe`. */
  probe?(config: z.output<Schema>, clock: Clock): Promise<void>;
  /** What the connector makes of recorded frames: its core without the wire, for golden cases. */
  replay?(config: z.output<Schema>, frames: readonly Frame[]): readonly unknown[];
}

/** Declares a connector; the types of its config and its sample come from its schema. */
export function defineConnector<Schema extends z.ZodType>(connector: Connector<Schema>): Connector<Schema> {
  return connector;
}
