import { Fragment, type ReactNode } from 'react';
import { clock, day, fullDay } from '../text/format.ts';
import { useZone } from '../client/session.tsx';
import { inPlantTime } from '../text/plant-time.ts';
import { useText } from '../text/text.ts';
import './core.css';

export interface Happening {
  readonly id: string;
  /** When it happened, ISO 8601. */
  readonly at: string;
  /** When it was recorded, when later than it happened by more than a moment. */
  readonly recordedAt?: string;
  /** Person, machine or rule that did it. */
  readonly who: ReactNode;
  /** The rest of the sentence: `classified it **major**`. */
  readonly did: ReactNode;
  readonly note?: ReactNode;
  /** What was noted of it, as the server says it. */
  readonly noted?: readonly string[];
  readonly kind?: 'person' | 'machine' | 'rule' | 'signed' | 'late';
}

/** What happened, newest first, in sentences; people, machines and rules alike. */
export function Timeline({ happenings, now = Date.now() }: { readonly happenings: readonly Happening[]; readonly now?: number }) {
  const zone = useZone();
  const t = useText();
  // told oldest first: of what came in the same moment, the later stands above
  const newestFirst = happenings.toReversed().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (newestFirst.length === 0) return <p className="muted">{t('Nothing has happened yet.')}</p>;
  let shownDay = fullDay(now, zone);
  return (
    <ol className="timeline">
      {newestFirst.map(({ id, at, recordedAt, who, did, note, noted, kind = 'person' }) => {
        const date = fullDay(at, zone);
        const isNewDay = date !== shownDay;
        shownDay = date;
        return (
          <Fragment key={id}>
            {isNewDay && (
              <li className="day" style={{ display: 'block' }}>
                {date.slice(-4) === fullDay(now, zone).slice(-4) ? day(at, zone) : date}
              </li>
            )}
            <li data-kind={kind}>
              <time className="num" dateTime={at}>
                {clock(at, zone)}
              </time>
              <i className="dot" aria-hidden="true" />
              <p>
                <b>{who}</b> {did}
                {note && (
                  <>
                    <br />
                    <span className="note">{note}</span>
                  </>
                )}
                {noted?.map((one) => (
                  <Fragment key={one}>
                    <br />
                    <span className="note">⚠ {inPlantTime(one, zone)}</span>
                  </Fragment>
                ))}
                {recordedAt && <span className="tiny"> · {t('recorded {{time}}', { time: clock(recordedAt, zone) })}</span>}
              </p>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
