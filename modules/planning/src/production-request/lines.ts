import { instant, quantityOf } from '@millrace/kernel';
import * as z from 'zod';
import { toldLine } from './told.ts';

/** Why a line cannot become work yet: what was told, and what would help. */
export const lineProblem = z.object({ what: z.enum(['segment', 'material', 'place', 'unit', 'quantity', 'content']), told: z.string(), sentence: z.string() });
export type LineProblem = z.output<typeof lineProblem>;

/** A piece of work found for a line, all in our own words. */
export const wantedWork = z.object({
  workType: z.enum(['production', 'maintenance', 'quality', 'inventory']),
  place: z.string(),
  workMaster: z.string(),
  definition: z.string().optional(),
  lotNumber: z.string().optional(),
  quantity: quantityOf(),
  plannedStart: instant(),
  plannedEnd: instant().optional(),
  priority: z.number().int(),
  sequence: z.number().int(),
});
export type WantedWork = z.output<typeof wantedWork>;

/** A line with what became of it. */
export const line = z.object({
  told: toldLine,
  /** Where it lies, also while it is held: where its work runs, else the place it was told, else the part of the plant its flow speaks of. */
  place: z.string().optional(),
  problems: z.array(lineProblem).readonly(),
  /** Pieces of work, one per segment; several where a product's route has several. */
  work: z.array(wantedWork).readonly(),
});
export type Line = z.output<typeof line>;

/** An order that this request made. */
export const madeOrder = z.object({ key: z.string(), jobOrder: z.string(), work: wantedWork });
export type MadeOrder = z.output<typeof madeOrder>;
