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
