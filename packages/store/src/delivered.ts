import type { AnyCommand, Remark } from '@millrace/kernel';
import type { Envelope } from './envelope.ts';

const says = (by: string) => `Kept on the device and delivered in the session of ${by}`;

/**
 * What stands beside a report that another's session delivered: the act is the reporter's, and whoever brought it is known (21 CFR 11.10(e)).
 * It is said on the record's page, to whoever reads there whose act it was; the screen that sends what it kept says nothing of it.
 */
export function deliveryMark(command: AnyCommand, { deliveredBy }: Envelope): Remark | undefined {
  if (deliveredBy === undefined) return undefined;
  return { rule: `${command.address}/delivered-by-another`, mode: 'advise', sentence: `${says(deliveredBy)}.`, facts: { deliveredBy } };
}

/** The same of a report that is kept aside, which has no remarks. */
export const reasonDelivered = ({ deliveredBy, reason }: Envelope): string | undefined =>
  deliveredBy === undefined ? reason : [reason, says(deliveredBy)].filter((part) => part !== undefined).join('; ');
