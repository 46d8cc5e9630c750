import type { Execution } from '@millrace/mes';
import { BigButton, Dialog, fromNow, useMay, useNames, useRun, useText, type IconName } from '@millrace/ui';
import { useBlockActions } from './block-actions.ts';
import { blockInWords, useOpenDeviation } from './open-deviation.ts';
import type { Order } from './orders.ts';
import { Trend } from './readings.tsx';

const icons: Readonly<Record<string, IconName>> = { recheck: 'clock', adjust: 'maintain', stop: 'alert', deviation: 'quality' };

export interface CallDialogProps {
  readonly place: string;
  readonly order: Order | undefined;
  readonly execution: Extract<Execution, { state: 'blocked' }>;
  readonly revision: number | undefined;
  readonly now: number;
  readonly onClose: () => void;
}

/** A value out of limits that calls somebody: who is called, who comes, and what they decide here at the machine. */
export function CallDialog({ place, order, execution, revision, now, onClose }: CallDialogProps) {
  const t = useText();
  const run = useRun();
  const may = useMay();
  const actions = useBlockActions(execution, revision);
  // what this person may never do is said once, and not five times
  const mine = actions.filter((action) => may(action.address));
  const openDeviation = useOpenDeviation(place, order, execution);
  const step = execution.steps.find((one) => one.id === execution.block.step);
  return (
    <Dialog title={t('Value out of limits')} onClose={onClose} size="xl">
      <div className="stack">
        <p>
          <b className="bad-ink">✕ {blockInWords(execution)}</b>
          <br />
          <WhoComes execution={execution} now={now} />
        </p>
        {mine.length === 0 && <p>{t('Whoever is called decides: here, after “Hand over”, or on their phone.')}</p>}
        {step && <Trend execution={execution} step={step} current={execution.block.data} />}
        <div className="help-keys">
          {mine.map(({ note, ...action }) => (
            <BigButton
              key={`${action.address} ${String(action.input?.['decision'])}`}
              icon={icons[String(action.input?.['decision'])] ?? 'person'}
              title={action.label}
              note={note}
              why={action.why}
              onClick={() => {
                run(action);
                onClose();
              }}
            />
          ))}
          <BigButton
            icon="alert"
            kind="call"
            title={t('Open deviation')}
            note={order?.lotNumber ? t('holds lot {{lot}}', { lot: order.lotNumber }) : t('quality decides')}
            onClick={() => {
              openDeviation();
              onClose();
            }}
          />
        </div>
      </div>
    </Dialog>
  );
}

/** Who is called, since when, and who has taken it. */
export function WhoComes({ execution, now }: { readonly execution: Extract<Execution, { state: 'blocked' }>; readonly now: number }) {
  const t = useText();
  const names = useNames();
  const { block } = execution;
  const role = names.role(block.calls ?? 'team-leader');
  const since = fromNow(block.since.epochMilliseconds, now);
  if (block.stoppedBy !== undefined) return <>{t('{{who}} stopped the job. A reading or a deviation lets it go on.', { who: names.person(block.stoppedBy) })}</>;
  if (block.acceptedBy !== undefined)
    return <>{t('{{who}} took the call {{ago}} and decides.', { who: names.person(block.acceptedBy), ago: fromNow(block.acceptedAt!.epochMilliseconds, now) })}</>;
  return <>{since === 'now' ? t('{{role}} is called.', { role }) : t('{{role}} was called {{ago}}; nobody has taken it yet.', { role, ago: since })}</>;
}
