import { timeCategories } from './category.ts';
import type { TimeCategory } from './category.ts';

/**
 * What a definition of OEE does with a kind of time. `outside`: not in the denominator. `availability`: in it and lost before the run
 * begins.
 * `performance`: within the run, lost as speed. `run`: the run itself.
 */
export type Treatment = 'outside' | 'availability' | 'performance' | 'run';

/** A definition of OEE under a name. Two numbers are compared only under one name. */
export type OeeProfile = {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly treats: Readonly<Record<TimeCategory, Treatment>>;
};

const common = { off: 'outside', production: 'run', breakdown: 'availability', waiting: 'availability' } as const;

/** Six definitions in use, by name. The same shift of 480 min has 66.3, 68.7, 68.7, 61.3, 65.5 and 76.0 % by them. */
export const profiles = {
  /** Denominator PBT; set-up, missing orders and every stop are lost to availability. */
  'iso-22400-2': {
    id: 'iso-22400-2',
    title: 'OEE index of ISO 22400-2',
    source: 'ISO 22400-2:2014, KPI 6 with availability APT/PBT',
    treats: {
      ...common,
      break: 'outside',
      maintenance: 'outside',
      'planned-other': 'outside',
      'no-order': 'availability',
      setup: 'availability',
      'minor-stop': 'availability',
      unknown: 'availability',
    },
  },
  /** Denominator loading time. The run is what is left after the stops that were written down, so that time nobody logged counts as run. */
  nakajima: {
    id: 'nakajima',
    title: 'OEE after Nakajima (JIPM)',
    source: 'S. Nakajima, Introduction to TPM; loading time less logged down time',
    treats: {
      ...common,
      break: 'outside',
      maintenance: 'outside',
      'planned-other': 'outside',
      'no-order': 'outside',
      setup: 'availability',
      'minor-stop': 'performance',
      unknown: 'performance',
    },
  },
  /** Denominator planned production time: shift less schedule loss, missing orders among it. */
  vorne: {
    id: 'vorne',
    title: 'OEE after Vorne',
    source: 'oee.com, OEE factors: planned production time, run time, minor stops in performance',
    treats: {
      ...common,
      break: 'outside',
      maintenance: 'outside',
      'planned-other': 'outside',
      'no-order': 'outside',
      setup: 'availability',
      'minor-stop': 'performance',
      unknown: 'availability',
    },
  },
  /** Denominator total time less idle: breaks and planned maintenance stay inside as losses. */
  smrp: {
    id: 'smrp',
    title: 'OEE after SMRP',
    source: 'SMRP Best Practices, metric 2.1.1: total available less idle time',
    treats: {
      ...common,
      break: 'availability',
      maintenance: 'availability',
      'planned-other': 'availability',
      'no-order': 'outside',
      setup: 'availability',
      'minor-stop': 'performance',
      unknown: 'availability',
    },
  },
  /** Denominator available time: required less unscheduled; planned maintenance stays inside. */
  hansen: {
    id: 'hansen',
    title: 'OEE after Hansen (time losses)',
    source: 'R. Hansen, Overall Equipment Effectiveness; as in the point85 OEE domain',
    treats: {
      ...common,
      break: 'outside',
      maintenance: 'availability',
      'planned-other': 'availability',
      'no-order': 'outside',
      setup: 'availability',
      'minor-stop': 'performance',
      unknown: 'availability',
    },
  },
  /** Denominator shift less planned stops, with change-over and missing orders declared planned: the most flattering. */
  'planned-stops': {
    id: 'planned-stops',
    title: 'OEE with change-over as planned stop',
    source: 'site choice offered by Evocon and others: shift less planned stops',
    treats: {
      ...common,
      break: 'outside',
      maintenance: 'outside',
      'planned-other': 'outside',
      'no-order': 'outside',
      setup: 'outside',
      'minor-stop': 'performance',
      unknown: 'availability',
    },
  },
} as const satisfies Readonly<Record<string, OeeProfile>>;

export type ProfileId = keyof typeof profiles;

/** Checks a profile of the plant's own: production runs, time that is off stays outside. */
export function checkProfile(profile: OeeProfile): void {
  if (typeof profile !== 'object' || profile === null || typeof profile.treats !== 'object' || profile.treats === null)
    throw new RangeError(
      `profile is ${JSON.stringify(profile) ?? 'undefined'}; allowed is a profile with what it treats how, such as profiles['vorne']; by name: ${Object.keys(profiles).join(', ')}.`,
    );
  for (const category of timeCategories) {
    if (!['outside', 'availability', 'performance', 'run'].includes(profile.treats[category])) {
      throw new RangeError(`profile ${profile.id} treats ${category} as ${JSON.stringify(profile.treats[category])}; allowed is outside, availability, performance or run.`);
    }
  }
  if (profile.treats.production !== 'run') throw new RangeError(`profile ${profile.id} treats production as ${profile.treats.production}; allowed is run.`);
}

/**
 * The profile for the constraint of a line: waiting for or on others (starved, blocked) leaves the denominator. The OEE of a line is that
 * of its constraint so
 * counted, not a mean of its cells; the id says so.
 */
export function ofConstraint(profile: OeeProfile): OeeProfile {
  checkProfile(profile);
  return {
    ...profile,
    id: `${profile.id}/constraint`,
    title: `${profile.title}, of the line's constraint`,
    treats: { ...profile.treats, waiting: 'outside' },
  };
}

/**
 * The profile of the time with an order: time without one leaves the denominator, as time that nobody planned to be busy, and the id says so.
 * ISO 22400-2 to the letter keeps it in planned busy time (ADOT), which makes the OEE of a unit that is short of orders a number about the
 * order book.
 */
export function ofOrders(profile: OeeProfile): OeeProfile {
  checkProfile(profile);
  return { ...profile, id: `${profile.id}/ordered`, title: `${profile.title}, of the time with an order`, treats: { ...profile.treats, 'no-order': 'outside' } };
}

/** The profile that an id names, as it stands beside a number: `vorne`, `iso-22400-2/ordered`, `iso-22400-2/constraint`. */
export function profileNamed(id: string): OeeProfile {
  const [name = '', ...variations] = typeof id === 'string' ? id.split('/') : [];
  const known = Object.hasOwn(profiles, name) ? profiles[name as ProfileId] : undefined;
  const found = variations.reduce<OeeProfile | undefined>((one, variation) => one && variationOf[variation]?.(one), known);
  if (found) return found;
  throw new RangeError(`id is ${JSON.stringify(id) ?? 'undefined'}; allowed is ${Object.keys(profiles).join(', ')}, and of each /${Object.keys(variationOf).join(' or /')}.`);
}
const variationOf: Readonly<Record<string, (profile: OeeProfile) => OeeProfile>> = { ordered: ofOrders, constraint: ofConstraint };

/** What the profile counts, in words to print beside the number. */
export function describeProfile(profile: OeeProfile): string {
  checkProfile(profile);
  const with_ = (...treatments: Treatment[]): string =>
    timeCategories
      .filter((category) => treatments.includes(profile.treats[category]))
      .map((category) => words[category])
      .join(', ') || 'nothing';
  return [
    `${profile.title}.`,
    `Denominator: ${with_('run', 'performance', 'availability')}.`,
    `Outside: ${with_('outside')}.`,
    `Availability loses: ${with_('availability')}.`,
    `Performance loses: ${with_('performance')}, and running below the ideal cycle.`,
    'Quality loses: what is not good at the first time, by ideal time.',
    `Source: ${profile.source}.`,
  ].join('\n');
}

const words: Readonly<Record<TimeCategory, string>> = {
  off: 'time off',
  break: 'breaks',
  maintenance: 'planned maintenance',
  'planned-other': 'other planned down time',
  'no-order': 'time without order',
  setup: 'set-up',
  breakdown: 'breakdowns',
  waiting: 'waiting',
  'minor-stop': 'minor stops',
  unknown: 'time nobody logged',
  production: 'production',
};
