import { instant } from '@millrace/kernel';
import * as z from 'zod';

/** What a machine said of why it stands. The first reason of a stop counts: what follows is its consequence (first-out). */
export const toldReason = z.object({
  /** The machine's own word. */
  says: z.string(),
  /** Reason of the model that it means; absent where the model does not know the word. */
  reason: z.string().optional(),
  at: instant(),
});
export type ToldReason = z.output<typeof toldReason>;

/** Whether a reason counts beside what is known: the earlier one does. */
export const isEarlier = (told: ToldReason, known: ToldReason | undefined) => known === undefined || Temporal.Instant.compare(told.at, known.at) < 0;
