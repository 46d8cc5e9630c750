import type { Sample } from '@millrace/connector-kit';
import type { EdgeKind } from './topic.ts';
import type { Payload } from './payload.ts';

/** What a birth told of one metric: DATA will carry only its alias or its name. */
export interface BornMetric {
  readonly name: string;
  readonly datatype: number;
  readonly unit?: string;
  /** Members of a template instance by name, with their datatype. */
  readonly members?: ReadonlyMap<string, number>;
}

/** Who publishes metrics: an edge node itself, or one device behind it. */
export interface Speaker {
  readonly source: string;
  readonly isOnline: boolean;
  readonly metrics: readonly BornMetric[];
  readonly byName: ReadonlyMap<string, number>;
  readonly byAlias: ReadonlyMap<bigint, number>;
  /** Last value told by each metric, at the metric's index; a template has several. Kept to be told again as stale. */
  readonly last: readonly (readonly Sample[])[];
}

/** A message that came before the one it follows, waiting for it. */
export interface Held {
  readonly seq: number;
  readonly kind: EdgeKind;
  readonly device: string | undefined;
  readonly payload: Payload;
  readonly receivedAt: Temporal.Instant;
}

/** One edge node as the host knows it. */
export interface EdgeNode {
  readonly group: string;
  readonly node: string;
  /**
   * `unborn`: heard of, but no birth in this session of ours, so nothing it says can be read; `online`; `offline`: it
   * has died.
   */
  readonly life: 'unborn' | 'online' | 'offline';
  readonly bdSeq?: bigint;
  readonly nextSeq: number;
  readonly lastTimestamp?: bigint;
  /** Messages waiting for one that is missing, and since when. */
  readonly held: readonly Held[];
  readonly gapSince?: Temporal.Instant;
  /** A message was lost since the last birth: values are kept, marked, until the node is born again. */
  readonly isGapped: boolean;
  readonly rebirthAskedAt?: Temporal.Instant;
  readonly self?: Speaker;
  readonly devices: ReadonlyMap<string, Speaker>;
  /** Datatypes of the members of the template definitions told in NBIRTH. */
  readonly templates: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** All a host knows. A value, changed only by `step`. */
export interface HostState {
  readonly isConnected: boolean;
  /** Timestamp of this session's STATE birth and will, ms since 1970; one per CONNECT. */
  readonly sessionMs: number;
  readonly nodes: ReadonlyMap<string, EdgeNode>;
}

/** A host that has heard nothing yet. */
export const newborn: HostState = { isConnected: false, sessionMs: 0, nodes: new Map() };

/** An edge node heard of for the first time. */
export function unborn(group: string, node: string): EdgeNode {
  return { group, node, life: 'unborn', nextSeq: 0, held: [], isGapped: false, devices: new Map(), templates: new Map() };
}

/** The edge node itself and its devices. */
export function speakersOf(edge: EdgeNode): Speaker[] {
  return [...(edge.self ? [edge.self] : []), ...edge.devices.values()];
}

/** The same object without some of its optional fields: exactOptionalPropertyTypes has no `field: undefined`. */
export function without<One extends object, Key extends keyof One>(one: One, ...keys: Key[]): Omit<One, Key> {
  const copy: Partial<One> = { ...one };
  for (const key of keys) delete copy[key];
  return copy as Omit<One, Key>;
}
