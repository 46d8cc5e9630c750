import {
  ActionButton,
  Card,
  Chip,
  dayClock,
  Empty,
  Facts,
  Failed,
  Link,
  type KnownRecords,
  Loading,
  PageHeader,
  recordPath,
  useAsk,
  useNames,
  useText,
  useUrlState,
  useZone,
  Button,
} from '@millrace/ui';
import { labelOfField, valueInWords } from './values.tsx';
import './pages.css';

interface Task {
  readonly id: string;
  readonly state: 'open' | 'settled';
  readonly at: string;
  readonly reaction: string;
  readonly rule: string;
  readonly sentence: string;
  readonly eventType: string | null;
  readonly noun: string | null;
  readonly subject: string | null;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
  readonly whatWasDone: string | null;
  readonly told: Readonly<Record<string, unknown>> | null;
  readonly toldBy: string | null;
  readonly happenedAt: string | null;
}

/** What was left to a person, by rules that were refused and by reports that did not fit the record: seen to one by one, with what was done. */
export default function Tasks() {
  const t = useText();
  const [url, setUrl] = useUrlState();
  const state = url['state'] === 'settled' ? 'settled' : 'open';
  const { data, error, refetch } = useAsk<{ rows: readonly Task[]; names: KnownRecords }>(
    'record.task.list',
    { state, sort: '-at', limit: 100 },
    { nouns: ['record.task'], everyMs: 30_000 },
  );
  return (
    <>
      <PageHeader
        trail={[{ label: t('Model') }, { label: t('Left to people') }]}
        title={t('Left to people')}
        sub={t('A rule was refused where it should have followed, or a report did not fit the record and was kept as it was told. See to it by hand, then say here what was done.')}
      >
        <div className="tabs" role="group" aria-label={t('Which')}>
          {(['open', 'settled'] as const).map((one) => (
            <Button key={one} kind={state === one ? 'primary' : 'normal'} onClick={() => setUrl({ state: one })}>
              {t(one === 'open' ? 'To do' : 'Done')}
            </Button>
          ))}
        </div>
      </PageHeader>
      <div className="page-body">
        {error && !data ? (
          <Failed error={error} again={() => void refetch()} />
        ) : !data ? (
          <Loading lines={6} />
        ) : data.rows.length === 0 ? (
          <Empty title={state === 'open' ? t('Nothing was left. Every rule did what it should, and every report fitted.') : t('Nothing was settled yet')} />
        ) : (
          data.rows.map((task) => <OneTask key={task.id} task={task} known={data.names} />)
        )}
      </div>
    </>
  );
}

function OneTask({ task, known }: { readonly task: Task; readonly known: KnownRecords }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <Card title={task.sentence} aside={<Chip tone={task.state === 'open' ? 'warn' : 'good'}>{t(task.state === 'open' ? 'to do' : 'done')}</Chip>}>
      <p className="small muted">
        {dayClock(task.at, zone)} · {task.reaction} · {task.rule}
        {task.noun !== null && task.subject !== null && (
          <>
            {' · '}
            <Link to={recordPath(task.noun, task.subject)}>{t('after {{event}}', { event: task.eventType ?? task.noun })}</Link>
          </>
        )}
      </p>
      {task.told !== null && <Told told={task.told} by={task.toldBy} at={task.happenedAt} known={known} />}
      {task.state === 'open' ? (
        <ActionButton
          action={{
            label: 'Done by hand',
            address: 'record.task.settle',
            input: { task: task.id },
            schema: { type: 'object', required: ['whatWasDone'], properties: { whatWasDone: { type: 'string', title: 'What was done about it', minLength: 3, maxLength: 2000 } } },
          }}
        />
      ) : (
        <p>
          {task.whatWasDone} <small className="muted">{`${names.person(task.settledBy ?? '')}, ${task.settledAt === null ? '' : dayClock(task.settledAt, zone)}`}</small>
        </p>
      )}
    </Card>
  );
}

/** A report as it was told: by whom, when it happened, and what it said, records by their number and people by their name. */
function Told({ told, by, at, known }: { readonly told: Readonly<Record<string, unknown>>; readonly by: string | null; readonly at: string | null; readonly known: KnownRecords }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const facts = Object.entries(told).map(([field, value]) => ({ label: labelOfField(field), value: valueInWords(value, names, zone, known) }));
  return (
    <>
      <p className="small">{t('Told by {{who}}; it happened {{when}}.', { who: names.person(by), when: at === null ? '–' : dayClock(at, zone) })}</p>
      <Facts facts={facts} />
    </>
  );
}
