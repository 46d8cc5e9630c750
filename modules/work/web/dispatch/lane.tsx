import { Card, Chip, dayClock, useMay, useNames, useText, useZone } from '@millrace/ui';
import { amount, isQueued, stateWords, type OrderShown } from '../words.ts';

export interface LaneProps {
  readonly line: string;
  readonly rows: readonly OrderShown[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onMove: (row: OrderShown, by: number) => void;
  readonly now: number;
}

/** One line's queue, first to last. What runs stands above what waits. */
export function Lane({ line, rows, chosen, onChoose, onMove, now }: LaneProps) {
  const t = useText();
  const names = useNames();
  const zone = useZone();
  const may = useMay();
  const begun = rows.filter((row) => !isQueued(row));
  const queue = rows.filter(isQueued);
  return (
    <Card title={names.place(line)} aside={t('{{n}} in the queue', { n: queue.length })}>
      <ol className="lane" aria-label={names.place(line)}>
        {[...begun, ...queue].map((row) => {
          const { word, tone, sign } = stateWords[row.state];
          const place = queue.indexOf(row);
          const isLate = place >= 0 && Date.parse(row.plannedStart) < now - 60_000;
          return (
            <li key={row.id} data-chosen={row.id === chosen || undefined} data-late={isLate || undefined}>
              <button type="button" className="lane-order" data-order={row.id} aria-pressed={row.id === chosen} onClick={() => onChoose(row.id)}>
                <span className="lane-place num">{place < 0 ? '' : place + 1}</span>
                <span className="lane-what">
                  <b>{names.material(row.definition)}</b>
                  <small className="num">
                    {[names.work(row.workMaster), row.number, row.lotNumber ?? t('no lot'), amount(row.quantity)].filter((one) => one !== '–').join(' · ')}
                  </small>
                </span>
                <span className="lane-when num">
                  <small className="muted">{names.place(row.runsAt ?? row.place)}</small>
                  <small>
                    {isLate && '◔ '}
                    {dayClock(row.plannedStart, zone)}
                  </small>
                </span>
                <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
                  {t(word)}
                </Chip>
              </button>
              {place >= 0 && may('work.job-order.sequence') && (
                <span className="lane-moves">
                  <button type="button" aria-label={t('Move {{number}} up', { number: row.number })} disabled={place === 0} onClick={() => onMove(row, -1)}>
                    ▲
                  </button>
                  <button type="button" aria-label={t('Move {{number}} down', { number: row.number })} disabled={place === queue.length - 1} onClick={() => onMove(row, 1)}>
                    ▼
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
