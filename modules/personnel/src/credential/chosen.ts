import type { Chooser } from '@millrace/kernel';
import * as z from 'zod';

/** Letters that a password has at least, as a person counts them (21 CFR 11.300). */
export const leastLetters = 12;
const mostLetters = 200;

const longEnough = `Choose a password of at least ${leastLetters} letters; a sentence of four words is easy to keep.`;
// a letter as a person sees it: an accent on it, or a face of two halves, makes no two of it
const seen = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lettersIn = (text: string) => [...seen.segment(text)].length;

/** A password as a person may choose it, by invitation or in place of the present one. */
export const chosenPassword = z
  .string({ error: longEnough })
  .min(leastLetters, { error: longEnough })
  .max(mostLetters, { error: `Choose a password of at most ${mostLetters} letters.` })
  .refine((text) => !text.includes('\0'), { error: 'A password holds no U+0000; leave it out.' })
  .refine((text) => lettersIn(text) >= leastLetters, { error: longEnough });

/** A PIN for terminals, as a person may choose it. */
export const chosenPin = z.string().regex(/^\d{4,8}$/, { error: 'A PIN is 4 to 8 digits.' });

/** Why a password that is long enough is none for this person: everybody here knows their name. */
export function whyNotTheirs(password: string, { person, name }: Chooser): string | undefined {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return [person, name].some((known) => bare(known) === bare(password)) ? 'Your name is no password. Choose one that nobody here could guess.' : undefined;
}
