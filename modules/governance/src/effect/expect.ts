import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { effect, saidInForce } from './effect.ts';

/** A change of the model that is in force said what it was to do: from now on that is waited for. */
export const expect = command({
  address: 'governance.effect.expect',
  summary: 'Wait for the effect that a change of the model was to have',
  caller: 'system',
  input: saidInForce.extend({
    effect: id('governance.effect'),
    /** Last day, of the plant, by which it is to have come. */
    by: z.iso.date(),
  }),
  place: (input) => input.place,
  load: (input) => fresh(effect, input.effect),
  decide(_none, { effect: subject, by, ...facts }, act) {
    const until = Temporal.PlainDate.from(by).add({ days: 1 }).toZonedDateTime(act.timeZone).toInstant();
    return { type: 'governance.effect.expected', subject, ...facts, until };
  },
});
