import * as z from 'zod';

const earliestMs = Date.UTC(1900, 0);
const latestMs = Date.UTC(10_000, 0) - 1;

/** A moment in UTC. Travels as RFC 3339 text with an offset, is a `Temporal.Instant` inside. */
export const instant = () =>
  z.codec(
    z.string().meta({ format: 'date-time' }),
    z.custom<Temporal.Instant>((value) => value instanceof Temporal.Instant),
    {
      decode: (text, context) => {
        try {
          const moment = Temporal.Instant.from(text);
          // years that a database, a calendar and a person agree on
          if (moment.epochMilliseconds < earliestMs || moment.epochMilliseconds > latestMs) throw new RangeError(text);
          return moment;
        } catch {
          context.issues.push({
            code: 'custom',
            input: text,
            message: `"${text}" is not a moment from the year 1900 to 9999; write it like 2026-11-22T06:30:00Z or 2026-11-22T07:30:00+01:00.`,
          });
          return z.NEVER;
        }
      },
      encode: (value) => value.toString(),
    },
  );
