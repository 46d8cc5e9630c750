import type { Quality } from './quality.ts';

/**
 * What one signal can say. 64-bit integers come as bigint so that no digit is lost; arrays, tables and bytes come as
 * JSON text (`compound` on the sample); null is a value the source declared absent.
 */
export type Scalar = number | bigint | string | boolean | null;

/** One value of one signal, as its source told it. */
export interface Sample {
  /** The device or topic that speaks, e.g. `plant1/packing/edge-4` ; unique within one connection. */
  readonly source: string;
  /** The signal's name at its source, parts joined by `/`, e.g. `Status/StateCurrent`. */
  readonly name: string;
  readonly value: Scalar;
  /** When it was true, by the device's clock. Kept as told, to the nanosecond, even where that clock is wrong. */
  readonly sourceTime: Temporal.Instant;
  /** Until when its source says it has held, by the device's clock, where that is later: a birth repeats what has not changed for long. */
  readonly heldAt?: Temporal.Instant;
  /** When we heard it, by our clock. */
  readonly receivedAt: Temporal.Instant;
  readonly quality: Quality;
  /** The value is JSON text of an array, a table or a structure. */
  readonly compound?: true;
  /** The source says it sends the past; it does not become the current value. */
  readonly historical?: true;
  /** Further words of the source, e.g. an alarm's native code. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** One signal a source announces at its birth. */
export interface Signal {
  readonly name: string;
  readonly type: 'boolean' | 'number' | 'bigint' | 'text' | 'instant' | 'json';
  /** Unit as the source writes it, unchecked. */
  readonly unit?: string;
}

/** A source came, went, or fell silent. */
export interface Presence {
  readonly kind: 'presence';
  readonly source: string;
  readonly is: 'online' | 'offline' | 'stale';
  readonly at: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  /** Why, as a sentence. */
  readonly why: string;
  /** What it will speak of, told at birth by protocols that do. */
  readonly signals?: readonly Signal[];
}

/** Values that arrived together, in the order they arrived. */
export interface Samples {
  readonly kind: 'samples';
  readonly samples: readonly Sample[];
}

/** A document: a schedule, an asset, a certificate. Its bytes are kept as they came. */
export interface Message {
  readonly kind: 'message';
  readonly source: string;
  /** File name, topic or asset id. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** The same document twice carries the same key, so that a receiver can tell. */
  readonly dedupeKey: string;
  readonly at: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  readonly detail?: Readonly<Record<string, string>>;
}

/** All a connector can tell the plant; it knows no room, the server joins it to rooms by address. */
export type Emission = Samples | Presence | Message;

/** Values as one emission, or nothing where there are none. */
export function samples(list: readonly Sample[]): Samples[] {
  return list.length === 0 ? [] : [{ kind: 'samples', samples: list }];
}
