import { command, id, instant, known, makes } from '@millrace/kernel';
import * as z from 'zod';
import { interval } from '../interval/interval.ts';
import { asKept } from '../timeline/as-kept.ts';
import { hear } from './hear.ts';
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
    return hear(input.place, before, [{ kind: 'job', value: input.jobOrder }], asKept(input.at), { interval: input.interval, skewMs: before?.now.skewMs });
  },
});
