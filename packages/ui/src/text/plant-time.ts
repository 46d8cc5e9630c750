import { dayClock } from './format.ts';

/** Instants inside a sentence in the plant's own time: `since 2026-11-22T10:24:00Z` is said as `since 22 Nov 11:24`. */
export function inPlantTime(sentence: string, zone: string): string {
  return sentence.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, (text) => dayClock(text, zone));
}
