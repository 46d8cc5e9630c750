import { useShift } from '@millrace/scada/web';
import { Button, Dialog, Failed, Link, Loading, Terminal, TerminalTop, useNames, useNow, useParams, usePlantModel, useText } from '@millrace/ui';
import { useState } from 'react';
import { HandOver } from './hand-over.tsx';
import { JobView } from './job.tsx';
import { useOrders } from './orders.ts';
import { QueueView } from './queue.tsx';
import './mes.css';

/** The operator's screen at one unit: the job in hand, else the queue. */
export default function TerminalPage() {
  const { unit: place = '' } = useParams();
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const now = useNow(5000);
  const shift = useShift(place, now);
  const unit = model.find('equipment.unit', place);
  const line = unit?.fields['in'] as string | undefined;
  const orders = useOrders(place, line);
  const [isHandingOver, setHandingOver] = useState(false);
  const [isQueue, setQueue] = useState(false);

  const job = orders.onUnit[0];
  const jobText = job ? [job.number, names.material(job.definition), job.lotNumber === null ? undefined : `${t('lot')} ${job.lotNumber}`].filter(Boolean).join(' · ') : undefined;
  const top = (
    <TerminalTop unit={`${names.place(place)} · ${place}`} {...(jobText === undefined ? {} : { job: jobText })} shift={t(shift.says)}>
      {job && <Button onClick={() => setQueue(!isQueue)}>{isQueue ? t('To the job') : t('Queue')}</Button>}
      <Button onClick={() => setHandingOver(true)}>{t('Hand over')}</Button>
    </TerminalTop>
  );
  // beside whatever the screen shows: a PIN being typed is not lost when the job changes meanwhile
  return (
    <>
      {shown()}
      {isHandingOver && <HandOver place={place} onClose={() => setHandingOver(false)} />}
    </>
  );

  function shown() {
    if (model.isLoaded && !unit)
      return (
        <Terminal top={top}>
          <Dialog title={t('There is no unit {{place}}', { place })} onClose={() => undefined}>
            <Link to="/terminal">{t('Choose another station')}</Link>
          </Dialog>
        </Terminal>
      );
    if (orders.error && !orders.isHere)
      return (
        <Terminal top={top}>
          <Failed error={orders.error} again={orders.again} />
        </Terminal>
      );
    if (!orders.isHere || !model.isLoaded)
      return (
        <Terminal top={top}>
          <Loading lines={8} />
        </Terminal>
      );
    if (job && !isQueue) return <JobView key={job.id} top={top} place={place} line={line} order={job} shift={shift} now={now} />;
    return <QueueView top={top} place={place} orders={orders} shift={shift} now={now} onStarted={() => setQueue(false)} />;
  }
}
