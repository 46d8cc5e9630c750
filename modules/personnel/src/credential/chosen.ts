import * as z from 'zod';

const longEnough = 'Choose a password of at least 12 letters; a sentence of four words is easy to keep.';

/** A password as a person may choose it, by invitation or in place of the present one (21 CFR 11.300). */
export const chosenPassword = z.string({ error: longEnough }).min(12, { error: longEnough }).max(200, { error: 'Choose a password of at most 200 letters.' });

/** A PIN for terminals, as a person may choose it. */
export const chosenPin = z.string().regex(/^\d{4,8}$/, { error: 'A PIN is 4 to 8 digits.' });
