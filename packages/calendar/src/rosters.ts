import type { Roster } from './definition.ts';
import type { RotationPattern } from './patterns.ts';
import { cycleDays } from './patterns.ts';
import { onlyNamed } from './only-named.ts';

/** Rosters of all crews of a rotation. `shifts` says which shift each letter is; letters left out are refused. */
export function rostersOf(
  pattern: RotationPattern,
  options: {
    readonly anchor: string;
    readonly crews: readonly string[];
    readonly shifts: Readonly<Record<string, string>>;
    readonly from?: string;
    readonly until?: string;
  },
): Roster[] {
  cycleDays(pattern);
  onlyNamed('options', options, ['anchor', 'crews', 'shifts', 'from', 'until']);
  if (options.crews.length !== pattern.tracks.length) {
    throw new RangeError(`crews has ${options.crews.length} names; ${pattern.id} is worked by ${pattern.tracks.length}.`);
  }
  return pattern.tracks.map((track, index) => ({
    crew: options.crews[index] ?? '',
    anchor: options.anchor,
    cycle: [...track].map((letter) => {
      if (letter === '-') return null;
      const shift = options.shifts[letter];
      if (shift === undefined) throw new RangeError(`shifts lacks the letter ${letter}; ${pattern.id} uses it in ${track}.`);
      return shift;
    }),
    ...(options.from !== undefined && { from: options.from }),
    ...(options.until !== undefined && { until: options.until }),
  }));
}

/** A shift on the same weekdays every week: 1 Monday to 7 Sunday. */
export function weeklyRoster(shift: string, weekdays: readonly number[], crew?: string): Roster {
  if (weekdays.length === 0) throw new RangeError('weekdays is empty; allowed is at least one of 1 (Monday) to 7 (Sunday).');
  for (const day of weekdays) if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError(`weekdays has ${day}; allowed is 1 (Monday) to 7 (Sunday).`);
  // 2024-01-01 was a Monday
  return {
    anchor: '2024-01-01',
    cycle: [1, 2, 3, 4, 5, 6, 7].map((day) => (weekdays.includes(day) ? shift : null)),
    ...(crew !== undefined && { crew }),
  };
}
