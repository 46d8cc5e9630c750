import { BigButton, Dialog, Link, recordPath, TextField, useMayNot, usePlantModel, useRecord, useRun, useSession, useText, useWould, type Action } from '@millrace/ui';
import { complete, jobOrder, pause, resume } from '@millrace/work';
import { useState } from 'react';
import type { Order } from './orders.ts';
import { skills, stored } from './stored.ts';

/** Pause, resume or complete the order in hand; what cannot be done says why. */
export function OrderDialog({ place, order, onClose }: { readonly place: string; readonly order: Order; readonly onClose: () => void }) {
  const t = useText();
  const run = useRun();
  const would = useWould();
  const model = usePlantModel();
  const { person } = useSession();
  const mayNot = useMayNot();
  const { state } = useRecord(jobOrder, order.id);
  const [why, setWhy] = useState('');
  const id = order.id as never;
  const not = (address: string, sentence: string | undefined) => mayNot(address, place) ?? sentence;
  const send = (action: Action) => {
    // without the revision on the screen: who is second is told who was first, not that something changed
    run(action);
    onClose();
  };
  const resumed = { jobOrder: id, at: order.runsAt ?? place, person: person.id };
  return (
    <Dialog title={order.number} onClose={onClose}>
      <div className="stack">
        {order.state === 'paused' ? (
          <BigButton
            icon="chevron"
            title={t('Resume')}
            note={t('work goes on, here')}
            busy={state === undefined}
            why={
              state &&
              not(
                'work.job-order.resume',
                would(resume, { jobOrder: state, people: stored(model.find('personnel.person', person.id)), qualifications: skills(model), running: [] }, resumed, place),
              )
            }
            onClick={() => send({ label: 'Resume', address: 'work.job-order.resume', input: resumed, done: t('{{order}} goes on', { order: order.number }) })}
          />
        ) : (
          <>
            <BigButton
              icon="clock"
              title={t('Pause')}
              note={t('a break, another order first')}
              busy={state === undefined}
              why={state && not('work.job-order.pause', would(pause, state, { jobOrder: id }, place))}
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
        <BigButton
          icon="check"
          title={t('Complete')}
          note={t('the work is done, all is counted')}
          busy={state === undefined}
          why={state && not('work.job-order.complete', would(complete, state, { jobOrder: id }, place))}
          onClick={() =>
            send({
              label: 'Complete',
              address: 'work.job-order.complete',
              input: { jobOrder: id },
              consequence: t('{{order}} ends here. What is counted later is kept, and flagged.', { order: order.number }),
              done: t('{{order}} is completed', { order: order.number }),
            })
          }
        />
        <Link to={recordPath('work.job-order', order.id)}>{t('Everything about this order')}</Link>
      </div>
    </Dialog>
  );
}
