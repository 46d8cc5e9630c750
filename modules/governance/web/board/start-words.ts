import type { Text } from '@millrace/ui';
import type { BoardShown } from '../shown.ts';

/** What the button says that starts a meeting: when it is due, and by how much it is late; once the day has had one, another is no longer due. */
export function startWords({ board, today, asOf, metAt }: Pick<BoardShown, 'board' | 'today' | 'asOf' | 'metAt'>, zone: string, t: Text): string {
  if (board.meets === null) return t('Start meeting');
  if (metAt !== null) return t('Start another meeting');
  const due = Temporal.PlainDate.from(today).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(board.meets) });
  const lateMin = Math.floor((Date.parse(asOf) - due.epochMilliseconds) / 60_000);
  // a meeting that begins a few minutes after its time is in time
  if (lateMin < 5) return t('Start meeting · due {{time}}', { time: board.meets });
  return t('Start meeting · due {{time}}, {{late}} late', {
    time: board.meets,
    late: lateMin < 60 ? t('{{n}} min', { n: lateMin }) : t('{{n}} h', { n: Math.floor(lateMin / 60) }),
  });
}

// 30 min: the hand-over and the meeting that follows it
const justMs = 30 * 60_000;

/** Which shift the board looks back on, and which one runs: just closed only for as long as a hand-over takes. */
export function shiftWords({ closed, running, asOf }: Pick<BoardShown, 'closed' | 'running' | 'asOf'>, zone: string, t: Text): string {
  if (closed === null) return t('no shift closed yet');
  if (Date.parse(asOf) - Date.parse(closed.endsAt) <= justMs) return t('{{shift}} shift just closed', { shift: closed.name });
  const time = Temporal.Instant.from(closed.endsAt).toZonedDateTimeISO(zone);
  const at = time.toPlainTime().toString({ smallestUnit: 'minute' });
  const isToday = time.toPlainDate().equals(Temporal.Instant.from(asOf).toZonedDateTimeISO(zone).toPlainDate());
  const when = isToday ? at : `${time.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short' })} ${at}`;
  const last = t('{{shift}} shift closed {{when}}', { shift: closed.name, when });
  return running === null ? t('{{last}}, none runs', { last }) : t('{{shift}} shift runs · {{last}}', { shift: running.name, last });
}
