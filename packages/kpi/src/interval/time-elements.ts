import { restOf } from './rest.ts';
import { lengthMs } from '@millrace/calendar';
import type { Interval } from '@millrace/calendar';
import type { Flag } from '../lineage.ts';
import { uniqueIds, zeroOrMore } from '../lineage.ts';
import { checkLeaves, clippedTo } from './leaf.ts';
import type { Leaf, LeafState } from './leaf.ts';

/**
 * Whose time an element is. The standard leaves it open, and AUBT of a unit, of a work order and of a production order differ
 * (Varisco et al. 2018), so that every element says it.
 */
export type Scope = { readonly of: 'work-unit' | 'work-order' | 'production-order' | 'production-day' | 'line'; readonly id: string };

/** Time elements of ISO 22400-2, ms, in one scope. `sums of leaves`: each identity of the time model holds exactly. */
export type TimeElements = {
  readonly scope: Scope;
  /** Reference time: the window, all of it. */
  readonly referenceMs: number;
  /** Planned operation time POT = planned down + PBT. */
  readonly potMs: number;
  readonly plannedDownMs: number;
  /** Planned busy time PBT = ADOT + AUBT + what no interval accounts for. */
  readonly pbtMs: number;
  /** Actual unit down time ADOT: available, but without an order. Some public code swaps it with ADET. */
  readonly adotMs: number;
  /** Actual unit busy time AUBT = AUPT + ADET. */
  readonly aubtMs: number;
  /** Actual unit delay time ADET: stops within an order. */
  readonly adetMs: number;
  /** Actual unit processing time AUPT = APT + AUST. */
  readonly auptMs: number;
  /** Actual unit set-up time AUST. */
  readonly austMs: number;
  /** Actual production time APT. */
  readonly aptMs: number;
  /** Time of the window without any interval. It is in PBT: planned, and not shown to be production. */
  readonly unknownMs: number;
  readonly basis: Readonly<Record<LeafState, readonly string[]>>;
  readonly flags: readonly Flag[];
};

const scopes: readonly Scope['of'][] = ['work-unit', 'work-order', 'production-order', 'production-day', 'line'];

/** A scope nobody knows would be taken for a unit, and an order gets another reference time than a unit. */
export function checkScope(scope: Scope): void {
  if (!scopes.includes(scope?.of)) throw new RangeError(`scope is of ${JSON.stringify(scope?.of) ?? 'nothing'}; allowed is ${scopes.join(', ')}.`);
}

/**
 * Elements of one unit over a window, or of one order on it. For an order only its own leaves count, and time outside them is not unknown
 * but not its own:
 * the window of an order is what it took, so POT and PBT of an order are its busy time.
 */
export function timeElements(scope: Scope, window: Interval, leaves: readonly Leaf[]): TimeElements {
  checkScope(scope);
  checkLeaves(leaves);
  const isOrder = scope.of === 'work-order' || scope.of === 'production-order';
  const clipped = clippedTo(window, leaves);
  const sum: Record<LeafState, number> = { production: 0, setup: 0, delay: 0, 'no-order': 0, 'planned-down': 0, off: 0 };
  const basis: Record<LeafState, string[]> = { production: [], setup: [], delay: [], 'no-order': [], 'planned-down': [], off: [] };
  for (const { leaf, ms } of clipped) {
    sum[leaf.state] += ms;
    basis[leaf.state].push(leaf.id);
  }
  const covered = Object.values(sum).reduce((total, ms) => total + ms, 0);
  const referenceMs = isOrder ? covered : lengthMs(window);
  const unknownMs = restOf(referenceMs, covered);
  const auptMs = sum.production + sum.setup;
  const aubtMs = auptMs + sum.delay;
  const pbtMs = sum['no-order'] + aubtMs + unknownMs;
  const flags: Flag[] = [];
  if (unknownMs > 0) flags.push('incomplete');
  if (clipped.some(({ leaf }) => leaf.isOpen)) flags.push('open');
  return {
    scope,
    referenceMs,
    potMs: sum['planned-down'] + pbtMs,
    plannedDownMs: sum['planned-down'],
    pbtMs,
    adotMs: sum['no-order'],
    aubtMs,
    adetMs: sum.delay,
    auptMs,
    austMs: sum.setup,
    aptMs: sum.production,
    unknownMs,
    basis,
    flags,
  };
}

const summed = ['referenceMs', 'potMs', 'plannedDownMs', 'pbtMs', 'adotMs', 'aubtMs', 'adetMs', 'auptMs', 'austMs', 'aptMs', 'unknownMs'] as const;

/** Elements of several units, shifts or days as one. Time adds up; a mean of ratios would not. */
export function sumElements(scope: Scope, of: readonly TimeElements[]): TimeElements {
  checkScope(scope);
  if (of.length === 0) throw new RangeError('of is empty; allowed is at least one set of elements.');
  for (const [index, part] of of.entries()) for (const name of summed) zeroOrMore(part[name], `of[${index}] ${name}`);
  const other = of.find((part) => part.scope.of !== of[0]!.scope.of);
  if (other)
    throw new RangeError(
      `of mixes elements of a ${of[0]!.scope.of} and of a ${other.scope.of}; allowed is one kind, because the busy time of a unit and that of an order are not the same.`,
    );
  const total = Object.fromEntries(summed.map((name) => [name, of.reduce((sum, part) => sum + part[name], 0)])) as Record<(typeof summed)[number], number>;
  const states = Object.keys(of[0]!.basis) as LeafState[];
  const basis = Object.fromEntries(states.map((state) => [state, uniqueIds(of.flatMap((part) => part.basis[state]))])) as Record<LeafState, string[]>;
  return { scope, ...total, basis, flags: [...new Set(of.flatMap((part) => part.flags))] };
}
