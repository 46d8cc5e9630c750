import { newId } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { hold } from './hold.ts';
import { lot, type Lot } from './lot.ts';
import { receive } from './receive.ts';
import { reject } from './reject.ts';
import { release } from './release.ts';

export const lotId = newId<'material.lot'>();
export const delivery = { lot: lotId, lotNumber: 'L-0412', definition: 'API-7', quantity: { value: '25.000', unit: 'kg' }, place: 'warehouse' };
export const byDeviation = { lot: lotId, noun: 'qms.deviation', cause: 'DEV-2026-0001', reason: 'seal broken' };
export const byRule = actOf({ by: 'rule:qms.lift-holds-of-deviation', role: 'system' });

/** What receiving it looks up: the material is in the model. */
export const known = { lot: undefined, definitions: [{ id: 'API-7', state: 'current', fields: {} }] };

/** A lot as the verbs before it left it. */
export const quarantined = done<Lot>(lot, undefined, receive, delivery, actOf(), known).state;
export const released = done(lot, quarantined, release, { lot: lotId }).state;
export const heldFromQuarantine = done(lot, quarantined, hold, byDeviation).state;
export const heldFromRelease = done(lot, released, hold, byDeviation).state;
export const rejected = done(lot, quarantined, reject, { lot: lotId, why: 'wrong identity' }).state;
