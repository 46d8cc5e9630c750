import { ActionButton, Card, Chip, dayClock, Empty, Failed, Link, Loading, PageHeader, recordPath, useAsk, useNames, useText, useUrlState, useZone, Button } from '@millrace/ui';
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
}

/** What the rules and timers of the house were refused and left to a person: seen to one by one, with what was done. */
export default function Tasks() {
  const t = useText();
  const [url, setUrl] = useUrlState();
  const state = url['state'] === 'settled' ? 'settled' : 'open';
  const { data, error, refetch } = useAsk<{ rows: readonly Task[] }>('record.task.list', { state, sort: '-at', limit: 100 }, { nouns: ['record.task'], everyMs: 30_000 });
  return (
    <>
      <PageHeader
        trail={[{ label: t('Model') }, { label: t('Left by rules') }]}
        title={t('Left by rules')}
        sub={t('Something happened, a rule should have followed it, and was refused. Nothing is lost: see to it by hand, then say here what was done.')}
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
          <Empty title={state === 'open' ? t('Nothing was left. Every rule did what it should.') : t('Nothing was settled yet')} />
        ) : (
          data.rows.map((task) => <OneTask key={task.id} task={task} />)
        )}
      </div>
    </>
  );
}

function OneTask({ task }: { readonly task: Task }) {
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
