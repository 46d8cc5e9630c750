import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { packMlState, unitMode } from '../state.ts';
import { toldReason } from '../stop/told-reason.ts';
import { saidOf } from '../timeline/word.ts';

const facts = z.object({
  id: id('scada.interval'),
  place: z.string(),
  /** Unit and UTC date of its start: how the intervals around a late report are found. */
  bucket: z.string(),
  packml: packMlState,
  mode: unitMode,
  startsAt: instant(),
  endsAt: instant(),
  jobOrder: z.string().optional(),
  /** Reason that a person gave. It stands before the machine's. */
  reason: z.string().optional(),
  explainedBy: z.string().optional(),
  /** Reason that the machine gave; kept beside a person's. */
  told: toldReason.optional(),
  /** Where it comes from: a machine's report, or late data that cut another interval. */
  source: z.enum(['machine', 'late', 'person']),
  /** Words it rests on; absent in what was kept before words were. */
  said: saidOf.optional(),
});
const states = z.discriminatedUnion('state', [facts.extend({ state: z.literal('recorded') }), facts.extend({ state: z.literal('replaced') })]);
export type Interval = z.output<typeof states>;

const { place, packml, mode, startsAt, endsAt, jobOrder, reason, explainedBy, told, source, said } = facts.shape;

/** A stretch of one state of one unit, ended: [startsAt, endsAt). Exclusive and gapless per unit. */
export const interval = noun({
  address: 'scada.interval',
  title: 'Interval',
  lookups: ['bucket'],
  states,
  events: {
    recorded: { place, packml, mode, startsAt, endsAt, jobOrder, reason, explainedBy, told, source, said },
    explained: { reason: z.string(), by: z.string() },
    'told-reason': { told: toldReason },
    /** The machine said within it, late, what is known of it already. */
    confirmed: { said: saidOf },
    /** Late data cut it: its new bounds. Replaced as a whole when nothing of it is left. */
    cut: { startsAt: instant(), endsAt: instant(), said },
    replaced: {},
  },
  evolve(before, event) {
    switch (event.type) {
      case 'scada.interval.recorded': {
        const { type: _, subject, ...rest } = event;
        return { ...rest, id: subject, state: 'recorded', bucket: bucketOf(event.place, event.startsAt) };
      }
      case 'scada.interval.explained':
        return { ...before!, reason: event.reason, explainedBy: event.by };
      case 'scada.interval.told-reason':
        return { ...before!, told: event.told };
      case 'scada.interval.confirmed':
        return { ...before!, said: event.said };
      case 'scada.interval.cut':
        return { ...before!, startsAt: event.startsAt, endsAt: event.endsAt, bucket: bucketOf(before!.place, event.startsAt), ...(event.said && { said: event.said }) };
      case 'scada.interval.replaced':
        return { ...before!, state: 'replaced' };
    }
  },
});

/** Unit and UTC date: where an interval is looked for. */
export const bucketOf = (place: string, at: Temporal.Instant) => `${place}/${at.toString().slice(0, 10)}`;
