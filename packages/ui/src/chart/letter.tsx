import { useText } from '../text/text.ts';
import { letterCells, letterInWords, letterSize, type Day, type LetterName } from './letter.ts';
import './chart.css';

export interface LetterProps {
  readonly letter: LetterName;
  /** What the letter stands for: `Safety`. */
  readonly name: string;
  readonly days: readonly Day[];
  /** Side of a cell, px; 24 or more is read at three metres on a 1080p wall. */
  readonly cell?: number;
  readonly onPick?: (day: Day) => void;
}

/**
 * The letter of day cells of daily management. Green is good, red has a bar beneath its number (and a dot when an action runs),
 * off is hatched, a missing day asks "?", today is outlined and open until its last shift closes, a folded corner is a restated value.
 */
export function Letter({ letter, name, days, cell = 24, onPick }: LetterProps) {
  const t = useText();
  const { columns, rows } = letterSize(letter);
  const pitch = cell + 2;
  return (
    <svg
      className="letter"
      width={columns * pitch + 4}
      height={rows * pitch + 4}
      viewBox={`-2 -2 ${columns * pitch + 4} ${rows * pitch + 4}`}
      role="img"
      aria-label={letterInWords(t(name), days)}
    >
      <defs>
        <pattern id="letter-off" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--hatch-ground)" />
          <line y2="6" stroke="var(--hatch)" strokeWidth="3" />
        </pattern>
        <pattern id="letter-missing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--paper)" />
          <line y2="6" stroke="var(--warn)" strokeWidth="1.6" />
        </pattern>
      </defs>
      {letterCells(letter, days.length).map(({ day, column, row }, i) => (
        <DayCell key={day} day={days[i]!} x={column * pitch} y={row * pitch} side={cell} {...(onPick ? { onPick } : {})} />
      ))}
    </svg>
  );
}

function DayCell({ day, x, y, side, onPick }: { readonly day: Day; readonly x: number; readonly y: number; readonly side: number; readonly onPick?: (day: Day) => void }) {
  const middle = side / 2;
  const isBad = day.state === 'bad';
  return (
    <g transform={`translate(${x} ${y})`} className="day-cell" data-state={day.state} data-pick={onPick ? true : undefined} onClick={onPick && (() => onPick(day))}>
      <rect className="day-box" width={side} height={side} rx={side / 7} />
      {day.state === 'missing' && <rect x={middle - side * 0.26} y={side * 0.14} width={side * 0.52} height={side * 0.72} rx="3" fill="var(--paper)" />}
      <text x={middle} y={middle + side * (isBad ? 0.1 : 0.16)} textAnchor="middle" fontSize={side * (day.state === 'missing' ? 0.56 : 0.43)} fontWeight="650">
        {day.state === 'missing' ? '?' : day.day}
      </text>
      {isBad && <rect x={side * 0.26} y={side * 0.74} width={side * 0.48} height={side * 0.09} rx="1" fill="var(--on-fill)" />}
      {day.hasAction && <circle cx={side * 0.84} cy={side * 0.17} r={side * 0.12} fill="var(--on-fill)" />}
      {day.isRestated && <path className="day-corner" d={`M0 ${side * 0.34}V${side / 7}A${side / 7} ${side / 7} 0 0 1 ${side / 7} 0H${side * 0.34}Z`} />}
    </g>
  );
}

/** What the signs of a letter mean. */
export function LetterLegend() {
  const t = useText();
  const entries: readonly [string, Day][] = [
    ['good', { day: 1, state: 'good' }],
    ['bad', { day: 2, state: 'bad' }],
    ['bad, action runs', { day: 3, state: 'bad', hasAction: true }],
    ['restated since', { day: 4, state: 'good', isRestated: true }],
    ['no data', { day: 5, state: 'missing' }],
    ['off', { day: 6, state: 'off' }],
    ['today', { day: 7, state: 'today' }],
    ['to come', { day: 8, state: 'future' }],
  ];
  return (
    <ul className="legend">
      {entries.map(([label, day]) => (
        <li key={label}>
          <svg width="24" height="24" viewBox="-2 -2 24 24" aria-hidden="true">
            <DayCell day={day} x={0} y={0} side={20} />
          </svg>
          {t(label)}
        </li>
      ))}
    </ul>
  );
}
