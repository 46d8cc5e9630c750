import { productionRequest } from '@millrace/planning';
import {
  Card,
  Chip,
  commentOn,
  dayClock,
  Failed,
  happeningsOf,
  linksOf,
  Loading,
  RecordPage,
  recordPath,
  useNames,
  useParams,
  useRecord,
  useText,
  useZone,
  Link,
  type RailStep,
} from '@millrace/ui';
import { requestWords, type LineShown } from '../words.ts';
import { HeldLines } from './held-lines.tsx';
import { plannedSaid, type PlannedData } from './planned.ts';

/** One production request: what was told, what it became, and what it waits for. */
export default function RequestPage() {
  const { id } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { page, state, error, again } = useRecord(productionRequest, id);
  if (error) return <Failed error={error} again={again} />;
  if (!page || !state) return <Loading />;
  const { word, tone, sign } = requestWords[state.state];
  const lines = page.state['lines'] as readonly LineShown[];
  const rail: RailStep[] = [
    { label: 'Received', step: 'done', when: dayClock(state.receivedAt.toString(), zone) },
    { label: state.state === 'held' ? 'Held' : 'Planned', step: state.state === 'held' ? 'late' : state.state === 'planned' ? 'now' : 'done' },
    { label: state.state === 'cancelled' ? 'Cancelled' : 'Completed', step: state.state === 'completed' ? 'done' : state.state === 'cancelled' ? 'late' : 'ahead' },
  ];
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Plan'), path: '/planning/plan' }, { label: page.number ?? '' }]}
      title={t('Order {{order}} of {{system}}', { order: state.externalId, system: state.system })}
      chips={
        <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
          {t(word)}
        </Chip>
      }
      rail={rail}
      facts={[
        { label: 'Number', value: page.number },
        { label: 'Asked for by', value: state.system },
        { label: 'Written', value: state.toldAt && dayClock(state.toldAt.toString(), zone) },
        { label: 'Priority', value: state.priority },
        { label: 'Orders done', value: `${state.done.length} / ${state.orders.length}` },
        { label: 'Message', value: <Link to={recordPath('integration.message', state.message)}>{t('as it came')}</Link> },
      ]}
      actions={[
        ...(state.state === 'held'
          ? [
              {
                label: 'Look at it again',
                address: 'planning.production-request.retry',
                input: { request: state.id, message: state.message },
                seen: page.revision,
                done: t('Looked at again by the model in force.'),
              },
            ]
          : []),
        commentOn(page),
      ]}
      happened={happeningsOf(page, names, (event) => {
        const last = event.type.split('.').at(-1);
        if (last === 'held') return { did: t('held it: something in it is not known here') };
        if (last === 'planned') {
          const before = page.happened.findLast((one) => one.type === event.type && one.revision < event.revision);
          const said = plannedSaid(event.data as PlannedData, before?.data as PlannedData | undefined, names, zone);
          return { did: before ? t('planned it anew') : t('planned it'), ...(said.length > 0 && { note: said.join('; ') }) };
        }
        if (last === 'confirmed')
          return { did: event.data['isOlder'] === true ? t('heard an older message about it; nothing changed') : t('heard the same again; nothing changed') };
        if (last === 'order-ended') return { did: t('noted that one of its orders is over') };
        if (last === 'reconsidered') return { did: t('looked at it again after a change of the model') };
        return undefined;
      })}
      ties={[
        ...state.orders.map((order) => ({ noun: 'work.job-order', id: order.jobOrder, label: `${names.work(order.work.workMaster)}`, aside: names.place(order.work.place) })),
        ...linksOf(page),
      ]}
    >
      {state.state === 'held' && (
        <Card title={t('What nobody here knows')}>
          <HeldLines lines={lines} />
        </Card>
      )}
      <Card title={t('Lines as told')} aside={lines.length}>
        {lines.map(({ told, work }) => (
          <p key={told.line}>
            <b className="num">{told.line}</b>{' '}
            {[told.segment, told.material, told.quantity && `${told.quantity.value} ${told.quantity.unit ?? ''}`, told.place, told.lot].filter(Boolean).join(' · ')}
            {work.map((one) => (
              <small key={one.workMaster} className="muted">
                {' '}
                → {names.work(one.workMaster)}, {one.quantity.value} {one.quantity.unit}, {names.place(one.place)}, {dayClock(one.plannedStart, zone)}
              </small>
            ))}
          </p>
        ))}
      </Card>
    </RecordPage>
  );
}
