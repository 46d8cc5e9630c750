import type { Tone } from '@millrace/ui';

/** A row of `historian.sample.latest`. */
export interface Sample {
  readonly signal: string;
  readonly value: number | string | boolean | null;
  readonly sourceTime: string;
  readonly receivedAt: string;
  /** OPC UA status code. */
  readonly quality: number;
  readonly marks: readonly string[];
}

const markWords: readonly (readonly [mark: string, says: string])[] = [
  ['stale', 'not heard any more'],
  ['clock-ahead', 'its clock is ahead'],
  ['clock-behind', 'its clock is behind'],
  ['unfit', 'cannot be kept as told'],
  ['time-invalid', 'came with no valid time'],
  ['time-missing', 'came without a time'],
  ['sequence-gap', 'a message before it was lost'],
  ['time-backward', 'its clock went back'],
];

/** What to mind about a value; nothing where its source vouches for it. The worst comes first. */
export function qualityInWords(sample: Sample | undefined): { readonly says: string; readonly tone: Tone } | undefined {
  if (sample === undefined) return undefined;
  const mark = markWords.find(([name]) => sample.marks.includes(name));
  // the top two bits of the status are the grade (OPC 10000-4, 7.39.1)
  const grade = sample.quality >>> 30;
  const tone: Tone = grade >= 2 ? 'bad' : 'warn';
  if (mark) return { says: mark[1], tone };
  if (grade >= 2) return { says: 'bad', tone };
  return grade === 1 ? { says: 'uncertain', tone } : undefined;
}

/** A value that is no number: its meaning where the model maps it, else what the machine says. */
export function valueInWords(value: Sample['value'] | undefined, mapping: Readonly<Record<string, string>> | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return mapping?.[String(value)] ?? String(value);
}
