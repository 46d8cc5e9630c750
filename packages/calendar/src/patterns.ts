/**
 * A rotation: what each crew works on each day of the cycle. One letter a day; `-` is off. By habit here `E` early, `L` late, `N` night are
 * of
 * eight hours, `D` day and `N` night of twelve, `F` a full day of twenty-four. Every track has the length of the cycle.
 */
export type RotationPattern = {
  readonly id: string;
  readonly title: string;
  readonly tracks: readonly string[];
  /** Nominal length of each shift, h; only for `averageWeeklyHours`. */
  readonly hours: Readonly<Record<string, number>>;
};

/** Crews that follow one another through one cycle, each so many days ahead of the first. */
const ahead = (cycle: string, days: readonly number[]): string[] => days.map((day) => cycle.slice(day) + cycle.slice(0, day));

/** Crews that follow one another through one cycle, each some days ahead of the one before. */
function following(cycle: string, crews: number, offsetDays: number): string[] {
  return ahead(
    cycle,
    Array.from({ length: crews }, (_, crew) => (crew * offsetDays) % cycle.length),
  );
}

const eight = { E: 8, L: 8, N: 8 };
const twelve = { D: 12, N: 12 };

/** Rotations in common use. All with `N` in them cover day and night every day but where the title says otherwise. */
export const patterns = {
  '5x8': { id: '5x8', title: 'Day shift, Monday to Friday', tracks: ['EEEEE--'], hours: eight },
  '2x5x8': { id: '2x5x8', title: 'Two shifts, Monday to Friday, weekly change', tracks: following('EEEEE--LLLLL--', 2, 7), hours: eight },
  '3x5x8': {
    id: '3x5x8',
    title: 'Three shifts, Monday to Friday, weekly change',
    tracks: following('EEEEE--LLLLL--NNNNN--', 3, 7),
    hours: eight,
  },
  continental: {
    id: 'continental',
    title: 'Continental: 2 early, 2 late, 3 nights and on, 28 days',
    tracks: following('EELLNNN--EELLLNN--EEELLNN---', 4, 7),
    hours: eight,
  },
  metropolitan: {
    id: 'metropolitan',
    title: 'Metropolitan: 2 early, 2 late, 2 nights, 2 off',
    tracks: following('EELLNN--', 4, 2),
    hours: eight,
  },
  'southern-swing': {
    id: 'southern-swing',
    title: 'Southern swing: 7 early, 2 off, 7 late, 2 off, 7 nights, 3 off',
    tracks: following('EEEEEEE--LLLLLLL--NNNNNNN---', 4, 7),
    hours: eight,
  },
  dupont: {
    id: 'dupont',
    title: 'DuPont: 4 nights, 3 off, 3 days, 1 off, 3 nights, 3 off, 4 days, 7 off',
    tracks: following('NNNN---DDD-NNN---DDDD-------', 4, 7),
    hours: twelve,
  },
  pitman: {
    id: 'pitman',
    title: 'Pitman 2-2-3 with fixed day and night crews',
    tracks: [...following('DD--DDD--DD---', 2, 7), ...following('NN--NNN--NN---', 2, 7)],
    hours: twelve,
  },
  '2-2-3': {
    id: '2-2-3',
    title: '2-2-3 (Panama): two weeks of days, two of nights',
    tracks: following('DD--DDD--DD---NN--NNN--NN---', 4, 7),
    hours: twelve,
  },
  'panama-slow': {
    id: 'panama-slow',
    title: '2-2-3 (Panama), slow: 28 days of days, 28 of nights',
    tracks: ahead('DD--DDD--DD---DD--DDD--DD---NN--NNN--NN---NN--NNN--NN---', [0, 7, 28, 35]),
    hours: twelve,
  },
  '4on-4off': { id: '4on-4off', title: '4 days, 4 off, 4 nights, 4 off', tracks: following('DDDD----NNNN----', 4, 4), hours: twelve },
  '4on-4off-fixed': {
    id: '4on-4off-fixed',
    title: '4 on, 4 off with fixed day and night crews',
    tracks: [...following('DDDD----', 2, 4), ...following('NNNN----', 2, 4)],
    hours: twelve,
  },
  '2-2-4': { id: '2-2-4', title: '2 days, 2 nights, 4 off', tracks: following('DDNN----', 4, 2), hours: twelve },
  '3on-3off': { id: '3on-3off', title: '3 days, 3 off, 3 nights, 3 off', tracks: following('DDD---NNN---', 4, 3), hours: twelve },
  '7on-7off': {
    id: '7on-7off',
    title: '7 days, 7 off, 7 nights, 7 off',
    tracks: following('DDDDDDD-------NNNNNNN-------', 4, 7),
    hours: twelve,
  },
  '5-crew': {
    id: '5-crew',
    title: 'Five crews: 2 early, 2 late, 2 nights, 4 off (2-2-2 or 6-4)',
    tracks: following('EELLNN----', 5, 2),
    hours: eight,
  },
  '5-crew-3-2': {
    id: '5-crew-3-2',
    title: 'Five crews, backwards: 3 nights, 2 off, 3 late, 2 off, 3 early, 2 off',
    tracks: following('NNN--LLL--EEE--', 5, 3),
    hours: eight,
  },
  kelly: { id: 'kelly', title: 'Kelly: 24 hours on, 24 off, three times, then 4 days off', tracks: following('F-F-F----', 3, 3), hours: { F: 24 } },
  '24on-48off': { id: '24on-48off', title: '24 hours on, 48 off', tracks: following('F--', 3, 1), hours: { F: 24 } },
} as const satisfies Readonly<Record<string, RotationPattern>>;

export type PatternId = keyof typeof patterns;

/** How many crews work each shift on each day of the cycle; a hole or a double shows here before it shows on the floor. */
export function coverage(pattern: RotationPattern): Readonly<Record<string, number>>[] {
  const length = cycleDays(pattern);
  return Array.from({ length }, (_, day) => {
    const count: Record<string, number> = {};
    for (const track of pattern.tracks) {
      const letter = track[day] ?? '-';
      if (letter !== '-') count[letter] = (count[letter] ?? 0) + 1;
    }
    return count;
  });
}

/** Hours a person of one crew works per week on average over the cycle, h. */
export function averageWeeklyHours(pattern: RotationPattern, crew = 0): number {
  const track = pattern.tracks[crew];
  if (track === undefined) throw new RangeError(`crew is ${crew}; allowed is 0 to ${pattern.tracks.length - 1}.`);
  const hours = [...track].reduce((total, letter) => total + (letter === '-' ? 0 : hoursOf(pattern, letter)), 0);
  return (hours * 7) / cycleDays(pattern);
}

function hoursOf(pattern: RotationPattern, letter: string): number {
  const hours = pattern.hours[letter];
  if (hours === undefined) throw new RangeError(`hours of ${pattern.id} lacks a length for the letter ${letter}.`);
  if (typeof hours !== 'number' || !(hours > 0 && hours <= 24))
    throw new RangeError(`hours of ${pattern.id} has ${String(hours)} for ${letter}; allowed is more than 0 and at most 24.`);
  return hours;
}

/** Length of the cycle, days; tracks of different length are refused. */
export function cycleDays(pattern: RotationPattern): number {
  const length = pattern.tracks[0]?.length ?? 0;
  if (length === 0) throw new RangeError(`tracks of ${pattern.id} is empty; allowed is one track for each crew.`);
  if (pattern.tracks.some((track) => track.length !== length)) throw new RangeError(`tracks of ${pattern.id} have different lengths; allowed is one length, the cycle.`);
  return length;
}
