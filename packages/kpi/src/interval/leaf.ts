import { checkInterval } from '@millrace/calendar';
import type { Interval } from '@millrace/calendar';

/**
 * What a unit was doing, exclusively: at every instant exactly one. The elements of ISO 22400-2 are sums of these, so that their identities
 * hold by construction.
 * - `production`: value is added (APT). Measured, never the rest that remains
 * - `setup`: preparing for the order (AUST)
 * - `delay`: a stop within an order: failure, minor stop, waiting (ADET)
 * - `no-order`: available, without an order (ADOT)
 * - `planned-down`: planned not to run: break, planned maintenance (within POT, outside PBT)
 * - `off`: not planned to be used at all (outside POT)
 */
export type LeafState = 'production' | 'setup' | 'delay' | 'no-order' | 'planned-down' | 'off';

export const leafStates: readonly LeafState[] = ['production', 'setup', 'delay', 'no-order', 'planned-down', 'off'];

/** One leaf interval of a unit. */
export type Leaf = Interval & {
  readonly id: string;
  readonly state: LeafState;
  /**
   * Finer than the state, where known: of a delay `breakdown`, `minor-stop` or `waiting`; of planned down time `break` or `maintenance`.
   */
  readonly kind?: 'breakdown' | 'minor-stop' | 'waiting' | 'break' | 'maintenance';
  /** The plant's reason code. */
  readonly reason?: string;
  readonly unit?: string;
  readonly job?: string;
  readonly shift?: string;
  /** The stop this is a part of, where it was cut at a change of shift; the length of the whole decides whether it was minor. */
  readonly stop?: { readonly id: string; readonly lengthMs: number; readonly isFirstPart: boolean };
  /** Not ended when it was read: its end is the instant of reading. */
  readonly isOpen?: boolean;
};

/** Checks that leaves are in order, last, and do not overlap; each refusal names the two. Empty is allowed: nothing is known then. */
export function checkLeaves(leaves: readonly Leaf[]): void {
  const ids = new Set<string>();
  let last: Leaf | undefined;
  for (const leaf of leaves) {
    checkInterval(`leaf ${leaf.id}`, leaf);
    if (leaf.start.epochNanoseconds >= leaf.end.epochNanoseconds)
      throw new RangeError(`leaf ${leaf.id} ends at ${leaf.end.toString()}; allowed is an instant after its start, ${leaf.start.toString()}.`);
    if (ids.has(leaf.id)) throw new RangeError(`leaf ${leaf.id} is given twice; allowed is each once.`);
    if (!leafStates.includes(leaf.state)) throw new RangeError(`leaf ${leaf.id} has the state ${JSON.stringify(leaf.state)}; allowed is one of ${leafStates.join(', ')}.`);
    const right = kindsOf[leaf.state];
    if (leaf.kind !== undefined && !right.includes(leaf.kind)) {
      throw new RangeError(`leaf ${leaf.id} has the kind ${leaf.kind}; allowed for ${leaf.state} is ${right.length === 0 ? 'none' : right.join(', ')}.`);
    }
    ids.add(leaf.id);
    if (last && last.start.epochNanoseconds > leaf.start.epochNanoseconds)
      throw new RangeError(`leaf ${leaf.id} begins before ${last.id}; allowed are leaves in order of time, of one unit.`);
    if (last && last.end.epochNanoseconds > leaf.start.epochNanoseconds) {
      throw new RangeError(`leaf ${leaf.id} overlaps ${last.id}; allowed is one state at a time. Elements of several units are summed, not their leaves.`);
    }
    last = leaf;
  }
}

const kindsOf: Readonly<Record<LeafState, readonly string[]>> = {
  production: [],
  setup: [],
  delay: ['breakdown', 'minor-stop', 'waiting'],
  'no-order': [],
  'planned-down': ['break', 'maintenance'],
  off: [],
};

/** A leaf within a window, with the part of it that is in the window, ms. */
export type ClippedLeaf = { readonly leaf: Leaf; readonly ms: number };

/** The leaves of a window, each cut to it. */
export function clippedTo(window: Interval, leaves: readonly Leaf[]): ClippedLeaf[] {
  checkInterval('the window', window);
  if (Temporal.Instant.compare(window.start, window.end) >= 0)
    throw new RangeError(`window ends at ${window.end.toString()}; allowed is an instant after its start, ${window.start.toString()}.`);
  const result: ClippedLeaf[] = [];
  const [from, to] = [window.start.epochNanoseconds, window.end.epochNanoseconds];
  for (const leaf of leaves) {
    const [start, end] = [leaf.start.epochNanoseconds, leaf.end.epochNanoseconds];
    const length = (end < to ? end : to) - (start > from ? start : from);
    if (length > 0n) result.push({ leaf, ms: Number(length) / 1e6 });
  }
  return result;
}
