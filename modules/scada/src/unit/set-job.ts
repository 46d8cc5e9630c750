import { command, id, instant, known, makes } from '@millrace/kernel';
import * as z from 'zod';
import { interval } from '../interval/interval.ts';
import { endOf } from './end-of.ts';
import { unitOf } from './id-of.ts';
import { unit } from './unit.ts';

/** A job takes the unit, or leaves it: the stretch is cut there, so that every interval has one job or none. */
export const setJob = command({
  address: 'scada.unit.set-job',
  summary: 'Give a unit to a job, or take it back',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string(), interval: id('scada.interval'), jobOrder: z.string().optional(), at: instant() }),
  place: (input) => input.place,
  load: (input) => ({ unit: known(unit, [unitOf(input.place)]), ended: makes(interval) }),
  decide({ unit: [before] }, input) {
    const subject = unitOf(input.place);
    const job = input.jobOrder === undefined ? {} : { jobOrder: input.jobOrder };
    // a unit that no machine ever spoke for: the job is known, its state is not
    if (!before) return [{ type: 'scada.unit.changed' as const, subject, place: input.place, stretch: { interval: input.interval, state: 'unknown' as const, mode: 'produce' as const, since: input.at, ...job } }];
    if (before.now.jobOrder === input.jobOrder) return [];
    const at = Temporal.Instant.compare(input.at, before.now.since) < 0 ? before.now.since : input.at;
    const { interval: _, since: __, jobOrder: ___, ...kept } = before.now;
    const changed = { type: 'scada.unit.changed' as const, subject, place: before.place, stretch: { ...kept, interval: input.interval, since: at, ...job } };
    // a job is no word of the machine: one that is not heard stays so
    const lost = before.state === 'stale' ? [{ type: 'scada.unit.lost' as const, subject, at: before.lostAt }] : [];
    return [...endOf(before, at), changed, ...lost];
  },
});
