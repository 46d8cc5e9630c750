import * as z from 'zod';

/** What a flow of the model may set: where its files lie, and how its sender writes what B2MML leaves open. */
export const configSchema = z.strictObject({
  folder: z
    .string()
    .min(1)
    .refine((path) => !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..'), 'leads out of the drop folder: name a folder inside it, such as inbox/erp')
    .optional()
    .describe('Below the drop folder of the server'),
  timeZone: z.string().refine(isZone, 'is a time zone such as Europe/Vienna').optional().describe('Of a sender that writes local times'),
  placeParameter: z.string().min(1).optional().describe('Parameter of a segment that names the place'),
  amountKey: z.string().min(1).optional().describe('Key of the quantity that counts'),
});

function isZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}
