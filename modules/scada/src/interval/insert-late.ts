import { command, id, instant, known, some } from '@millrace/kernel';
import * as z from 'zod';
import { packMlState, unitMode } from '../state.ts';
import { unitOf } from '../unit/id-of.ts';
import { unit } from '../unit/unit.ts';
import { bucketOf, interval } from './interval.ts';

/**
 * A machine's late word finds its place: the interval around it ends there, and the new state holds until the next known change.
 * Nothing is overwritten: a cut interval keeps its identity and its trail.
 */
export const insertLate = command({
  address: 'scada.interval.insert-late',
  summary: 'Insert a late state where it belongs',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string(), interval: id('scada.interval'), state: packMlState, mode: unitMode, at: instant() }),
  place: (input) => input.place,
  load: (input) => ({ unit: known(unit, [unitOf(input.place)]), around: some(interval, { bucket: [-1, 0].map((day) => bucketOf(input.place, input.at.add({ hours: 24 * day }))) }) }),
  decide({ around }, input) {
    const cut = around.find((one) => one.state === 'recorded' && Temporal.Instant.compare(one.startsAt, input.at) <= 0 && Temporal.Instant.compare(input.at, one.endsAt) < 0);
    if (!cut || (cut.packml === input.state && cut.mode === input.mode)) return [];
    const inserted = { type: 'scada.interval.recorded' as const, subject: input.interval, place: input.place, packml: input.state, mode: input.mode, startsAt: input.at, endsAt: cut.endsAt, ...(cut.jobOrder !== undefined && { jobOrder: cut.jobOrder }), source: 'late' as const };
    const isWhole = Temporal.Instant.compare(cut.startsAt, input.at) === 0;
    return [isWhole ? { type: 'scada.interval.replaced' as const, subject: cut.id } : { type: 'scada.interval.cut' as const, subject: cut.id, startsAt: cut.startsAt, endsAt: input.at }, inserted];
  },
});
