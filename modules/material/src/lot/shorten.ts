import { command, some } from '@millrace/kernel';
import { duration } from '@millrace/model';
import * as z from 'zod';
import { earlierExpiry } from './expiry.ts';
import { lot } from './lot.ts';

/** A material keeps for a shorter time than was thought: its lots expire earlier. A longer shelf life lengthens none; that is for quality to decide, lot by lot. */
export const shorten = command({
  address: 'material.lot.shorten',
  summary: 'Let the lots of a material expire earlier, as its shelf life now says',
  caller: 'system',
  input: z.object({ definition: z.string().min(1), shelfLife: duration, revision: z.string() }),
  load: (input) => some(lot, { definition: input.definition }),
  decide(lots, { shelfLife, revision }, act) {
    return lots.flatMap((one) => {
      const expiresAt = one.state === 'rejected' ? undefined : earlierExpiry(one, shelfLife, act.timeZone);
      return expiresAt ? [{ type: 'material.lot.shortened' as const, subject: one.id, expiresAt, shelfLife, revision }] : [];
    });
  },
});
