import { command, id, known, nameText, one } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { interval } from '../interval/interval.ts';
import { isRunning } from '../state.ts';
import { unitOf } from '../unit/id-of.ts';
import { unit } from '../unit/unit.ts';

/** Someone who was there says why the unit stood. May be said again; the trail keeps what was said before. */
export const explain = command({
  address: 'scada.stop.explain',
  summary: 'Give the reason of a stop',
  input: z.object({
    place: nameText(),
    /** The stop: an ended interval, or the one that runs now. */
    interval: id('scada.interval'),
    reason: nameText(),
  }),
  refusals: {
    'no-such-stop': 'This stop is not known at {place}; it may have been cut by late data. Open the list again.',
    'not-standing': 'The unit ran in that time; only a stop has a reason.',
    'no-such-reason': '"{reason}" is no reason for a stop in force. Choose one from the list.',
  },
  place: (input) => input.place,
  load: (input) => ({ unit: known(unit, [unitOf(input.place)]), ended: known(interval, [input.interval]), reason: one(modelObject, objectId('equipment.reason', input.reason)) }),
  decide({ unit: [running], ended: [ended], reason }, input, act, { refuse }) {
    if (reason.state !== 'current' || reason.fields.for !== 'stop') throw refuse('no-such-reason', { reason: input.reason });
    if (ended && ended.state === 'recorded' && ended.place === input.place) {
      if (isRunning(ended.packml) && ended.mode === 'produce') throw refuse('not-standing');
      return [{ type: 'scada.interval.explained' as const, subject: ended.id, reason: input.reason, by: act.by }];
    }
    if (running?.now.interval !== input.interval) throw refuse('no-such-stop', { place: input.place });
    if (isRunning(running.now.state) && running.now.mode === 'produce') throw refuse('not-standing');
    return [{ type: 'scada.unit.explained' as const, subject: running.id, reason: input.reason, by: act.by }];
  },
});
