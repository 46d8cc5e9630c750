import { command, id, instant, known, makes } from '@millrace/kernel';
import * as z from 'zod';
import { interval } from '../interval/interval.ts';
import { asKept } from '../timeline/as-kept.ts';
import { hear } from './hear.ts';
import { unitOf } from './id-of.ts';
import { unit } from './unit.ts';

/** The machine is no longer heard: from that moment its state is unknown, and nothing is guessed. */
export const lose = command({
  address: 'scada.unit.lose',
  summary: 'Keep that a machine is no longer heard',
  is: 'report',
  caller: 'system',
  input: z.object({ place: z.string(), interval: id('scada.interval'), at: instant() }),
  place: (input) => input.place,
  load: (input) => ({ unit: known(unit, [unitOf(input.place)]), ended: makes(interval) }),
  decide({ unit: [before] }, input) {
    if (!before || before.state === 'stale') return [];
    const at = Temporal.Instant.compare(input.at, before.heardAt) < 0 ? before.heardAt : asKept(input.at);
    return [...hear(input.place, before, [{ kind: 'state', value: 'unknown' }], at, { interval: input.interval }), { type: 'scada.unit.lost' as const, subject: before.id, at }];
  },
});
