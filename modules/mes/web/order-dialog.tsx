import { BigButton, Dialog, Link, recordPath, TextField, useMayNot, usePlantModel, useRecord, useRun, useSession, useText, useWould, type Action } from '@millrace/ui';
import { jobOrder, pause, resume } from '@millrace/work';
import { useState } from 'react';
import { useCompletion } from './complete.ts';
import type { Order } from './orders.ts';
import { skills, stored } from './stored.ts';

/** Pause, resume or complete the order in hand; what cannot be done says why. What is ordinary as it stands comes first. */
export function OrderDialog({ place, order, isDone, onClose }: { readonly place: string; readonly order: Order; readonly isDone: boolean; readonly onClose: () => void }) {
  const t = useText();
  const run = useRun();
  const would = useWould();
  const mayNot = useMayNot();
  const { state } = useRecord(jobOrder, order.id);
  const resumption = useResumption(place, order);
  const completion = useCompletion(place, order);
  const [why, setWhy] = useState('');
  const id = order.id as never;
  const send = (action: Action) => {
    // without the revision on the screen: who is second is told who was first, not that something changed
    run(action);
    onClose();
  };
  const completing = (
    <BigButton
      icon="check"
      title={t('Complete')}
      note={t('the work is done, all is counted')}
      busy={completion.isComing}
      why={completion.why}
      onClick={() => send(completion.action)}
    />
  );
  return (
    <Dialog title={order.number} onClose={onClose}>
      <div className="stack">
        {isDone && completing}
        {order.state === 'paused' ? (
          <BigButton icon="chevron" title={t('Resume')} note={t('work goes on, here')} busy={resumption.isComing} why={resumption.why} onClick={() => send(resumption.action)} />
        ) : (
          <>
            <BigButton
              icon="clock"
              title={t('Pause')}
              note={t('a break, another order first')}
              busy={state === undefined}
              why={mayNot('work.job-order.pause', place) ?? (state && would(pause, state, { jobOrder: id }, place))}
              onClick={() =>
                send({
                  label: 'Pause',
                  address: 'work.job-order.pause',
                  input: { jobOrder: id, ...(why.trim() !== '' && { why: why.trim() }) },
                  done: t('{{order}} is paused', { order: order.number }),
                })
              }
            />
            <TextField label={t('Why it is paused, if you like')} value={why} onChange={setWhy} />
          </>
        )}
        {!isDone && completing}
        <Link className="touch-line" to={recordPath('work.job-order', order.id)}>
          {t('Everything about this order')}
        </Link>
      </div>
    </Dialog>
  );
}

/** Resuming a paused order at this unit. */
export function useResumption(place: string, order: Order): { readonly action: Action; readonly why: string | undefined; readonly isComing: boolean } {
  const t = useText();
  const would = useWould();
  const mayNot = useMayNot();
  const model = usePlantModel();
  const { person } = useSession();
  const { state } = useRecord(jobOrder, order.id);
  const input = { jobOrder: order.id as never, at: order.runsAt ?? place, person: person.id };
  const around = state && { jobOrder: state, people: stored(model.find('personnel.person', person.id)), qualifications: skills(model), running: [] };
  return {
    isComing: state === undefined,
    why: mayNot('work.job-order.resume', place) ?? (around && would(resume, around, input, place)),
    action: { label: 'Resume', address: 'work.job-order.resume', input, done: t('{{order}} goes on', { order: order.number }) },
  };
}
