/** The letters of daily management: safety, quality, delivery, cost, people, and three that plants add. */
export type LetterName = 'S' | 'Q' | 'D' | 'C' | 'P' | 'M' | 'E' | 'I';

// 31 cells each, one per day of the longest month, on a grid of 7 x 9
const shapes: Readonly<Record<LetterName, readonly string[]>> = {
  S: ['.#####.', '##...##', '##.....', '##.....', '.#####.', '.....##', '.....##', '##...##', '.#####.'],
  Q: ['..###..', '.##.##.', '##...##', '##...##', '##...##', '##...##', '.##.##.', '..###..', '.....#.'],
  D: ['####..', '##..##', '##...#', '##...#', '##...#', '##...#', '##...#', '##..##', '####..'],
  C: ['.#####.', '##...##', '##...##', '##.....', '##.....', '##.....', '##....#', '##...##', '.#####.'],
  P: ['######.', '##...##', '##....#', '##...##', '######.', '##.....', '##.....', '##.....', '##.....'],
  M: ['##...##', '##...##', '###.###', '#.###.#', '#..#..#', '#..#..#', '#.....#', '#.....#', '#.....#'],
  E: ['#######', '##.....', '##.....', '##.....', '#####..', '##.....', '##.....', '##.....', '#######'],
  I: ['#####', '.###.', '.###.', '.###.', '.###.', '.###.', '.###.', '.###.', '#####'],
};

export interface Cell {
  readonly day: number;
  readonly column: number;
  readonly row: number;
}

/** The cells of a letter in reading order, one per day, day 1 first; `days` is the length of the month. */
export function letterCells(letter: LetterName, days = 31): Cell[] {
  if (!Number.isInteger(days) || days < 28 || days > 31) throw new TypeError(`days is ${days}; a month has 28 to 31`);
  const cells = shapes[letter].flatMap((line, row) => [...line].flatMap((sign, column) => (sign === '#' ? [{ column, row }] : [])));
  return cells.slice(0, days).map((cell, i) => ({ day: i + 1, ...cell }));
}

/** Columns and rows of a letter. */
export function letterSize(letter: LetterName): { columns: number; rows: number } {
  return { columns: shapes[letter][0]!.length, rows: shapes[letter].length };
}

export type DayState = 'good' | 'bad' | 'off' | 'missing' | 'future' | 'today';

/** How one production day stands on a letter. */
export interface Day {
  readonly day: number;
  readonly state: DayState;
  /** Red, and an action is running. */
  readonly hasAction?: boolean;
  /** The value changed after the meeting saw it. */
  readonly isRestated?: boolean;
}

export interface DayResult {
  readonly isGood: boolean;
  readonly hasAction?: boolean;
  readonly isRestated?: boolean;
}

/** Days of a month from what is known: a past working day without a result is missing, never good; today is open until its last shift closes. */
export function daysOf({
  days,
  today,
  results,
  off,
}: {
  readonly days: number;
  /** Day of the month that runs; days + 1 when the month is over, 0 when it has not begun. */
  readonly today: number;
  readonly results: Readonly<Record<number, DayResult>>;
  readonly off: readonly number[];
}): Day[] {
  return Array.from({ length: days }, (_, i) => {
    const day = i + 1;
    const result = results[day];
    if (result && day <= today)
      return {
        day,
        state: result.isGood ? 'good' : 'bad',
        ...(!result.isGood && result.hasAction ? { hasAction: true } : {}),
        ...(result.isRestated ? { isRestated: true } : {}),
      };
    if (off.includes(day)) return { day, state: 'off' };
    if (day === today) return { day, state: 'today' };
    return { day, state: day > today ? 'future' : 'missing' };
  });
}

/** The letter in words, for those who do not see it. */
export function letterInWords(name: string, days: readonly Day[]): string {
  const of = (state: DayState) => days.filter((day) => day.state === state);
  const list = (some: readonly Day[]) => some.map(({ day }) => day).join(', ');
  const bad = of('bad');
  const missing = of('missing');
  return [
    `${name}: ${of('good').length} good`,
    bad.length > 0 ? `${bad.length} bad (${list(bad)})` : '0 bad',
    ...(missing.length > 0 ? [`${missing.length} missing (${list(missing)})`] : []),
  ].join(', ');
}
