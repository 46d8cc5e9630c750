import { instant } from '@millrace/kernel';
import * as z from 'zod';

/** A line of a request in the words of the system that asks: one piece of work, or one product whose route we know. */
export const toldLine = z.object({
  /** Name of the line within the request; the same line has the same name in every message. */
  line: z.string().min(1).max(200),
  /** Process segment. */
  segment: z.string().max(200).optional(),
  /** Material produced. */
  material: z.string().max(200).optional(),
  lot: z.string().max(60).optional(),
  /** As told, whatever it is: a figure that cannot be planned holds its line, not the message. The unit in the sender's word. */
  quantity: z.object({ value: z.string().max(80), unit: z.string().max(40).optional() }).optional(),
  /** Line or unit. */
  place: z.string().max(200).optional(),
  start: instant().optional(),
  end: instant().optional(),
});
export type ToldLine = z.output<typeof toldLine>;

/** A production request as another system tells it (ISA-95 part 2, ProductionRequest), free of any message format. */
export const toldRequest = z.object({
  system: z.string().min(1).max(80),
  externalId: z.string().min(1).max(200),
  description: z.string().max(400).optional(),
  /** 1 is the most urgent. */
  priority: z.number().int().min(1).max(999).optional(),
  /** The whole request is called off. */
  isCancelled: z.boolean().default(false),
  /** Part of the plant that the flow it came by speaks of: where it lies as long as nobody knows better. */
  at: z.string().max(80).optional(),
  lines: z.array(toldLine).max(500),
});
export type ToldRequest = z.output<typeof toldRequest>;
