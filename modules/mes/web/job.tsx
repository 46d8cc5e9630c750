import { execution as executionNoun, isOver, isToVerify, type Execution } from '@millrace/mes';
import { hoursOf, isConnected, perMinuteOf, rateOf, unheardWithin, useStrip, type Counted, type ShiftShown } from '@millrace/scada/web';
import {
  BigButton,
  clock,
  Failed,
  figure,
  HourByHour,
  Loading,
  Refusal,
  reportsAhead,
  StepCard,
  Terminal,
  Tile,
  useAsk,
  useOutbox,
  usePlantModel,
  useRun,
  useText,
  unitInWords,
  useZone,
  type StripStep,
  type Text,
} from '@millrace/ui';
import { useState, type ReactNode } from 'react';
import { FootStrip } from './foot.tsx';
import { useCompletion } from './complete.ts';
import { countsKept, withKept } from './kept.ts';
import { useResumption } from './order-dialog.tsx';
import type { Order } from './orders.ts';
import { SideButtons } from './side.tsx';
import { repeatState, stepInHand } from './step-state.ts';
import { StepView } from './step-view.tsx';

export interface JobViewProps {
  readonly top: ReactNode;
  readonly place: string;
  readonly line: string | undefined;
  readonly order: Order;
  readonly shift: ShiftShown;
  readonly now: number;
}

/** The job in hand: how it stands, the one step with its value and its button, and help. */
export function JobView({ top, place, line, order, shift, now }: JobViewProps) {
  const t = useText();
  const shown = useAsk<{ execution: unknown; revision: number }>('mes.execution.show', { jobOrder: order.id }, { everyMs: 15_000 });
  const read = shown.data && executionNoun.states.safeDecode(shown.data.execution as never);
  const outbox = useOutbox();
  const execution = read?.success ? withKept(read.data, reportsAhead(outbox, { id: read.data.id, revision: shown.data!.revision })) : undefined;
  const [picked, setPicked] = useState<number>();
  const inHand = execution ? stepInHand(execution, now) : 0;
  const at = Math.min(picked ?? inHand, (execution?.steps.length ?? 1) - 1);
  const steps: StripStep[] = (execution?.steps ?? []).map((step, i) => ({
    label: step.title,
    step: isOver(step) ? 'done' : execution?.state === 'blocked' && execution.block.step === step.id ? 'blocked' : i === at ? 'now' : 'ahead',
    ...(execution && dueNote(execution, step, now, t)),
  }));
  const isWaiting = shown.error instanceof Refusal && shown.error.status === 404;
  return (
    <Terminal
      top={top}
      left={<JobFigures place={place} line={line} order={order} shift={shift} now={now} />}
      right={<SideButtons place={place} shift={shift} now={now} order={order} execution={execution} revision={shown.data?.revision} />}
      foot={<FootStrip place={place} shift={shift} now={now} {...(steps.length > 0 && { steps, onPick: (i: number) => setPicked(i === inHand ? undefined : i) })} />}
    >
      {order.state !== 'running' ? (
        <Standing place={place} order={order} />
      ) : execution?.state === 'done' ? (
        <AllDone place={place} order={order} execution={execution} />
      ) : execution && shown.data ? (
        <StepView
          key={execution.steps[at]!.id}
          place={place}
          execution={execution}
          revision={shown.data.revision}
          at={at}
          isInHand={at === inHand}
          now={now}
          onDone={() => setPicked(undefined)}
          onPick={(i) => setPicked(i)}
        />
      ) : isWaiting ? (
        <StepCard label={order.number} title={t('The steps are being laid out')}>
          {t('They appear here in a moment. An order without a work master has none: count it and complete it by “Order”.')}
        </StepCard>
      ) : read && !read.success ? (
        <Failed error={new Error(t('The steps of this job cannot be read.'))} />
      ) : shown.error ? (
        <Failed error={shown.error} again={() => void shown.refetch()} />
      ) : (
        <Loading lines={6} />
      )}
    </Terminal>
  );
}

/** What the strip says of a step: that a second person is awaited; of one that repeats, that a check is due, else how many were done. */
function dueNote(execution: Execution, step: Execution['steps'][number], now: number, t: Text): { note?: string; isBad?: boolean } {
  if (isToVerify(step)) return { note: t('to be verified') };
  const repeat = repeatState(execution, step, now);
  if (!repeat) return {};
  if (repeat.isDue) return { note: t('check due'), isBad: true };
  return repeat.done === 0 ? {} : { note: t('{{n}} done', { n: repeat.done }) };
}

/** The order stands: why, and what makes it go on. To complete it instead is under "Order". */
function Standing({ place, order }: { readonly place: string; readonly order: Order }) {
  const t = useText();
  const run = useRun();
  const resumption = useResumption(place, order);
  const isHeld = order.state === 'held';
  return (
    <>
      <StepCard label={order.number} title={isHeld ? t('This order is held') : t('This order is paused')}>
        {isHeld ? (order.heldWhy ?? t('It goes on when that is settled.')) : t('The unit is free for another order meanwhile.')}
      </StepCard>
      <span />
      <BigButton
        kind="go"
        title={isHeld ? t('Held') : t('Resume {{order}}', { order: order.number })}
        busy={!isHeld && resumption.isComing}
        why={isHeld ? t('The supervisor releases it when its cause is settled.') : resumption.why}
        onClick={() => run(resumption.action)}
      />
    </>
  );
}

/** Every step is done: what remains is to count and to complete. */
function AllDone({ place, order, execution }: { readonly place: string; readonly order: Order; readonly execution: Execution }) {
  const t = useText();
  const zone = useZone();
  const run = useRun();
  const completion = useCompletion(place, order);
  return (
    <>
      <StepCard label={t('{{n}} of {{n}} steps', { n: execution.steps.length })} title={t('All steps are done')}>
        {t('Count what is left under “Good and scrap”, then complete the order.')}
      </StepCard>
      <section className="tile read-list goes-on" tabIndex={0} aria-label={t('Steps that are done')}>
        <ul>
          {execution.steps.map((step) => (
            <li key={step.id}>
              <span>
                <span aria-hidden="true">✓ </span>
                {step.title}
              </span>
              <span className="num muted">{step.doneAt ? clock(step.doneAt.toString(), zone) : ''}</span>
            </li>
          ))}
        </ul>
      </section>
      <BigButton kind="go" title={t('Complete {{order}}', { order: order.number })} busy={completion.isComing} why={completion.why} onClick={() => run(completion.action)} />
    </>
  );
}

interface Directive {
  readonly fields?: { readonly on?: readonly { at: string; rate?: string }[]; readonly scrapLimit?: string };
}

/** How the job stands: rate now, good and scrap, hour by hour. */
function JobFigures({
  place,
  line,
  order,
  shift,
  now,
}: {
  readonly place: string;
  readonly line: string | undefined;
  readonly order: Order;
  readonly shift: ShiftShown;
  readonly now: number;
}) {
  const t = useText();
  const zone = useZone();
  const model = usePlantModel();
  const whole = useAsk<{ directive: Directive | null }>('work.job-order.show', { jobOrder: order.id });
  const told = useAsk<Counted>('scada.count.list', { place, from: shift.from, to: shift.to }, { keepOld: true }).data;
  const counts = told?.rows ?? [];
  const { intervals } = useStrip(place, shift.from, shift.to, now, shift.shift?.breaks);
  const fields = whole.data?.directive?.fields ?? (model.find('work.master', order.workMaster)?.fields as Directive['fields']);
  const target = perMinuteOf((fields?.on?.find((one) => one.at === place) ?? fields?.on?.find((one) => one.at === line))?.rate);
  const rate = rateOf(counts, now);
  const kept = countsKept(order.id, reportsAhead(useOutbox(), order));
  const [good, scrap] = [Number(order.good) + kept.good, Number(order.scrap) + kept.scrap];
  const share = good + scrap === 0 ? undefined : (100 * scrap) / (good + scrap);
  const limit = /at most (\d+(?:\.\d+)?)/.exec(fields?.scrapLimit ?? '')?.[1];
  // what the machine has counted since the order runs and nobody has reported yet; a quarter of an hour is the counters' grain
  const since = order.runningSince === null ? undefined : Math.max(Date.parse(order.runningSince), Date.parse(shift.from));
  const made = since === undefined ? [] : [...counts.filter((row) => Date.parse(row.startsAt) + 900_000 > since), ...unheardWithin(told?.unheard ?? [], since, now)];
  const counted = made.reduce((sum, row) => sum + row.total - row.scrap, 0);
  // of pieces nothing is said; of what is weighed or measured its unit
  const inUnit = unitInWords(order.quantity.unit);
  const wanted = Number(order.quantity.value);
  const left = wanted - Math.max(good, counted);
  const endsAt = rate !== undefined && rate > 0 && left > 0 ? now + (left / rate) * 60_000 : undefined;
  const isOver = share !== undefined && limit !== undefined && share > Number(limit);
  const isHeard = isConnected(model, place);
  return (
    <>
      {isHeard && (
        <Tile
          label="Rate, per minute"
          aside={target === undefined ? undefined : t('target {{n}}', { n: figure(target, { digits: 0 }) })}
          value={rate === undefined ? '–' : figure(rate, { digits: 0 })}
          note={rate === undefined ? t('no counter has been heard of late') : undefined}
          huge={rate !== undefined}
        />
      )}
      <div className="tile-pair">
        <Tile
          label="Good, reported"
          value={figure(good, { unit: inUnit })}
          note={[
            t('of {{n}}', { n: figure(wanted, { unit: unitInWords(order.quantity.unit) ?? '' }) }),
            kept.good > 0 && t('{{n}} not sent yet', { n: figure(kept.good, { unit: inUnit }) }),
            counted > 0 && t('machine counted {{n}}', { n: figure(counted) }),
            // an end beyond the day is no help to somebody at the machine
            endsAt !== undefined && endsAt - now < 86_400_000 && t('ends {{time}}', { time: clock(endsAt, zone) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
        <Tile
          label="Scrap, reported"
          value={figure(scrap, { unit: inUnit })}
          isBad={isOver}
          note={[share === undefined ? undefined : figure(share, { digits: 1, unit: '%' }), limit === undefined ? undefined : t('limit {{n}} %', { n: limit })]
            .filter(Boolean)
            .join(' · ')}
        />
      </div>
      {isHeard ? (
        <div className="tile">
          <div className="tile-label">
            <span>{target === undefined ? t('Hour by hour') : t('Hour by hour, % of target')}</span>
            <span className="num">{clock(now, zone)}</span>
          </div>
          {counts.length === 0 ? (
            <p className="muted small">{t('The counters of this unit have not been heard in this shift.')}</p>
          ) : (
            <HourByHour hours={hoursOf(counts, Date.parse(shift.from), now, target ?? 0, (at) => clock(at, zone).slice(0, 2), intervals)} />
          )}
        </div>
      ) : (
        <div className="tile">
          <p className="muted">{t('No machine is connected here. What is made is what you report under “Good and scrap”.')}</p>
        </div>
      )}
    </>
  );
}
