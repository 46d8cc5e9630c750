import type { Chooser } from '@millrace/kernel';
import * as z from 'zod';
import { isPredictable } from './predictable.ts';

/** Letters that a password has at least, as a person counts them (21 CFR 11.300). */
export const leastLetters = 12;
const mostLetters = 200;
// 16 code units: a family of four faces has 11; beyond that somebody piles accents on a letter
const mostUnits = mostLetters * 16;

const longEnough = `Choose a password of at least ${leastLetters} letters; a sentence of four words is easy to keep.`;
// a letter as a person sees it: an accent on it, or a face of two halves, makes no two of it
const seen = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lettersOf = (text: string) => Array.from(seen.segment(text), ({ segment }) => segment);

/** A password as a person may choose it, by invitation or in place of the present one. What is wrong with it is said once, the first thing alone. */
export const chosenPassword = z
  .string({ error: longEnough })
  // of a letter that is several for a computer there are fewer than this counts: what is too short here is too short in any case, and forms know it
  .min(leastLetters, { error: longEnough, abort: true })
  .max(mostUnits, { error: `Choose a password of at most ${mostLetters} letters, with less upon each.`, abort: true })
  .refine((text) => !text.includes('\0'), { error: 'A password holds no U+0000; leave it out.', abort: true })
  .refine((text) => lettersOf(text).length >= leastLetters, { error: longEnough, abort: true })
  .refine((text) => lettersOf(text).length <= mostLetters, { error: `Choose a password of at most ${mostLetters} letters.`, abort: true })
  .refine((text) => !isPredictable(lettersOf(text.normalize('NFKC').toLowerCase())), {
    error: 'Most of this password follows from its beginning, as in aaaa, 1234 or qwerty; a sentence of four words is easy to keep and hard to guess.',
  });

/** A PIN for terminals, as a person may choose it. */
export const chosenPin = z.string().regex(/^\d{4,8}$/, { error: 'A PIN is 4 to 8 digits.' });

/** Why a password that is long enough is none for this person: everybody here knows their name. */
export function whyNotTheirs(password: string, { person, name }: Chooser): string | undefined {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return [person, name].some((known) => bare(known) === bare(password)) ? 'Your name is no password. Choose one that nobody here could guess.' : undefined;
}
