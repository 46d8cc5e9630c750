import { id, instant, noun, quantityOf } from '@millrace/kernel';
import * as z from 'zod';

/** What holds a lot: a record with its own owner and clock. Several hold independently. */
const hold = z.object({
  /** Address of the record that is the cause: `qms.deviation`. */
  noun: z.string(),
  cause: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instant(),
});

const facts = z.object({
  id: id('material.lot'),
  /** Number on the label; unique per material definition. */
  lotNumber: z.string(),
  /** Identity of the material definition in the model. */
  definition: z.string(),
  quantity: quantityOf(),
  /** What jobs made of it, each as it was told last; the rest of the quantity came in. */
  made: z
    .array(z.object({ source: z.string(), value: z.string() }))
    .readonly()
    .optional(),
  /** Equipment or storage location where it lies, by identity in the model. */
  place: z.string(),
  receivedBy: z.string(),
  receivedAt: instant(),
  /** Last moment at which it may be used; none where the material does not expire. */
  expiresAt: instant().optional(),
  supplierLot: z.string().optional(),
});

const usable = z.enum(['quarantined', 'released']);

const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('quarantined') }),
  facts.extend({ state: z.literal('released'), releasedBy: z.string(), releasedAt: instant() }),
  facts.extend({ state: z.literal('on-hold'), holds: z.array(hold).min(1).readonly(), heldFrom: usable, releasedBy: z.string().optional(), releasedAt: instant().optional() }),
  facts.extend({ state: z.literal('rejected'), rejectedBy: z.string(), rejectedAt: instant(), rejectedWhy: z.string() }),
]);
export type Lot = z.output<typeof states>;

/** A material lot (ISA-95 part 2, MaterialLot). Its state is its disposition. */
export const lot = noun({
  address: 'material.lot',
  calledBy: 'lotNumber',
  title: 'Lot',
  refersTo: [{ noun: 'work.job-order', by: 'made.source', isList: true }],
  states,
  lookups: ['lotNumber', 'definition'],
  events: {
    received: {
      lotNumber: z.string(),
      definition: z.string(),
      quantity: quantityOf(),
      place: z.string(),
      by: z.string(),
      at: instant(),
      expiresAt: instant().optional(),
      supplierLot: z.string().optional(),
    },
    filled: { made: z.array(z.object({ source: z.string(), value: z.string() })).readonly(), quantity: quantityOf() },
    adjusted: { quantity: quantityOf(), was: quantityOf(), by: z.string(), at: instant() },
    /** Its material keeps for a shorter time than was thought: it may be used no longer than this. */
    shortened: { expiresAt: instant(), shelfLife: z.string(), revision: z.string() },
    held: { hold },
    lifted: { noun: z.string(), cause: z.string() },
    released: { by: z.string(), at: instant() },
    rejected: { by: z.string(), at: instant(), why: z.string() },
  },
  evolve(lot, event) {
    switch (event.type) {
      case 'material.lot.received': {
        const { type: _, subject, by, at, ...facts } = event;
        return { ...facts, id: subject, state: 'quarantined', receivedBy: by, receivedAt: at };
      }
      case 'material.lot.filled':
        return { ...lot!, made: event.made, quantity: event.quantity };
      case 'material.lot.adjusted':
        return { ...lot!, quantity: event.quantity };
      case 'material.lot.shortened':
        return { ...lot!, expiresAt: event.expiresAt };
      case 'material.lot.held': {
        if (!lot || lot.state === 'rejected') return lot!;
        if (lot.state === 'on-hold') return { ...lot, holds: [...lot.holds, event.hold] };
        return { ...lot, state: 'on-hold', heldFrom: lot.state, holds: [event.hold] };
      }
      case 'material.lot.lifted': {
        if (lot?.state !== 'on-hold') return lot!;
        const holds = lot.holds.filter((one) => one.noun !== event.noun || one.cause !== event.cause);
        if (holds.length > 0) return { ...lot, holds };
        const { heldFrom, holds: _, releasedBy, releasedAt, ...facts } = lot;
        return heldFrom === 'released' ? { ...facts, state: 'released', releasedBy: releasedBy!, releasedAt: releasedAt! } : { ...facts, state: 'quarantined' };
      }
      case 'material.lot.released':
        return { ...factsOf(lot!), state: 'released', releasedBy: event.by, releasedAt: event.at };
      case 'material.lot.rejected':
        return { ...factsOf(lot!), state: 'rejected', rejectedBy: event.by, rejectedAt: event.at, rejectedWhy: event.why };
    }
  },
});

export type Hold = z.output<typeof hold>;

function factsOf(state: Lot): z.output<typeof facts> {
  const { id: lotId, lotNumber, definition, quantity, made, place, receivedBy, receivedAt, expiresAt, supplierLot } = state;
  return { id: lotId, lotNumber, definition, quantity, ...(made && { made }), place, receivedBy, receivedAt, ...(expiresAt && { expiresAt }), ...(supplierLot && { supplierLot }) };
}
