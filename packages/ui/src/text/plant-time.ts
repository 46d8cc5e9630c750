import { dayClock, fullDay } from './format.ts';

const instants = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g;
// what stands in quotes is a value somebody wrote, and stays as it is
const days = /(?<![\w"“`-])\d{4}-\d\d-\d\d(?![\w"”`-])/g;

/** Instants and days inside a sentence as people here write them: `since 2026-11-22T10:24:00Z` is `since 22 Nov 11:24`, `until 2026-11-30` is `until 30 Nov 2026`. */
export function inPlantTime(sentence: string, zone: string): string {
  return sentence.replaceAll(instants, (text) => dayClock(text, zone)).replaceAll(days, (text) => (isDay(text) ? fullDay(text, 'UTC') : text));
}

/** Whether the calendar has such a day: 31 February is somebody's mistake, to be read as it was written. */
function isDay(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
