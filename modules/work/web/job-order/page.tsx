import {
  Card,
  Chip,
  commentOn,
  dayClock,
  Failed,
  happeningsOf,
  linksOf,
  Loading,
  Notice,
  RecordPage,
  span,
  useAsk,
  useNames,
  useParams,
  useRecord,
  useText,
  useZone,
  type RailStep,
} from '@millrace/ui';
import { jobOrder, type JobOrder } from '@millrace/work';
import { useOrderActions } from '../actions.ts';
import { amount, stateWords } from '../words.ts';

interface Interval {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly runsAt: string;
  readonly persons: readonly string[];
  readonly good: string;
  readonly scrap: string;
  readonly unit: string;
}

/** One job order: how far it is, what was made, who worked when, what may be done now. */
export default function JobOrderPage() {
  const { id } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { page, state, error, again } = useRecord(jobOrder, id);
  const { data: done } = useAsk<{ rows: readonly Interval[] }>('work.job-response.list', { jobOrder: id, limit: 200 }, { nouns: ['work.job-order'] });
  const actions = useOrderActions(state, page?.revision);
  if (error) return <Failed error={error} again={again} />;
  if (!page || !state) return <Loading />;
  const { word, tone, sign } = stateWords[state.state];
  const unit = state.quantity.unit;
  const started = 'startedAt' in state && state.startedAt ? state : undefined;
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Job orders'), path: '/work/job-order' }, { label: page.number ?? '' }]}
      title={`${page.number} · ${names.material(state.definition)}`}
      chips={
        <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
          {t(word)}
        </Chip>
      }
      rail={railOf(state, (at) => dayClock(at.toString(), zone))}
      facts={[
        { label: 'Where', value: names.place(started?.runsAt ?? state.place) },
        { label: 'Work', value: names.work(state.workMaster) },
        { label: 'Lot', value: state.lotNumber },
        { label: 'To make', value: amount(state.quantity) },
        { label: 'Good', value: amount({ value: state.good, unit }) },
        { label: 'Scrap', value: [amount({ value: state.scrap, unit }), ...state.scrapByReason.map((one) => `${names.reason(one.reason)} ${one.value}`)].join(' · ') },
        { label: 'Planned', value: dayClock(state.plannedStart.toString(), zone) },
        { label: 'Priority', value: state.priority },
        { label: 'Given to', value: state.persons.length === 0 ? t('whoever is qualified') : state.persons.map((person) => names.person(person)).join(', ') },
        { label: 'Asked for by', value: state.externalIds.map((one) => `${one.system} ${one.id}`).join(', ') },
      ]}
      actions={[...actions, commentOn(page)]}
      happened={happeningsOf(page, names, (event) => {
        const last = event.type.split('.').at(-1);
        if (last === 'counted')
          return {
            did: t('counted {{good}} good, {{scrap}} scrap', {
              good: String(event.data['good']),
              scrap: ((event.data['scrap'] ?? []) as readonly { value: string; reason: string }[]).map((one) => `${one.value} ${names.reason(one.reason)}`).join(', ') || '0',
            }),
          };
        if (last === 'owed') return { did: t('noted what it owes: {{what}}', { what: (event.data['owed'] as { says: string }).says }) };
        if (last === 'settled') return { did: t('noted that it is done') };
        if (last === 'started') return { did: t('started it on {{unit}}', { unit: names.place(String(event.data['runsAt'])) }) };
        if (last === 'dispatched') return { did: t('dispatched it to {{place}}', { place: names.place(String(event.data['place'])) }) };
        if (typeof event.data['why'] === 'string') return { did: t('{{verb}} it', { verb: last ?? '' }), note: event.data['why'] };
        return undefined;
      })}
      ties={[...(state.request === undefined ? [] : [{ noun: 'planning.production-request', id: state.request, label: t('Production request') }]), ...linksOf(page)]}
    >
      {state.state === 'held' && (
        <Notice tone="bad" sign="■">
          {t('Held by {{who}} since {{when}}: {{why}}', { who: names.person(state.heldBy), when: dayClock(state.heldAt.toString(), zone), why: state.heldWhy })}
        </Notice>
      )}
      {state.owed !== undefined && state.owed.length > 0 && (
        <Notice tone="warn" sign="▲">
          {t(state.state === 'completed' || state.state === 'closed' ? 'Completed, and owed: {{what}}' : 'Owed before it is completed: {{what}}', {
            what: state.owed.map((one) => `${one.says}, ${t('since')} ${dayClock(one.since.toString(), zone)}`).join('; '),
          })}
        </Notice>
      )}
      {state.flaggedCounts.length > 0 && (
        <Card title={t('Counts to look at')} aside={state.flaggedCounts.length}>
          {state.flaggedCounts.map((one) => (
            <p key={one.at.toString() + one.by}>
              <span className="num">{dayClock(one.at.toString(), zone)}</span> {names.person(one.by)}: {one.good} {t('good')}, {one.scrap} {t('scrap')}{' '}
              <Chip tone="warn">{one.flags.map((flag) => t(flag.replaceAll('-', ' '))).join(', ')}</Chip>
            </p>
          ))}
        </Card>
      )}
      {done && done.rows.length > 0 && (
        <Card title={t('Worked')} aside={t('{{n}} intervals', { n: done.rows.length })}>
          {done.rows.map((one) => (
            <p key={one.id}>
              <span className="num">
                {dayClock(one.from, zone)} – {dayClock(one.to, zone)}
              </span>{' '}
              {span((Date.parse(one.to) - Date.parse(one.from)) / 1000)} · {names.place(one.runsAt)} ·{' '}
              {one.persons.map((person) => names.person(person)).join(', ') || t('nobody named')} · {one.good} / {one.scrap} {one.unit}
            </p>
          ))}
        </Card>
      )}
    </RecordPage>
  );
}

function railOf(order: JobOrder, when: (at: Temporal.Instant) => string): RailStep[] {
  const started = 'startedAt' in order && order.startedAt ? order.startedAt : undefined;
  const completed = 'completedAt' in order ? order.completedAt : undefined;
  const isOff = order.state === 'cancelled' || order.state === 'aborted';
  return [
    { label: 'Waiting', step: order.state === 'waiting' ? 'now' : 'done' },
    { label: 'Dispatched', step: order.state === 'dispatched' ? 'now' : order.state === 'waiting' ? 'ahead' : started ? 'done' : 'left-out' },
    { label: 'Running', step: started ? (completed || isOff ? 'done' : 'now') : isOff ? 'left-out' : 'ahead', ...(started && { when: when(started) }) },
    { label: isOff ? order.state : 'Completed', step: isOff ? 'late' : completed ? 'done' : 'ahead', ...(completed && { when: when(completed) }) },
  ];
}
