import { instant } from '@millrace/kernel';
import * as z from 'zod';
import { howItWorks } from './escalation.ts';
import { ladder, starts } from './ladder.ts';

const perhaps = instant().nullish();

/** What a ladder may have started on, and what became of it: a fact of the past. */
export const pastCause = z.object({
  key: z.string(),
  on: starts,
  place: z.string(),
  /** A stop: when it began to stand. Anything else: when a ladder was asked for. */
  at: instant(),
  /** A stop: when it no longer stood. */
  endsAt: perhaps,
  /** When nobody was needed for it any more. */
  overAt: perhaps,
  sentence: z.string().nullish(),
  /** Role that it named itself. */
  first: z.string().nullish(),
  escalation: z
    .object({
      raisedAt: instant(),
      mode: howItWorks,
      ladder,
      calls: z.array(z.object({ step: z.number(), role: z.string(), at: instant(), acceptedAt: instant().optional() })),
      answeredAt: perhaps,
      /** It joined one that ran already. */
      isJoined: z.boolean(),
    })
    .nullish(),
});
export type PastCause = z.output<typeof pastCause>;
