import { id, instant, namedId, noun } from '@millrace/kernel';
import * as z from 'zod';

/** What a value is made of: sums that add up over lines, shifts and products. */
const reckoned = z.object({
  numerator: z.number(),
  denominator: z.number(),
  /** Percent or the definition's unit, decimal text; absent where it cannot be known. */
  value: z.string().optional(),
  /** Why there is no value, or what to mind about it. */
  flags: z.array(z.string()).readonly(),
  /** Availability, performance, quality and the like, as fractions; absent ones are unknown. */
  factors: z.record(z.string(), z.number()),
  /** Share of the window that is known, 0 to 1. */
  completeness: z.number(),
  /** Sums as the profile makes them, ms. */
  sums: z.record(z.string(), z.unknown()),
  /** Intervals, counts and orders it rests on, by identity. */
  basis: z.array(z.string()).readonly(),
});
export type Reckoned = z.output<typeof reckoned>;

const facts = z.object({
  id: id('indicator.value'),
  indicator: z.string(),
  place: z.string(),
  startsAt: instant(),
  endsAt: instant(),
  /** `2026-11-22/early/A` where the window is a shift. */
  shift: z.string().optional(),
  productionDay: z.string(),
  /** Name of the OEE profile; shown beside every OEE. */
  profile: z.string().optional(),
  ...reckoned.shape,
  /** What it was before it was restated, oldest first. */
  before: z.array(z.object({ value: z.string().optional(), at: instant() })).readonly(),
  reckonedAt: instant(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('provisional') }),
  facts.extend({ state: z.literal('final') }),
  facts.extend({ state: z.literal('restated') }),
]);
export type Value = z.output<typeof states>;

const said = {
  indicator: z.string(),
  place: z.string(),
  startsAt: instant(),
  endsAt: instant(),
  shift: z.string().optional(),
  productionDay: z.string(),
  profile: z.string().optional(),
  reckoned,
  at: instant(),
};

/** One indicator of one place over one window. */
export const value = noun({
  address: 'indicator.value',
  title: 'Indicator value',
  lookups: ['indicator', 'place', 'productionDay'],
  states,
  events: { reckoned: { ...said, isFinal: z.boolean() }, restated: said },
  evolve(before, event) {
    const { type: _, subject, reckoned: numbers, at, ...rest } = event;
    const { indicator, place, startsAt, endsAt, shift, productionDay, profile } = rest;
    const shared = {
      id: subject,
      indicator,
      place,
      startsAt,
      endsAt,
      ...(shift !== undefined && { shift }),
      productionDay,
      ...(profile !== undefined && { profile }),
      ...numbers,
      reckonedAt: at,
    };
    if (event.type === 'indicator.value.restated')
      return { ...shared, state: 'restated', before: [...(before?.before ?? []), { ...(before?.value !== undefined && { value: before.value }), at: before?.reckonedAt ?? at }] };
    return { ...shared, state: event.isFinal ? 'final' : 'provisional', before: before?.before ?? [] };
  },
});

/** Goes into a sum over several windows: what has a value, and energy that was used while nothing was made, which is of the day and makes no ratio of its own. */
export const isCounted = (one: { readonly value?: string | null | undefined; readonly numerator: number; readonly flags: readonly string[] }): boolean =>
  (one.value !== undefined && one.value !== null) || (one.numerator > 0 && one.flags.includes('nothing-made'));

/** A value's identity follows from what it is of. */
export const valueOf = (indicator: string, place: string, startsAt: Temporal.Instant) => namedId('indicator.value', indicator, place, startsAt.toString());
export const reckonedShape = reckoned;
