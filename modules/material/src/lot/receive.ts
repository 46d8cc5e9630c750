import { amountOf, command, fresh, id, instant, known, nameText, type Act, type EventIn } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import { isUnit } from '@millrace/quantity';
import * as z from 'zod';
import { expiryOf } from './expiry.ts';
import { lot, type Lot } from './lot.ts';

/** Who releases a lot of a material that the model lets begin so: a rule of the plant, and no person. */
export const startsReleased = 'rule:material.starts-released';

/** What is said of each lot that is there from now on. */
export const newLot = {
  lot: id('material.lot'),
  lotNumber: z.string().trim().min(1).max(60),
  definition: nameText(),
  /** A lot that a job makes begins with none of it. */
  quantity: amountOf(isUnit, 'none'),
  place: nameText(),
};

/** A lot has come in, or was made: it exists from now on, in quarantine, unless its material may be used at once (`startsIn: released`) and it has not expired. */
export const receive = command({
  address: 'material.lot.receive',
  summary: 'Receive a lot, into quarantine unless its material starts released',
  is: 'report',
  input: z.object({ ...newLot, expiresAt: instant().optional(), supplierLot: z.string().max(60).optional() }),
  rules: { 'unknown-material': 'Nobody here knows the material "{definition}". Look at the label again, or have it added to the model; the lot is kept aside until then.' },
  place: (input) => input.place,
  load: (input) => ({ lot: fresh(lot, input.lot), definitions: known(modelObject, [objectId('material.definition', input.definition)]) }),
  decide({ definitions }, input, act, { rule }) {
    // one that was retired meanwhile is known: what was begun with it still comes in
    rule('unknown-material', definitions.length === 0, { definition: input.definition });
    return received(definitions, input, act);
  },
});

type Definition = { readonly state: string; readonly fields: Readonly<Record<string, unknown>> };
type Received = Omit<Extract<EventIn<typeof lot>, { type: 'material.lot.received' }>, 'type' | 'subject' | 'by' | 'at'> & { readonly lot: Lot['id'] };

/** A lot that exists from now on, and how its material lets it begin. */
export function received(definitions: readonly Definition[], { lot: subject, expiresAt: said, ...facts }: Received, act: Act) {
  const { shelfLife, startsIn } = definitions.find((one) => one.state === 'current')?.fields ?? {};
  // what the label says goes before what the model says of the material
  const expiresAt = said ?? (typeof shelfLife === 'string' ? expiryOf(act.happenedAt, shelfLife, act.timeZone) : undefined);
  const came = { type: 'material.lot.received' as const, subject, ...facts, ...(expiresAt && { expiresAt }), by: act.by, at: act.happenedAt };
  // what nobody could release does not begin released either
  const isExpired = expiresAt !== undefined && Temporal.Instant.compare(expiresAt, act.at) <= 0;
  return startsIn === 'released' && !isExpired ? [came, { type: 'material.lot.released' as const, subject, by: startsReleased, at: act.happenedAt }] : [came];
}
