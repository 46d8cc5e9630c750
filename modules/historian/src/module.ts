import { houseRefusal, query, Refusal } from '@millrace/kernel';
import { answered, type Answered, type Asker, type Room } from '@millrace/store';
import * as z from 'zod';
import type { Historian } from './historian.ts';
import { latest, latestInput } from './read/latest.ts';
import { plot, plotInput } from './read/plot.ts';
import { raw, rawInput } from './read/raw.ts';
import { wrongWith, type Stretch } from './read/when.ts';
import type { Sample } from './sample.ts';

const sampleShown = z.object({
  signal: z.string(),
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  sourceTime: z.string(),
  receivedAt: z.string(),
  quality: z.number(),
  marks: z.array(z.string()),
});

/** A sample as it travels: moments as text, 64-bit integers as text so that no digit is lost. */
const shown = (sample: Sample): z.output<typeof sampleShown> => ({
  signal: sample.signal,
  value: typeof sample.value === 'bigint' ? sample.value.toString() : sample.value,
  sourceTime: sample.sourceTime.toString(),
  receivedAt: sample.receivedAt.toString(),
  quality: sample.quality,
  marks: [...(sample.marks ?? [])],
});

/** The room on a historian that may be away: it is asked for at each question. Where a signal is measured, the model says. */
export function historianRoom(historian: () => Historian | undefined, placeOf: (signal: string) => string | undefined = () => undefined): Room {
  const check = (address: string, asked: Stretch, { sees, site }: Asker) => {
    if (!sees(placeOf(asked.signal))) throw houseRefusal(address, 'not-found', { noun: 'signal', id: asked.signal, site });
    const wrong = wrongWith(asked);
    if (wrong !== undefined) throw houseRefusal(address, 'bad-input', { problems: wrong });
  };
  const needed = (): Historian => {
    const found = historian();
    if (!found) throw new Refusal('historian.sample.raw/no-historian', 'This plant runs without a historian. Set HISTORIAN_URL, or start with the embedded one.', {}, 503);
    return found;
  };
  const queries: Answered[] = [
    answered(
      query({
        address: 'historian.sample.raw',
        summary: 'Stored samples of a signal',
        input: rawInput,
        output: z.object({ samples: z.array(sampleShown), next: z.string().nullable() }),
      }),
      async (input, asker) => {
        check('historian.sample.raw', input, asker);
        const found = await raw(needed(), asker.site, input);
        return { samples: found.samples.map(shown), next: found.next?.toString() ?? null };
      },
    ),
    answered(
      query({ address: 'historian.sample.latest', summary: 'What signals said last', input: latestInput, output: z.object({ samples: z.array(sampleShown), asOf: z.string() }) }),
      async (input, { site, now, sees }) => ({
        samples: [...(await latest(needed(), site, { ...input, signals: input.signals.filter((signal) => sees(placeOf(signal))) })).values()].map(shown),
        asOf: now.toString(),
      }),
    ),
    answered(
      query({
        address: 'historian.sample.plot',
        summary: 'A curve reduced to the pixels of a screen',
        input: plotInput,
        output: z.object({ columns: z.array(z.object({ at: z.string(), points: z.array(z.tuple([z.string(), z.number()])), bad: z.number() })) }),
      }),
      async (input, asker) => {
        check('historian.sample.plot', input, asker);
        const found = await plot(needed(), asker.site, input);
        return {
          columns: found.columns.map((column) => ({
            at: column.at.toString(),
            points: column.points.map(([at, value]): [string, number] => [at.toString(), value]),
            bad: column.bad,
          })),
        };
      },
    ),
  ];
  return { name: 'historian', queries };
}
