import { escalation } from '@millrace/governance';
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
  useAsk,
  useNames,
  useParams,
  usePlantModel,
  useRecord,
  useText,
  useZone,
  Link,
} from '@millrace/ui';
import type { EscalationShown } from '../shown.ts';
import { openAction } from '../action/offer.ts';
import { Clock, decidedAt, Rungs, stateWords, useEscalationActions } from './parts.tsx';
import '../governance.css';

/** One escalation: who was called when, who has it, what was answered. */
export default function EscalationPage() {
  const { id } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const { page, state, error, again } = useRecord(escalation, id);
  // the list tells the clocks, which depend on the calendar
  const { data } = useAsk<{ rows: readonly EscalationShown[] }>(
    'governance.escalation.list',
    { place: state?.place, state: state?.state, limit: 200 },
    { when: state !== undefined },
  );
  const row = data?.rows.find((one) => one.id === id);
  const actions = useEscalationActions(row);
  if (error) return <Failed error={error} again={again} />;
  if (!page || !state) return <Loading />;
  const { word, tone } = stateWords[state.state];
  const isOver = state.state === 'closed' || state.state === 'withdrawn';
  const answered = state.state === 'answered' || state.state === 'closed' ? state : undefined;
  const accepted = 'acceptedBy' in state ? state : undefined;
  const overAt = state.state === 'withdrawn' ? state.withdrawnAt : state.endedAt;
  const overSince = state.state === 'closed' ? state.closedAt : state.state === 'withdrawn' ? state.withdrawnAt : undefined;
  const causeWords: Readonly<Record<string, string>> = {
    'scada.interval': 'Stop',
    'mes.call': 'Call for help',
    'mes.execution': state.on === 'check-overdue' ? 'Check overdue' : 'Value out of limits',
    'qms.deviation': 'Deviation',
    'governance.action': 'Action',
  };
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Escalations'), path: '/governance/escalation' }, { label: state.sentence }]}
      title={state.sentence}
      chips={
        <>
          <Chip tone={tone}>{t(word)}</Chip>
          {state.mode !== 'enforce' && <Chip>{t('{{mode}}: nobody was called', { mode: state.mode })}</Chip>}
        </>
      }
      rail={[
        { label: 'Raised', step: 'done', when: dayClock(state.raisedAt.toString(), zone) },
        { label: 'Accepted', step: accepted ? 'done' : state.state === 'raised' ? 'now' : 'left-out', ...(accepted && { when: dayClock(accepted.acceptedAt.toString(), zone) }) },
        {
          label: 'Answered',
          step: answered ? 'done' : state.state === 'accepted' ? 'now' : state.state === 'withdrawn' ? 'left-out' : 'ahead',
          ...(answered && { when: dayClock(answered.answeredAt.toString(), zone) }),
        },
        {
          label: state.state === 'withdrawn' ? 'Withdrawn' : 'Closed',
          step: isOver ? 'done' : state.state === 'answered' ? 'now' : 'ahead',
          ...(overSince && { when: dayClock(overSince.toString(), zone) }),
        },
      ]}
      facts={[
        { label: 'Where', value: names.place(state.place) },
        { label: 'Cause', value: t(causeWords[state.causeNoun] ?? state.causeNoun) },
        { label: 'Since', value: dayClock(state.since.toString(), zone) },
        ...(overAt === undefined ? [] : [{ label: 'Cause over since', value: dayClock(overAt.toString(), zone) }]),
        { label: 'Ladder', value: `${state.ladder.title}, ${state.ladder.clock === 'working' ? t('working time') : t('elapsed time')}` },
        {
          label: isOver ? 'Who had it' : 'Who has it',
          value: accepted ? names.person(accepted.acceptedBy) : state.state === 'withdrawn' ? t('nobody: it was over before anybody accepted') : t('nobody yet'),
        },
      ]}
      actions={[...actions, openAction(model, { place: state.place, from: { noun: 'governance.escalation', id: page.id } }), commentOn(page)]}
      happened={happeningsOf(page, names, (event) => {
        const last = event.type.split('.').at(-1);
        if (last === 'raised') return { did: t('raised it by the ladder “{{ladder}}”', { ladder: state.ladder.title }) };
        if (last === 'accepted') return { did: event.data['first'] === undefined ? t('accepted it') : t('accepted it, before the call was due') };
        if (last === 'joined') return { did: t('heard of a cause that belongs to it') };
        if (last === 'closed') return { did: t('closed it') };
        if (last === 'climbed')
          return {
            did: t('called the {{role}}, for it was {{why}}', {
              role: names.role(String(event.data['role'])),
              why: event.data['because'] === 'not-answered' ? t('not answered in time') : event.data['because'] === 'first-due' ? t('due') : t('not accepted in time'),
            }),
          };
        if (last === 'answered') return { did: t('answered'), note: String(event.data['did']) };
        if (last === 'ended') return { did: t('heard that the cause is over') };
        if (last === 'withdrawn') return { did: t('withdrew it: the cause was over before anybody accepted') };
        return undefined;
      })}
      ties={[
        ...(state.causeNoun === 'governance.action' || state.causeNoun === 'qms.deviation'
          ? [{ noun: state.causeNoun, id: state.causeId, label: t(causeWords[state.causeNoun]!), aside: t('cause') }]
          : []),
        ...linksOf(page),
      ]}
    >
      {row && (
        <Card title={isOver || state.state === 'answered' ? t('Who was called') : t('The clock')}>
          <Clock row={row} />
          <Rungs row={row} />
        </Card>
      )}
      {row && decidedAt(row) !== undefined && (
        <Card title={t('It waits for a decision')}>
          <p>{t('One more reading, adjusted, the job stops, or quality decides: whoever is called says so at the work, here or at the terminal. That answers this call.')}</p>
          <Link to={decidedAt(row)!} className="btn" data-kind="primary">
            {t('Decide at the work')}
          </Link>
        </Card>
      )}
      {answered && (
        <Card title={t('What was done')}>
          <p>{answered.did}</p>
          {answered.containment && (
            <p>
              <b>{t('Until it is solved for good')}</b>: {answered.containment}
            </p>
          )}
        </Card>
      )}
      {state.also.length > 0 && (
        <Card title={t('Came while it ran')} aside={state.also.length}>
          {state.also.map((one) => (
            <p key={one.id} className="small">
              <span className="num">{dayClock(one.at.toString(), zone)}</span> {one.sentence}
            </p>
          ))}
        </Card>
      )}
      {state.causeNoun === 'scada.interval' && (
        <p className="small">
          <Link to={recordPath('scada.unit', state.place)}>{t('Look at the unit')}</Link>
        </p>
      )}
    </RecordPage>
  );
}
