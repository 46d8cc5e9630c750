import { instant } from '@millrace/kernel';
import * as z from 'zod';

/** What was done between a start and the next stop: who, where, from when to when, and what came of it (ISA-95 part 2, SegmentResponse). */
export const segment = z.object({
  from: instant(),
  to: instant(),
  /** Unit on which it ran. */
  runsAt: z.string(),
  persons: z.array(z.string()).readonly(),
  /** Exact decimals in the order's unit. */
  good: z.string(),
  scrap: z.string(),
  unit: z.string(),
});
export type Segment = z.output<typeof segment>;

/** Shape that ending events carry; absent when nothing was running. */
export const ending = { by: z.string(), at: instant(), segment: segment.optional() };

interface Ran {
  readonly state: string;
  readonly runsAt?: string | undefined;
  readonly runningSince?: Temporal.Instant | undefined;
  readonly runningBy?: readonly string[] | undefined;
  readonly runGood?: string | undefined;
  readonly runScrap?: string | undefined;
  readonly quantity: { readonly unit: string };
}

/** The interval that ends now, where one runs. A clock that went back gives an interval of no length, never a negative one. */
export function ended(order: Ran, at: Temporal.Instant): { segment?: Segment } {
  if (order.state !== 'running' || !order.runningSince) return {};
  const to = Temporal.Instant.compare(at, order.runningSince) < 0 ? order.runningSince : at;
  return {
    segment: {
      from: order.runningSince,
      to,
      runsAt: order.runsAt ?? '',
      persons: order.runningBy ?? [],
      good: order.runGood ?? '0',
      scrap: order.runScrap ?? '0',
      unit: order.quantity.unit,
    },
  };
}
