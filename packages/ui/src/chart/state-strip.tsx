import { useZone } from '../client/session.tsx';
import { clock, span } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { useWidth } from './use-size.ts';
import { hourMarks, stateTotals, stripSegments, type StateInterval, type UnitState } from './strip.ts';
import './chart.css';

/** Trade's words of the states. */
export const stateNames: Readonly<Record<UnitState, string>> = {
  production: 'production',
  micro: 'minor stop',
  delay: 'stop',
  setup: 'set-up',
  'no-order': 'no order',
  'planned-down': 'planned down',
  off: 'off',
  unknown: 'no data',
};

// 52 px: `22:00` and a breath beside it
const markPx = 52;

export interface StateStripProps {
  readonly intervals: readonly StateInterval[];
  /** ISO 8601 instants of the window. */
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly height?: number;
  readonly axis?: boolean;
  readonly legend?: boolean;
  /** A stop was pressed, to give or see its reason. */
  readonly onPick?: (interval: StateInterval) => void;
}

/** A unit's time as a strip: what it did when. Stops are striped, set-up is dotted, unknown time is hatched with "?"; a stop without a reason asks for one. */
export function StateStrip({ intervals, from, to, name, height = 26, axis = true, legend, onPick }: StateStripProps) {
  const t = useText();
  const zone = useZone();
  const segments = stripSegments(intervals, { from, to });
  const totals = [...stateTotals(segments)].map(([state, seconds]) => `${t(stateNames[state])} ${span(seconds)}`);
  const pickable = onPick !== undefined;
  const [ref, width] = useWidth<HTMLDivElement>(600);
  return (
    <div className="strip-wrap" ref={ref}>
      <div className="strip" style={{ height }} role={pickable ? 'group' : 'img'} aria-label={`${name}: ${totals.join(', ')}`}>
        {segments.map(({ interval, start, width, seconds }) => {
          const told = [t(stateNames[interval.state]), `${clock(interval.from, zone)}, ${span(seconds)}`, interval.reason ?? (interval.isUnexplained ? t('reason?') : '')]
            .filter(Boolean)
            .join(' · ');
          const style = { insetInlineStart: `${start * 100}%`, width: `max(2px, ${width * 100}%)` };
          return pickable && (interval.state === 'delay' || interval.state === 'micro') ? (
            <button
              key={interval.id}
              type="button"
              className="strip-part"
              data-state={interval.state}
              data-why={interval.isUnexplained || undefined}
              style={style}
              title={told}
              aria-label={told}
              onClick={() => onPick(interval)}
            />
          ) : (
            <i key={interval.id} className="strip-part" data-state={interval.state} data-why={interval.isUnexplained || undefined} style={style} title={told} />
          );
        })}
      </div>
      {axis && (
        <div className="strip-axis tiny num" aria-hidden="true">
          {hourMarks({ from, to }, Math.max(2, Math.min(12, Math.floor(width / markPx))), offsetOf(from, zone)).map(({ at, place }) => (
            <span key={at} data-edge={place < 0.04 ? 'start' : place > 0.96 ? 'end' : undefined} style={{ insetInlineStart: `${place * 100}%` }}>
              {clock(at, zone)}
            </span>
          ))}
        </div>
      )}
      {legend && (
        <ul className="legend">
          {[...stateTotals(segments)].map(([state, seconds]) => (
            <li key={state}>
              <i className="strip-key" data-state={state} />
              {t(stateNames[state])} <b className="num">{span(seconds)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Minutes east of UTC at that instant, in ms, so that marks stand at whole local hours. */
function offsetOf(when: string, zone: string): number {
  const date = new Date(when);
  const local = new Date(date.toLocaleString('en-US', { timeZone: zone })).getTime();
  const utc = new Date(date.toLocaleString('en-US', { timeZone: 'UTC' })).getTime();
  return local - utc;
}
