import { command, fresh, id, instant, quantityOf } from '@millrace/kernel';
import * as z from 'zod';
import { lot } from './lot.ts';

/** A lot has come in, or was made: it exists from now on, in quarantine. */
export const receive = command({
  address: 'material.lot.receive',
  summary: 'Receive a lot into quarantine',
  is: 'report',
  input: z.object({
    lot: id('material.lot'),
    lotNumber: z.string().trim().min(1).max(60),
    definition: z.string().min(1),
    quantity: quantityOf(),
    place: z.string().min(1),
    expiresAt: instant().optional(),
    supplierLot: z.string().max(60).optional(),
  }),
  place: (input) => input.place,
  load: (input) => fresh(lot, input.lot),
  decide(_none, { lot: subject, ...facts }, act) {
    return { type: 'material.lot.received', subject, ...facts, by: act.by, at: act.happenedAt };
  },
});
