import { command, fresh, id, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { deviation } from './deviation.ts';

/** Something departed from the instruction. Anyone may say so; its lots are held from this moment. */
export const open = command({
  address: 'qms.deviation.open',
  summary: 'Open a deviation',
  input: z.object({
    deviation: id('qms.deviation'),
    title: z.string().trim().min(5).max(160),
    description: z.string().trim().min(1).max(4000),
    place: nameText(),
    lots: z.array(id('material.lot')).max(50).default([]),
    source: z.object({ jobOrder: nameText().optional(), step: nameText().optional(), reading: z.string().max(200).optional() }).optional(),
  }),
  place: (input) => input.place,
  load: (input) => fresh(deviation, input.deviation),
  decide(_none, { deviation: subject, ...facts }, act) {
    return { type: 'qms.deviation.opened', subject, ...facts, lots: [...new Set(facts.lots)], by: act.by, at: act.happenedAt };
  },
});
