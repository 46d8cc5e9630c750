import { id, instant, quantityOf } from '@millrace/kernel';
import * as z from 'zod';

/** ISA-95 part 3: the four categories of work share one order. */
export const workType = z.enum(['production', 'maintenance', 'quality', 'inventory']);

/** What another system calls it. */
export const externalId = z.object({ system: z.string().min(1).max(80), id: z.string().min(1).max(200) });

/** The part of an order that may change until it starts. */
export const plan = {
  /** Line or unit, by identity in the model. */
  place: z.string(),
  /** How it is done: name of the work master in the model. */
  workMaster: z.string().optional(),
  /** Material produced or worked on, by identity in the model. */
  definition: z.string().optional(),
  /** Lot it is to make. */
  lotNumber: z.string().optional(),
  quantity: quantityOf(),
  plannedStart: instant(),
  plannedEnd: instant().optional(),
  /** 1 is the most urgent. */
  priority: z.number().int(),
};

const scrapped = z.object({ reason: z.string(), value: z.string() });

/** A count that should not have come when it came. It is in the totals all the same; a person looks at it. */
const flaggedCount = z.object({ flags: z.array(z.string()).readonly(), good: z.string(), scrap: z.string(), unit: z.string(), by: z.string(), at: instant() });

/** Something that is owed before the order may be completed. */
export const owed = z.object({ key: z.string(), says: z.string(), since: instant() });

/** Up to when what was owed under a key is settled. */
const settled = z.object({ key: z.string(), until: instant() });

/** The work directive: the work master as it was when the order started (ISA-95 part 4). Later changes of the model do not reach it. */
const directive = z.object({ workMaster: z.string(), since: z.string(), fields: z.record(z.string(), z.unknown()) });
export type Directive = z.output<typeof directive>;

export const facts = z.object({
  id: id('work.job-order'),
  workType,
  ...plan,
  /** Place in the queue, smallest first; minutes of the planned start until someone sequences. */
  sequence: z.number().int(),
  /** Production request it comes from. */
  request: z.string().optional(),
  externalIds: z.array(externalId).readonly(),
  /** Persons it is given to; empty is whoever is qualified. */
  persons: z.array(z.string()).readonly(),
  /** Exact decimals in the unit of the quantity. */
  good: z.string(),
  scrap: z.string(),
  scrapByReason: z.array(scrapped).readonly(),
  flaggedCounts: z.array(flaggedCount).readonly(),
  owed: z.array(owed).readonly().optional(),
  settled: z.array(settled).readonly().optional(),
  createdBy: z.string(),
  createdAt: instant(),
});

export const started = {
  /** Unit on which it runs. */
  runsAt: z.string(),
  startedBy: z.string(),
  startedAt: instant(),
  directive: directive.optional(),
};
