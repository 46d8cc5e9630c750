import * as z from 'zod';

/** What somebody calls something: a place, a person, a step, a record. Longer than any name there is, short enough for every index. */
export const nameText = () => z.string().min(1).max(200);
