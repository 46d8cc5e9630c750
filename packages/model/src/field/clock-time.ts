import * as z from 'zod';

/** A time on the wall of the site, `06:00` to `24:00`; its zone is the site's. */
export const clockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is a time of day such as 06:00')
  .meta({ examples: ['06:00'] });

/** A calendar day, `2026-11-23`, without a zone: the zone is the site's. */
export const day = z.iso.date('is a day such as 2026-11-23').meta({ examples: ['2026-11-23'] });
