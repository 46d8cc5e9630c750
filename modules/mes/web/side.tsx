import { newId } from '@millrace/kernel';
import type { Execution } from '@millrace/mes';
import { ExplainDialog, stopsOf, useStrip, type ShiftShown } from '@millrace/scada/web';
import { BigButton, clock, fromNow, recordPath, span, useAsk, useGo, useNames, useRun, useText, useZone } from '@millrace/ui';
import { useState } from 'react';
import { CountDialog } from './count-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { OrderDialog } from './order-dialog.tsx';
import type { Order } from './orders.ts';

export interface SideProps {
  readonly place: string;
  readonly shift: ShiftShown;
  readonly now: number;
  readonly order?: Order;
  readonly execution?: Execution | undefined;
}

interface Call {
  readonly id: string;
  readonly about: string;
  readonly raisedAt: string;
}

/** The column at the right, always in the same order: deviation, help, reason for the last stop, good and scrap, the order itself. */
export function SideButtons({ place, shift, now, order, execution }: SideProps) {
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
      <DeviationButton place={place} order={order} execution={execution} />
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
      {open === 'order' && order && <OrderDialog place={place} order={order} onClose={close} />}
    </>
  );
}

/** Opens a deviation from the step: red when a value blocks it, and it holds the lot being made. Once it is open, leads to it. */
function DeviationButton({ place, order, execution }: { readonly place: string; readonly order: Order | undefined; readonly execution: Execution | undefined }) {
  const t = useText();
  const run = useRun();
  const go = useGo();
  const names = useNames();
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

  const step = execution?.steps.find((one) => one.id === block?.step);
  const asked = step?.data.find((one) => one.id === block?.data);
  const reading =
    block && asked
      ? `${block.value}${asked.unit && asked.unit !== '1' ? ` ${asked.unit}` : ''}, ${block.says}${asked.limits === undefined ? '' : ` (limits ${asked.limits})`}`
      : undefined;
  const lot = order?.lotNumber ?? undefined;
  const start = block
    ? {
        title: `${asked?.ask ?? block.data} ${block.says} at ${names.place(place)}`,
        description: `${step?.title ?? block.step}: ${asked?.ask ?? block.data} was ${reading ?? block.value}, also after the re-check.`,
      }
    : {};
  const openIt = () =>
    run({
      label: 'Open deviation',
      address: 'qms.deviation.open',
      kind: 'primary',
      input: {
        deviation: newId(),
        place,
        lots: execution?.lot === undefined ? [] : [execution.lot],
        ...(order && { source: { jobOrder: order.id, ...(block && { step: block.step }), ...(reading !== undefined && { reading }) } }),
      },
      schema: {
        type: 'object',
        required: ['title', 'description'],
        properties: {
          title: { type: 'string', title: 'What departed', minLength: 5, maxLength: 160 },
          description: { type: 'string', title: 'What you saw', minLength: 1, maxLength: 4000 },
        },
      },
      fields: { start, of: { title: { full: true } } },
      consequence: lot === undefined ? undefined : t('Lot {{lot}} is held from this moment, until quality has settled it.', { lot }),
    });
  return block ? (
    <BigButton
      kind="call"
      icon="alert"
      title={t('Open deviation')}
      note={`${reading ?? block.says}${lot === undefined ? '' : ` · ${t('holds lot {{lot}}', { lot })}`}`}
      onClick={openIt}
    />
  ) : (
    <BigButton icon="quality" title={t('Deviation')} note={t('something is not as instructed')} onClick={openIt} />
  );
}
