import type { Act, Numbering } from '@millrace/kernel';

/** A series of numbers as the database counts it. */
export interface Series {
  /** The number as it will read, its count still zeros in braces: `DEV-2026-{0000}`. */
  readonly text: string;
  /** Year or month (202611) in which it counts, by the plant's clock; 0 counts on for ever. */
  readonly period: number;
}

/** The series that a record made by this act is numbered in. Its year and month are the plant's, as people there read them. */
export function seriesOf(
  { pattern, restarts = pattern.includes('{year}') ? 'yearly' : 'never' }: Numbering,
  { at, timeZone, site }: Pick<Act, 'at' | 'timeZone' | 'site'>,
): Series {
  const { year, month } = at.toZonedDateTimeISO(timeZone);
  const text = pattern.replaceAll('{year}', String(year)).replaceAll('{month}', String(month).padStart(2, '0')).replaceAll('{site}', site);
  return { text, period: restarts === 'never' ? 0 : restarts === 'yearly' ? year : year * 100 + month };
}
