import { calledAs } from '@millrace/governance';
import {
  ActionButton,
  Button,
  Chip,
  clock,
  DataList,
  dayClock,
  Empty,
  Failed,
  fromNow,
  Link,
  Loading,
  PageHeader,
  recordPath,
  useAsk,
  useNames,
  useNow,
  useSession,
  useText,
  useUrlState,
  useZone,
} from '@millrace/ui';
import type { EscalationShown } from '../shown.ts';
import { Clock, decidedAt, Rungs, stateWords, useEscalationActions } from './parts.tsx';
import '../governance.css';

/** What waits for somebody, with its clocks: yours first, then what others owe. */
export default function Inbox() {
  const t = useText();
  const [url, setUrl] = useUrlState();
  const isAll = url['show'] === 'all';
  return (
    <>
      <PageHeader
        title={t('Escalations')}
        actions={
          <>
            <Button kind={isAll ? 'normal' : 'primary'} onClick={() => setUrl({ show: undefined })}>
              {t('Waiting')}
            </Button>
            <Button kind={isAll ? 'primary' : 'normal'} onClick={() => setUrl({ show: 'all' })}>
              {t('All')}
            </Button>
          </>
        }
      />
      <div className="page-body">{isAll ? <All /> : <Waiting />}</div>
    </>
  );
}

function Waiting() {
  const t = useText();
  const { roles } = useSession();
  const { data, error, refetch } = useAsk<{ rows: readonly EscalationShown[] }>(
    'governance.escalation.list',
    { state: 'raised,accepted', mode: 'advise,enforce', limit: 200 },
    { everyMs: 30_000 },
  );
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const mine = (row: EscalationShown) =>
    calledAs(
      { ladder: row.ladder as never, step: row.step },
      roles.map((one) => one.role),
    ) !== undefined;
  const byDue = data.rows.toSorted((a, b) => Number(mine(b)) - Number(mine(a)) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
  if (byDue.length === 0)
    return (
      <Empty title={t('Nothing waits')} icon="check">
        <p>{t('Every stop, call and overdue action of the plant is either in somebody’s hands or over.')}</p>
      </Empty>
    );
  return (
    <div className="esc-cards">
      {byDue.map((row) => (
        <Waits key={row.id} row={row} isMine={mine(row)} />
      ))}
    </div>
  );
}

function Waits({ row, isMine }: { readonly row: EscalationShown; readonly isMine: boolean }) {
  const t = useText();
  const names = useNames();
  const zone = useZone();
  const now = useNow(1000);
  const { person } = useSession();
  const [action] = useEscalationActions(row);
  const path = row.state === 'accepted' && row.acceptedBy === person.id ? decidedAt(row) : undefined;
  const isLate = row.dueAt !== null && Date.parse(row.dueAt) < now;
  const { word, tone, sign } = stateWords[row.state];
  return (
    <article className="esc" data-tone={isLate ? 'bad' : row.state === 'raised' ? 'warn' : undefined}>
      <div className="esc-head">
        <Chip tone={tone} {...(sign ? { sign } : {})}>
          {row.state === 'accepted' ? t('{{who}} has it', { who: names.person(row.acceptedBy) }) : t(word)}
        </Chip>
        {isMine && row.state === 'raised' && <Chip tone="brand">{row.step < 0 ? t('will call you') : t('calls you')}</Chip>}
        <span className="muted small push">{names.place(row.place)}</span>
      </div>
      <h2>
        <Link to={recordPath('governance.escalation', row.id)}>{row.sentence}</Link>
      </h2>
      <Clock row={row} />
      <p className="small muted">
        {t('since {{time}}, {{ago}}', { time: clock(row.since, zone), ago: fromNow(row.since, now) })}
        {row.endedAt && <> · {t('over since {{time}}; the answer is still owed', { time: clock(row.endedAt, zone) })}</>}
      </p>
      <Rungs row={row} />
      {action && (
        <div className="esc-do">
          {path !== undefined && (
            <Link to={path} className="btn" data-kind="primary">
              {t('Decide at the work')}
            </Link>
          )}
          <ActionButton action={action} />
        </div>
      )}
    </article>
  );
}

function All() {
  const names = useNames();
  const zone = useZone();
  const t = useText();
  return (
    <DataList<EscalationShown>
      address="governance.escalation.list"
      label={t('Escalations')}
      idOf={(row) => row.id}
      open={(row) => recordPath('governance.escalation', row.id)}
      columns={[
        { name: 'sentence', label: 'What', phone: 'title' },
        { name: 'place', label: 'Where', show: (row) => names.place(row.place) },
        { name: 'state', label: 'State', phone: 'aside', show: (row) => <Chip tone={stateWords[row.state].tone}>{t(stateWords[row.state].word)}</Chip> },
        { name: 'mode', label: 'Mode', show: (row) => (row.mode === 'enforce' ? t('calls people') : t(row.mode)) },
        { name: 'acceptedBy', label: 'Accepted by', show: (row) => (row.acceptedBy ? names.person(row.acceptedBy) : '–') },
        { name: 'raisedAt', label: 'Raised', sort: true, show: (row) => <span className="num nowrap">{dayClock(row.raisedAt, zone)}</span> },
      ]}
      sorts={[{ value: '-raisedAt', label: 'newest first' }]}
      filters={[
        { name: 'state', label: 'State', kind: 'choice', choices: Object.entries(stateWords).map(([value, { word }]) => ({ value, label: word })) },
        {
          name: 'mode',
          label: 'Mode',
          kind: 'choice',
          choices: [
            { value: 'enforce', label: 'calls people' },
            { value: 'advise', label: 'advise' },
            { value: 'shadow', label: 'shadow' },
          ],
        },
      ]}
      empty={t('Nothing was ever escalated here.')}
    />
  );
}
