import { message } from '@millrace/integration';
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
  useAsk,
  useNames,
  useParams,
  useRecord,
  usePlantModel,
  useText,
  useZone,
} from '@millrace/ui';
import { actionsOf } from '../actions.ts';
import { messageWords } from '../words.ts';
import '../integration.css';

const outcomes: Readonly<Record<string, { word: string; tone: 'good' | 'warn' | 'bad' | 'plain' }>> = {
  waiting: { word: 'being taken', tone: 'warn' },
  taken: { word: 'taken', tone: 'good' },
  held: { word: 'held', tone: 'bad' },
  unchanged: { word: 'nothing new', tone: 'plain' },
  unreadable: { word: 'unreadable', tone: 'bad' },
  refused: { word: 'refused', tone: 'bad' },
};

/** One message: whole, with what became of each of its orders. */
export default function MessagePage() {
  const { id } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const { page, state, error, again } = useRecord(message, id);
  const shown = useAsk<{ raw: string | null }>(
    'integration.message.show',
    { message: id },
    { nouns: ['integration.message'], when: state?.raw === undefined && state?.file !== undefined },
  );
  if (error) return <Failed error={error} again={again} />;
  if (!page || !state) return <Loading />;
  const { word, tone, sign } = messageWords[state.state];
  const named = (kind: string, id: string | undefined) => (id === undefined ? undefined : String(model.find(kind, id)?.fields['name'] ?? id));
  const raw = state.raw ?? shown.data?.raw ?? null;
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Interfaces'), path: '/integration/interfaces' }, { label: page.number ?? '' }]}
      title={state.name}
      chips={
        <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
          {t(word)}
        </Chip>
      }
      facts={[
        { label: 'Number', value: page.number },
        { label: 'Way', value: state.direction === 'in' ? t('in') : t('out') },
        { label: 'System', value: named('integration.system', state.system) },
        { label: 'Flow', value: named('integration.flow', state.flow) },
        { label: 'What', value: state.noun },
        { label: 'Written in', value: state.dialect },
        { label: 'Sender', value: state.sender },
        { label: 'Written', value: state.writtenAt && dayClock(state.writtenAt.toString(), zone) },
        { label: 'Length', value: t('{{n}} bytes', { n: state.size }) },
        {
          label: 'Came again',
          value:
            state.state === 'repeated' || state.direction === 'out'
              ? undefined
              : state.repeats === 0
                ? t('never')
                : state.repeats === 1
                  ? t('once')
                  : t('{{n}} times', { n: state.repeats }),
        },
      ]}
      actions={[...actionsOf({ ...state, revision: page.revision }, raw), commentOn(page)]}
      happened={happeningsOf(page, names, (event) => {
        const last = event.type.split('.').at(-1);
        if (last === 'arrived') return { did: t('kept it as it came') };
        if (last === 'received') return { did: t('read it: {{n}} orders', { n: ((event.data['parts'] ?? []) as readonly unknown[]).length }) };
        if (last === 'asked') return { did: t('asked planning for order {{order}}', { order: String((event.data['told'] as { externalId?: string } | undefined)?.externalId) }) };
        if (last === 'settled')
          return {
            did: t('heard that order {{order}} is {{outcome}}', { order: String(event.data['externalId']), outcome: t(outcomes[String(event.data['outcome'])]?.word ?? '') }),
          };
        if (last === 'refused' || last === 'failed') return { did: last === 'refused' ? t('refused it') : t('could not send it'), note: String(event.data['sentence']) };
        if (last === 'repeated') return { did: t('heard the same again; nothing changed') };
        if (typeof event.data['why'] === 'string') return { did: t('{{verb}} it', { verb: last ?? '' }), note: event.data['why'] };
        return undefined;
      })}
      ties={[
        ...(state.state === 'mended' ? [{ noun: 'integration.message', id: state.mendedBy, label: t('The mended message') }] : []),
        ...(state.state === 'repeated' ? [{ noun: 'integration.message', id: state.original, label: t('The message that came first') }] : []),
        ...('jobOrder' in state && state.jobOrder ? [{ noun: 'work.job-order', id: state.jobOrder, label: t('Job order') }] : []),
        ...('request' in state && state.request ? [{ noun: 'planning.production-request', id: state.request, label: t('Production request') }] : []),
        ...('answers' in state && state.answers ? [{ noun: 'integration.message', id: state.answers, label: t('The message it answers') }] : []),
        ...linksOf(page),
      ]}
    >
      {(state.state === 'refused' || state.state === 'not-sent') && (
        <Notice tone="bad" alert>
          <b>{state.sentence}</b>
          <div>
            <code>{state.reason}</code>
          </div>
        </Notice>
      )}
      {state.parts.length > 0 && (
        <Card title={t('Its orders')} aside={state.parts.length}>
          <table className="plain-table">
            <tbody>
              {state.parts.map((part) => (
                <tr key={part.externalId}>
                  <th scope="row" className="num">
                    {part.externalId}
                  </th>
                  <td>
                    <Chip tone={outcomes[part.outcome]!.tone}>{t(outcomes[part.outcome]!.word)}</Chip>
                  </td>
                  <td>{part.sentence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      <Card title={t('As it came')}>
        {(raw ?? state.file) !== null && (raw ?? state.file) !== undefined && (
          <p>
            <a className="btn" href={`/api/integration/message/read?message=${state.id}`} download={state.name}>
              {t('Save the file')}
            </a>
          </p>
        )}
        {raw === null ? (
          <p className="muted">
            {state.file === undefined
              ? t('It has no text yet.')
              : t('It is too long, or no text, to be shown here. It is kept byte for byte (SHA-256 {{file}}).', { file: state.file })}
          </p>
        ) : (
          <pre className="message-text" tabIndex={0} role="region" aria-label={t('Text of the message')}>
            {raw}
          </pre>
        )}
      </Card>
    </RecordPage>
  );
}
