import { command, fresh, id, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { call as callRecord } from './call-record.ts';

/** Someone on the floor needs help now. */
export const call = command({
  address: 'mes.andon.call',
  summary: 'Call for help',
  is: 'report',
  input: z.object({
    call: id('mes.call'),
    place: nameText(),
    about: z.enum(['maintenance', 'quality', 'material', 'team-leader', 'safety']),
    words: z.string().max(400).optional(),
    jobOrder: nameText().optional(),
  }),
  place: (input) => input.place,
  load: (input) => fresh(callRecord, input.call),
  decide(_none, { call: subject, ...facts }, act) {
    return { type: 'mes.call.raised', subject, ...facts, by: act.by, at: act.happenedAt };
  },
});
