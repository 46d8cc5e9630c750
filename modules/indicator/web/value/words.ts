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
  open: 'the shift still runs, and the number with it',
  'counted-none': 'it ran, and its counter was heard and counted no piece: that is 0 %. Of no pieces there is no quality',
  'counter-still': 'it ran, and its counter did not move: it made nothing, or its counter hears nothing',
  'nothing-counted': 'it ran, and nothing was counted where its counter jumped: nobody knows what it made, so there is no number',
  'counter-stepped-back':
    'a counter went back, and did not begin anew by what the model says of it: what it made just then is not counted, so pieces may be missing. Say in the model when it resets',
  'counter-leapt': 'a counter showed more than any machine makes: that is not counted, so pieces made just then may be missing',
  'counter-unheard': 'it ran, and its counter was not heard: nobody knows what it made, so there is no number',
  'no-counter': 'it ran, and the model names no counter of it: what people report stands with the order, not with the shift, so there is no number',
  'never-ran': 'it never ran in this shift, with time planned for it: that is 0 %',
  'nothing-heard': 'nothing was heard of the unit, so there is no number',
  'no-ideal-cycle': 'no ideal rate is known for what was made, so speed cannot be judged',
  'counts-disagree': 'the counters contradict each other: more scrap than pieces. The pieces in question are left out',
  'shift-not-on-quarter-hour': 'the shift begins or ends within a quarter of an hour; the pieces of that quarter stand with the shift it begins in',
  'performance-above-1': 'faster than the ideal rate: the rate in the model is too low, or the counter doubles',
  'pieces-unheard': 'part of its pieces were made while nobody heard the unit: they are in the OEE and the quality; availability and performance are of the time that was heard',
  'products-unheard': 'two products were made while nobody heard the unit: nobody knows which of the pieces are whose, so they have no ideal time and there is no OEE',
  'no-order': 'nobody asked anything of the unit in this shift: without planned busy time there is nothing to divide by, and no order is not 0 %',
  'nothing-made-yet': 'the shift has just begun and nothing has been made yet; the number comes with the first piece, or when one is overdue',
  'nothing-made': 'nothing good was made, so there is nothing to divide by; what was used counts in the sum of the day',
  'meter-never-read': 'the meter has not been read in this shift, nor before it',
  'meter-began-late': 'the meter was read for the first time after the shift began: what was used before is not known',
  'meter-silent': 'the meter has not been read for more than a quarter of an hour up to the end: what was used since is not known yet',
  'meter-silent-over-start': 'the meter was silent over the start of the shift and went on meanwhile: nobody knows how much of it was used in this shift',
  'meter-silent-over-end': 'the meter was silent over the end of the shift and went on meanwhile: nobody knows how much of it was used in this shift',
  'energy-unit-unknown': 'the unit of the indicator is no energy, so there is no number: write kWh, MJ or another unit of energy in its definition',
  'meter-stepped-back':
    'the meter went back and stayed there, by too little to have begun again: a reading is wrong, or it was exchanged, so nobody knows what was used. The signal’s resets in the model say what a fall is',
  'meter-went-back': 'the meter went back, and the model says that it never resets: it was exchanged, or a reading is wrong. Say in the model when it may reset',
  'meter-reset-unheard': 'the meter began again while nobody read it: what was used up to then is lost',
  'meter-reset-or-rolled': 'the meter went back, and may have rolled over or begun again: say in the model how much it can count in an hour (mostPerHour)',
  'meter-too-fast': 'the meter went up faster than the model says it can: a reading is wrong, or mostPerHour is',
  'meter-impossible': 'a reading lies below zero, or above the highest number the meter shows',
  'meter-unread': 'the signal of the meter holds a text where it should hold a number',
  'meter-blipped': 'the meter showed less for a moment and then went on from where it was: those readings are not counted',
  'meter-reset': 'the meter began again in this shift: what was used between its last reading and the reset is missing',
  'energy-pieces-across': 'pieces were made while nobody heard the unit, over the change of shift: they are in neither shift, and the number may be lower',
  'units-without-meter': 'not every unit of the line has a meter: what the others used is not in it',
  'pieces-across-shifts': 'pieces were made while nobody heard the unit, over the change of shift: nobody knows in which shift, so they are in neither, and the OEE may be higher',
};

/** What to mind about a number, in words. */
export const flagInWords = (flag: string) => flagWords[flag] ?? flag.replaceAll('-', ' ');

/** What stands in place of a number that is not there. */
export function unknownInWords(flags: readonly string[]): string {
  if (flags.includes('no-order')) return 'no order';
  if (flags.includes('nothing-made-yet')) return 'nothing yet';
  return flags.includes('nothing-made') && !flags.some((one) => one.startsWith('meter-')) ? 'nothing made' : 'unknown';
}

const whyWords: Readonly<Record<string, string>> = {
  'nothing-heard': 'nothing was heard of it',
  'no-counter': 'no counter of it is modelled',
  'counter-unheard': 'its counter was not heard',
  'nothing-counted': 'its counter jumped',
  'counts-disagree': 'its counters contradict each other',
  'products-unheard': 'two products were made unheard',
  'no-ideal-cycle': 'no ideal cycle is modelled',
};

/** Why a number is not there, in a few words; the page of the number says more. */
export const whyUnknown = (flags: readonly string[]): string | undefined => Object.entries(whyWords).find(([flag]) => flags.includes(flag))?.[1];

const profileTitles: Readonly<Record<string, string>> = {
  'iso-22400-2': 'ISO 22400-2, KPI 6',
  nakajima: 'Nakajima (JIPM)',
  vorne: 'Vorne',
  smrp: 'SMRP',
  hansen: 'Hansen',
  'planned-stops': 'Planned stops outside',
};
const variations: Readonly<Record<string, string>> = { ordered: 'time with an order', constraint: 'of the constraint' };

/** A profile as the standard or its author names it, with what this plant leaves out; undefined where there is none. */
export function profileTitle(profile: string | null): string | undefined {
  if (profile === null) return undefined;
  const [name = '', ...more] = profile.split('/');
  return [profileTitles[name] ?? name, ...more.map((one) => variations[one] ?? one)].join(', ');
}

/** `2026-11-22/night/D` as `night · crew D`. */
export function shiftInWords(shift: string | null): string {
  const [, name, crew] = shift?.split('/') ?? [];
  return name === undefined ? '–' : crew === undefined ? name : `${name} · crew ${crew}`;
}

export const stateTone: Readonly<Record<string, Tone>> = { provisional: 'plain', final: 'good', restated: 'warn' };

/** As many decimals as the number was kept with: its definition says how many. */
export const decimalsIn = (value: string) => value.split('.')[1]?.length ?? 0;
