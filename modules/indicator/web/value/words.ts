import type { Tone } from '@millrace/ui';

/** A row of `indicator.value.list`. */
export interface ValueRow {
  readonly id: string;
  readonly state: string;
  readonly indicator: string;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly shift: string | null;
  readonly productionDay: string;
  readonly profile: string | null;
  readonly value: string | null;
  readonly flags: readonly string[];
  readonly factors: Readonly<Record<string, number>>;
  readonly completeness: number;
  readonly before: readonly { readonly value?: string; readonly at: string }[];
  readonly reckonedAt: string;
}

const flagWords: Readonly<Record<string, string>> = {
  incomplete: 'part of the time is unknown',
  open: 'a state still runs',
  'no-counts': 'nothing was counted',
  'nothing-heard': 'nothing was heard of the unit, so there is no number',
  'no-ideal-cycle': 'no ideal rate is known for what was made, so speed cannot be judged',
  'counts-disagree': 'the counters contradict each other: more scrap than pieces. The pieces in question are left out',
  'shift-not-on-quarter-hour': 'the shift begins or ends within a quarter of an hour; the pieces of that quarter stand with the shift it begins in',
  'performance-above-1': 'faster than the ideal rate: the rate in the model is too low, or the counter doubles',
  'pieces-unheard': 'part of its pieces were made while nobody heard the unit: they are in the OEE and the quality; availability and performance are of the time that was heard',
  'pieces-across-shifts': 'pieces were made while nobody heard the unit, over the change of shift: nobody knows in which shift, so they are in neither, and the OEE may be higher',
};

/** What to mind about a number, in words. */
export const flagInWords = (flag: string) => flagWords[flag] ?? flag.replaceAll('-', ' ');

/** Titles of the profiles, as the standard or its author names them. */
export const profileTitles: Readonly<Record<string, string>> = {
  'iso-22400-2': 'ISO 22400-2, KPI 6',
  nakajima: 'Nakajima (JIPM)',
  vorne: 'Vorne',
};

/** `2026-11-22/night/D` as `night · crew D`. */
export function shiftInWords(shift: string | null): string {
  const [, name, crew] = shift?.split('/') ?? [];
  return name === undefined ? '–' : crew === undefined ? name : `${name} · crew ${crew}`;
}

export const stateTone: Readonly<Record<string, Tone>> = { provisional: 'plain', final: 'good', restated: 'warn' };
