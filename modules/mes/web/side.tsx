import type { Execution } from '@millrace/mes';
import { ExplainDialog, stopsOf, useStrip, type ShiftShown } from '@millrace/scada/web';
import { BigButton, clock, fromNow, recordPath, span, useAsk, useGo, useNames, useText, useZone } from '@millrace/ui';
import { useState } from 'react';
import { CallDialog } from './call-dialog.tsx';
import { CountDialog } from './count-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { blockInWords, useOpenDeviation } from './open-deviation.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Order } from './orders.ts';

export interface SideProps {
  readonly place: string;
  readonly shift: ShiftShown;
  readonly now: number;
  readonly order?: Order | undefined;
  readonly execution?: Execution | undefined;
  readonly revision?: number | undefined;
}

interface Call {
  readonly id: string;
  readonly about: string;
  readonly raisedAt: string;
}

/** The column at the right, always in the same order: deviation, help, reason for the last stop, good and scrap, the order itself. */
export function SideButtons({ place, shift, now, order, execution, revision }: SideProps) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const [open, setOpen] = useState<'help' | 'stop' | 'count' | 'order'>();
  const { rows, intervals } = useStrip(place, shift.from, shift.to, now, shift.shift?.breaks);
  const stops = stopsOf(rows, intervals, now);
  const last = stops.at(-1);
  const unexplained = stops.filter((stop) => stop.reason === null).length;
  const calls = useAsk<{ rows: readonly Call[] }>('mes.call.list', { place }).data?.rows ?? [];
  const close = () => setOpen(undefined);
  return (
    <>
      <DeviationButton place={place} order={order} execution={execution} revision={revision} now={now} />
      <BigButton
        icon="help"
        title={t('Help')}
        note={
          calls[0] ? t('{{about}} called {{ago}}', { about: calls[0].about.replaceAll('-', ' '), ago: fromNow(calls[0].raisedAt, now) }) : t('maintenance · quality · team leader')
        }
        onClick={() => setOpen('help')}
      />
      <BigButton
        icon="clock"
        title={t('Reason for last stop')}
        note={
          last
            ? `${clock(last.startsAt, zone)}, ${span(last.seconds)} · ${unexplained === 0 ? t('all explained') : t('{{n}} unexplained', { n: unexplained })}`
            : t('it has not stood in this shift')
        }
        onClick={() => setOpen('stop')}
      />
      {order && <BigButton icon="swap" title={t('Good and scrap')} note={t('count, with the reason for scrap')} onClick={() => setOpen('count')} />}
      {order && (
        <BigButton icon="file" title={t('Order')} note={order.state === 'paused' ? t('paused · resume · complete') : t('pause · complete')} onClick={() => setOpen('order')} />
      )}
      {open === 'help' && <HelpDialog place={place} order={order} waiting={calls.map((call) => call.about)} onClose={close} />}
      {open === 'stop' && <ExplainDialog place={place} name={names.place(place)} stops={stops} onClose={close} />}
      {open === 'count' && order && <CountDialog place={place} order={order} onClose={close} />}
      {open === 'order' && order && <OrderDialog place={place} order={order} isDone={execution?.state === 'done'} onClose={close} />}
    </>
  );
}

/** What to do about something wrong: red when a value blocks the step. It calls somebody, or opens the deviation; once that is open, it leads there. */
function DeviationButton({ place, order, execution, revision, now }: Pick<SideProps, 'place' | 'order' | 'execution' | 'revision' | 'now'>) {
  const t = useText();
  const go = useGo();
  const names = useNames();
  const [isOpen, setOpen] = useState(false);
  const openDeviation = useOpenDeviation(place, order, execution);
  const block = execution?.state === 'blocked' ? execution.block : undefined;
  const opened = useAsk<{ number: string | null; state: { state: string } }>(
    'record.page.show',
    { noun: 'qms.deviation', id: block?.deviation },
    { nouns: ['qms.deviation'], when: block?.deviation !== undefined },
  ).data;
  if (block?.deviation !== undefined)
    return (
      <BigButton
        kind="call"
        icon="quality"
        title={opened?.number ?? t('Deviation')}
        note={t('open since the step was blocked · quality decides')}
        onClick={() => go(recordPath('qms.deviation', block.deviation!))}
      />
    );
  if (execution?.state !== 'blocked') return <BigButton icon="quality" title={t('Deviation')} note={t('something is not as instructed')} onClick={openDeviation} />;
  const reading = blockInWords(execution);
  const lot = order?.lotNumber ?? undefined;
  if (execution.block.leadsTo === 'deviation')
    return (
      <BigButton
        kind="call"
        icon="alert"
        title={t('Open deviation')}
        note={`${reading}${lot === undefined ? '' : ` · ${t('holds lot {{lot}}', { lot })}`}`}
        onClick={openDeviation}
      />
    );
  const { acceptedBy, calls } = execution.block;
  return (
    <>
      <BigButton
        kind="call"
        icon={acceptedBy === undefined ? 'alert' : 'person'}
        title={acceptedBy === undefined ? t('{{role}} is called', { role: names.role(calls ?? 'team-leader') }) : t('{{who}} comes', { who: names.person(acceptedBy) })}
        note={`${reading} · ${t('press to answer')}`}
        onClick={() => setOpen(true)}
      />
      {isOpen && <CallDialog place={place} order={order} execution={execution} revision={revision} now={now} onClose={() => setOpen(false)} />}
    </>
  );
}
