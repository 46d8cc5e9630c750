import { newId } from '@millrace/kernel';
import {
  ActionButton,
  Board,
  BoardColumn,
  BoardFoot,
  Button,
  Chip,
  clock,
  countdown,
  Failed,
  figure,
  Link,
  Loading,
  useAsk,
  useGo,
  useNames,
  useNow,
  useParams,
  usePlantModel,
  useRun,
  useText,
  useZone,
  recordPath,
  type Action,
} from '@millrace/ui';
import { openAction } from '../action/offer.ts';
import type { BoardShown, EscalationShown, LetterShown } from '../shown.ts';
import { columnOf } from './column.ts';
import { shiftWords, startWords } from './start-words.ts';
import '../governance.css';

/** A tier board, read at three metres. */
export default function BoardPage() {
  const { id = '' } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const run = useRun();
  const go = useGo();
  const { data, error, refetch } = useAsk<BoardShown>(
    'governance.board.show',
    { board: id },
    {
      nouns: [
        'governance.escalation',
        'governance.action',
        'governance.cell',
        'governance.meeting',
        'indicator.value',
        'scada.interval',
        'work.job-order',
        'mes.call',
        'model.revision',
      ],
      everyMs: 30_000,
      keepOld: true,
    },
  );
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const { board, closed, running, meeting } = data;
  const date = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${data.today}T12:00:00Z`));
  const crews = closed?.crew && running?.crew ? t('crew {{from}} → {{to}}', { from: closed.crew, to: running.crew }) : '';
  const sub = [shiftWords(data, zone, t), date, crews].filter(Boolean).join(' · ');

  const explain = (letter: LetterShown, day: number): Action => {
    const cell = letter.days.find((one) => one.day === day)!;
    return {
      label: `${letter.name}, ${cell.date}`,
      address: 'governance.cell.explain',
      input: { board: board.id, place: board.place, letter: letter.letter, date: cell.date },
      consequence: cell.reason ?? t('Why was it red, and what is done about it?'),
      schema: {
        type: 'object',
        required: ['reason'],
        properties: {
          reason: { type: 'string', title: 'Why it was red', minLength: 3, maxLength: 1000 },
          ...(letter.actions.length > 0 && { action: { type: 'string', title: 'Action on it', enum: letter.actions.map((one) => one.id) } }),
          isAcceptedWithoutAction: { type: 'boolean', title: 'Accepted, no action', default: false },
        },
      },
      fields: { of: { action: { choices: Object.fromEntries(letter.actions.map((one) => [one.id, `${one.number} ${one.title}`])) } } },
    };
  };
  const meet: Action = meeting
    ? { label: t('End meeting'), address: 'governance.meeting.end', kind: 'primary', input: { meeting: meeting.id }, confirm: true }
    : {
        label: startWords(data, zone, t),
        address: 'governance.meeting.start',
        kind: 'primary',
        input: { meeting: newId(), board: board.id, place: board.place },
      };
  const decided: Action | undefined = meeting
    ? {
        label: t('Note a decision'),
        address: 'governance.meeting.note',
        input: { meeting: meeting.id },
        schema: { type: 'object', required: ['says'], properties: { says: { type: 'string', title: 'What was decided', minLength: 1, maxLength: 1000 } } },
      }
    : undefined;

  return (
    <Board
      tier={board.tier}
      title={board.name}
      sub={sub}
      {...(data.completeness === null || !closed ? {} : { heard: { share: data.completeness, of: t('{{shift}} shift', { shift: capital(closed.name) }) } })}
      asOf={clock(data.asOf, zone, true)}
      action={
        <>
          <Button onClick={() => go('/board')} label={t('All boards')}>
            {t('Boards')}
          </Button>
          <Button onClick={() => run(openAction(model, { place: board.place, board: board.id }))}>{t('New action')}</Button>
          {decided && <ActionButton action={decided} />}
          <ActionButton action={meet} />
        </>
      }
      foot={
        <>
          <SentUp rows={data.sentUp} />
          <CameBack row={data.cameBack[0]} more={data.cameBack.length - 1} />
          <BoardFoot title={t('Today')}>
            <Link to="/work/dispatch" className="num">
              {data.orders.orders === 1 ? t('1 order') : t('{{n}} orders', { n: data.orders.orders })}
              {data.orders.unit && ` · ${figure(Math.round(data.orders.quantity), { unit: data.orders.unit === '1' ? 'pcs' : data.orders.unit })}`}
              {data.orders.done > 0 && ` · ${t('{{n}} done', { n: data.orders.done })}`}
            </Link>
          </BoardFoot>
        </>
      }
    >
      {data.letters.map((letter) => {
        const column = columnOf(board.id, letter, data.today, (row) => ({ name: names.person(row.owner) }), zone, t);
        return <BoardColumn key={letter.letter} {...column} onDay={(day) => (day.state === 'bad' ? run(explain(letter, day.day)) : undefined)} />;
      })}
    </Board>
  );
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** What waits for an answer from somebody further up: the most urgent, and how many more. */
function SentUp({ rows }: { readonly rows: readonly EscalationShown[] }) {
  const t = useText();
  const names = useNames();
  const now = useNow(1000);
  const [first, ...more] = rows.toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
  if (!first) return <BoardFoot title={t('Sent up')}>{t('nothing waits')}</BoardFoot>;
  const called = first.calls.at(-1)?.role;
  const left = first.dueAt === null ? undefined : (Date.parse(first.dueAt) - now) / 1000;
  const verb = first.state === 'raised' ? t('accept') : t('answer');
  return (
    <BoardFoot
      title={t('Sent up')}
      chip={
        <Chip tone={first.state === 'raised' ? 'bad' : 'warn'} {...(first.state === 'raised' ? { sign: '▲' } : {})}>
          {names.role(called)}
        </Chip>
      }
      {...(left === undefined
        ? {}
        : { aside: left < 0 ? t('{{verb}} late by {{time}}', { verb, time: countdown(-left) }) : t('{{verb}} in {{time}}', { verb, time: countdown(left) }), urgent: left < 120 })}
    >
      <Link to={recordPath('governance.escalation', first.id)}>{first.sentence}</Link>
      {more.length > 0 && <Link to="/governance/escalation"> {t('and {{n}} more', { n: more.length })}</Link>}
    </BoardFoot>
  );
}

function CameBack({ row, more }: { readonly row: EscalationShown | undefined; readonly more: number }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  if (!row) return <BoardFoot title={t('Came back')}>{t('nothing yet')}</BoardFoot>;
  return (
    <BoardFoot title={t('Came back')} chip={<Chip tone="good">{names.person(row.answeredBy)}</Chip>} aside={clock(row.answeredAt!, zone)}>
      <Link to={recordPath('governance.escalation', row.id)}>{row.did ?? row.sentence}</Link>
      {more > 0 && (
        <Link to="/governance/escalation" search={{ show: 'all', state: 'answered,closed' }}>
          {' '}
          {t('and {{n}} more', { n: more })}
        </Link>
      )}
    </BoardFoot>
  );
}
