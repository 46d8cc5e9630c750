import { profileNamed, type LeafState, type OeeProfile, type Treatment } from '@millrace/kpi';

/** One kind of time of a shift, how much of it there was, and what the profile makes of it. */
export interface TimeRow {
  readonly kind: LeafState | 'unknown';
  readonly seconds: number;
  readonly counts: string;
}

const categories: Readonly<Record<TimeRow['kind'], readonly (keyof OeeProfile['treats'])[]>> = {
  production: ['production'],
  setup: ['setup'],
  delay: ['breakdown', 'waiting', 'minor-stop'],
  'no-order': ['no-order'],
  'planned-down': ['break', 'maintenance', 'planned-other'],
  off: ['off'],
  unknown: ['unknown'],
};
const words: Readonly<Record<Treatment, string>> = {
  run: 'the run itself',
  availability: 'lost to availability',
  performance: 'lost to performance',
  outside: 'outside: it does not count',
};

/** Where the time of a shift went in its number, kind by kind; together they are the shift. What is known of a profile is its name. */
export function timeRows(parts: readonly { readonly kind: string; readonly seconds: number }[], windowS: number, profile: string | null): TimeRow[] {
  const treats = treatsOf(profile);
  const known = (Object.keys(categories) as TimeRow['kind'][]).map((kind) => ({
    kind,
    seconds: parts.reduce((sum, part) => sum + (part.kind === kind ? part.seconds : 0), 0),
  }));
  const sum = known.reduce((all, one) => all + one.seconds, 0);
  return known
    .map((one) => (one.kind === 'unknown' ? { ...one, seconds: one.seconds + Math.max(0, windowS - sum) } : one))
    .filter((one) => Math.round(one.seconds) > 0)
    .map((one) => ({ ...one, counts: treats ? countsAs(one.kind, treats) : '–' }));
}

function countsAs(kind: TimeRow['kind'], treats: OeeProfile['treats']): string {
  if (kind === 'no-order')
    return treats['no-order'] === 'outside' ? 'outside: no order had the unit' : 'lost to availability: to the letter of the profile, time without an order is planned to be busy';
  const [first, ...others] = [...new Set(categories[kind].map((one) => treats[one]))];
  if (kind === 'delay' && treats['minor-stop'] === 'performance') return 'lost to availability; short stops to performance';
  return [words[first!], ...others.map((one) => words[one])].join(', or ');
}

/** A profile that a later version names is shown by its name alone. */
function treatsOf(profile: string | null): OeeProfile['treats'] | undefined {
  try {
    return profile === null ? undefined : profileNamed(profile).treats;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
