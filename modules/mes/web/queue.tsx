import type { ShiftShown } from '@millrace/scada/web';
import {
  BigButton,
  clock,
  Chip,
  Empty,
  figure,
  Terminal,
  Tile,
  useMayNot,
  useNames,
  usePlantModel,
  useRecord,
  useRun,
  useSession,
  useText,
  useWould,
  useZone,
  day,
  type PlantModel,
  type Would,
  unitInWords,
} from '@millrace/ui';
import { jobOrder, start, type JobOrder } from '@millrace/work';
import { useState, type ReactNode } from 'react';
import { SideButtons } from './side.tsx';
import { FootStrip } from './foot.tsx';
import type { Order, OrdersOfUnit } from './orders.ts';
import { skills, stored } from './stored.ts';

export interface QueueViewProps {
  readonly top: ReactNode;
  readonly place: string;
  readonly orders: OrdersOfUnit;
  readonly shift: ShiftShown;
  readonly now: number;
  readonly onStarted: () => void;
}

/** What waits for this unit, in its order; the first that may start is the big one. */
export function QueueView({ top, place, orders, shift, now, onStarted }: QueueViewProps) {
  const t = useText();
  const names = useNames();
  const [chosen, setChosen] = useState<string>();
  const order = orders.queue.find((one) => one.id === chosen) ?? orders.queue.find((one) => one.state === 'dispatched') ?? orders.queue[0];
  const running = orders.onUnit[0];
  const inHand = useRecord(jobOrder, running?.id);
  return (
    <Terminal top={top} right={<SideButtons place={place} shift={shift} now={now} />} foot={<FootStrip place={place} shift={shift} now={now} />}>
      <section className="tile step">
        <div className="tile-label">
          <span>{t('Queue of {{unit}}', { unit: names.place(place) })}</span>
          <span className="num">{orders.queue.length === 1 ? t('1 order') : t('{{n}} orders', { n: orders.queue.length })}</span>
        </div>
        <h2>{order ? t('Next: {{product}}', { product: names.material(order.definition) }) : t('Nothing waits for this unit')}</h2>
        {order && (
          <p>{[order.number, order.lotNumber === null ? undefined : `${t('lot')} ${order.lotNumber}`, amount(order), names.work(order.workMaster)].filter(Boolean).join(' · ')}</p>
        )}
      </section>
      {orders.queue.length === 0 ? (
        <div className="tile">
          <Empty title={t('No order is dispatched here')} icon="plan">
            <p>{t('The supervisor dispatches orders to this unit or its line; they appear here at once.')}</p>
          </Empty>
        </div>
      ) : (
        <ol className="queue" aria-label={t('Queue')}>
          {orders.queue.map((one) => (
            <li key={one.id}>
              <button type="button" aria-pressed={one.id === order?.id} onClick={() => setChosen(one.id)}>
                <span>
                  <b>{names.material(one.definition)}</b>
                  <small className="num">{[names.work(one.workMaster), one.number, one.lotNumber ?? t('no lot'), amount(one)].filter((part) => part !== '–').join(' · ')}</small>
                </span>
                <span className="push num small">
                  <Planned at={one.plannedStart} now={now} />
                </span>
                {one.state === 'waiting' && <Chip>{t('not dispatched')}</Chip>}
                {one.state === 'held' && <Chip tone="bad">{t('held')}</Chip>}
              </button>
            </li>
          ))}
        </ol>
      )}
      {order ? <StartButton key={order.id} place={place} order={order} running={inHand.state} onStarted={onStarted} /> : <Tile label="Waiting" value="0" />}
    </Terminal>
  );
}

function Planned({ at, now }: { readonly at: string; readonly now: number }) {
  const zone = useZone();
  const t = useText();
  return (
    <>
      {t('planned')} {day(at, zone) === day(now, zone) ? '' : `${day(at, zone)} `}
      {clock(at, zone)}
    </>
  );
}

const amount = (order: Order) => figure(Number(order.quantity.value), { unit: unitInWords(order.quantity.unit) ?? '' });

/** The order's start, refused before the press by the rule the server uses. */
function StartButton({
  place,
  order,
  running,
  onStarted,
}: {
  readonly place: string;
  readonly order: Order;
  readonly running: JobOrder | undefined;
  readonly onStarted: () => void;
}) {
  const t = useText();
  const run = useRun();
  const model = usePlantModel();
  const would = useWould();
  const { person } = useSession();
  const mayNot = useMayNot();
  const { state, page } = useRecord(jobOrder, order.id);
  const input = { jobOrder: order.id, at: place, ...(order.workMaster === null ? {} : { workMaster: order.workMaster }), person: person.id };
  const why = mayNot('work.job-order.start', place) ?? (state && whyNotStart(would, model, state, running, place, input));
  return (
    <BigButton
      kind="go"
      title={t('Start {{order}}', { order: order.number })}
      note={names(model, order)}
      busy={state === undefined}
      why={why}
      onClick={() =>
        run({
          label: 'Start',
          address: 'work.job-order.start',
          input,
          ...(page === undefined ? {} : { seen: page.revision }),
          done: t('{{order}} runs on {{place}}', { order: order.number, place }),
          onDone: onStarted,
        })
      }
    />
  );
}

const names = (model: PlantModel, order: Order) => String(model.find('work.master', order.workMaster)?.fields['name'] ?? '');

function whyNotStart(
  would: Would,
  model: PlantModel,
  order: JobOrder,
  running: JobOrder | undefined,
  place: string,
  input: { jobOrder: string; at: string; workMaster?: string; person: string },
): string | undefined {
  const objects = stored(model.find('equipment.unit', place), model.find('work.master', input.workMaster), model.find('personnel.person', input.person));
  return would(start, { jobOrder: order, objects, qualifications: skills(model), running: running === undefined ? [] : [running] }, input as never, place);
}
