import * as z from 'zod';
import { covers } from '@millrace/kernel';
import { addressPattern } from './field/address.ts';
import { day } from './field/clock-time.ts';
import { identity } from './field/identity.ts';
import { latest } from './latest.ts';
import type { Places } from './place.ts';

/**
 * How much a room or rule may do: `observe` records what it sees; `shadow` decides and keeps its decision to itself, for comparison;
 * `advise` shows it to people; `enforce` acts on it.
 */
export const mode = z.enum(['observe', 'shadow', 'advise', 'enforce']);
export type Mode = z.output<typeof mode>;

/** In which mode rooms and rules run in a part of the plant. The fields of the kind that states it. */
export const modeFields = z.strictObject({
  of: addressPattern,
  at: identity.optional().describe('Part of the plant; all of it when absent'),
  from: day.optional().describe('First day it holds; always when absent'),
  mode,
});
export type ModeRule = z.output<typeof modeFields>;

/** The mode of an address in a part of the plant on a day: the nearest part wins, then the narrower address, then the latest day; `enforce` where nothing is said. */
export function modeAt(rules: readonly ModeRule[], places: Places, address: string, place: string | undefined, today: string): Mode {
  const chain = places.chain(place);
  const distance = (rule: ModeRule) => (rule.at === undefined ? chain.length : chain.indexOf(rule.at));
  const candidates = rules.filter((rule) => covers(rule.of, address) && (rule.from === undefined || rule.from <= today) && (rule.at === undefined || chain.includes(rule.at)));
  candidates.sort((a, b) => distance(a) - distance(b) || width(a.of) - width(b.of) || latest(a.from, b.from));
  return candidates[0]?.mode ?? 'enforce';
}

/** Fewer is narrower: an address without a wildcard covers one thing only. */
const width = (pattern: string) => 10 - pattern.split('.').filter((word) => word !== '*').length;
