import { difference } from '@millrace/planning';
import { Card, Chip, commentOn, dayClock, Failed, happeningsOf, linksOf, Loading, RecordPage, signaturesOf, useNames, useParams, useRecord, useText, useZone } from '@millrace/ui';
import { differenceWords, itemWords } from '../words.ts';
import { decisionsOf } from './decisions.ts';

/** One difference: what was begun, what is told now, and who decides. */
export default function DifferencePage() {
  const { id } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { page, state, error, again } = useRecord(difference, id);
  if (error) return <Failed error={error} again={again} />;
  if (!page || !state) return <Loading />;
  const { word, tone, sign } = differenceWords[state.state];
  const decided = state.state === 'decided' ? state : undefined;
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Plan'), path: '/planning/plan' }, { label: page.number ?? '' }]}
      title={t('Order {{order}} of {{system}} says something else now', { order: state.externalId, system: state.system })}
      chips={
        <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
          {t(word)}
        </Chip>
      }
      rail={[
        { label: 'Opened', step: 'done', when: dayClock(state.openedAt.toString(), zone) },
        {
          label: state.state === 'superseded' ? 'Replaced' : 'Decided',
          step: decided ? 'done' : state.state === 'open' ? 'now' : 'left-out',
          ...(decided && { when: dayClock(decided.decidedAt.toString(), zone) }),
        },
      ]}
      facts={[
        { label: 'Number', value: page.number },
        { label: 'Where', value: names.place(state.place) },
        { label: 'Decision', value: decided && (decided.decision === 'apply' ? t('the request is followed') : t('what was begun is kept')) },
        { label: 'Decided by', value: decided && names.person(decided.decidedBy) },
        { label: 'Why', value: decided?.why },
      ]}
      actions={[...decisionsOf({ ...state, revision: page.revision }), commentOn(page)]}
      happened={happeningsOf(page, names, (event) =>
        event.type.endsWith('.opened')
          ? { did: t('found that begun work and its request differ') }
          : event.type.endsWith('.decided')
            ? { did: event.data['decision'] === 'apply' ? t('decided to follow the request') : t('decided to keep what was begun'), note: String(event.data['why']) }
            : undefined,
      )}
      signatures={signaturesOf(page, names)}
      ties={[
        { noun: 'planning.production-request', id: state.request, label: t('Production request') },
        { noun: 'integration.message', id: state.message, label: t('Message') },
        ...state.items.map((item) => ({ noun: 'work.job-order', id: item.jobOrder, label: t('Job order') })),
        ...linksOf(page),
      ]}
    >
      <Card title={t('What is told now')}>
        {state.items.map((item) => (
          <p key={item.jobOrder}>
            <b>{t(itemWords[item.what])}</b>: {item.sentence}
          </p>
        ))}
      </Card>
    </RecordPage>
  );
}
