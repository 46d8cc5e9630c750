import {
  Card,
  Chip,
  dayClock,
  Empty,
  Failed,
  figure,
  fullDay,
  inPlantTime,
  Link,
  Loading,
  PageHeader,
  recordPath,
  useAsk,
  useNames,
  useParams,
  useText,
  useZone,
} from '@millrace/ui';
import '../governance.css';

/** `governance.board.explain`. */
interface Explained {
  readonly board: { readonly id: string; readonly name: string };
  readonly letter: string;
  readonly indicator: { readonly name: string; readonly measures: string; readonly unit: string; readonly decimals: number; readonly better: 'higher' | 'lower' };
  readonly target: number | null;
  readonly days: readonly { readonly date: string; readonly value: number | null; readonly records: number }[];
  readonly rows: readonly CountedRow[];
  readonly leftOut: number;
}

interface CountedRow {
  readonly day: string;
  readonly at: string;
  readonly noun: string;
  readonly id: string;
  readonly label: string;
  readonly place: string;
  readonly says: string;
  readonly isGood: boolean | null;
}

/** A number of a board, day by day, down to the records it counts; each opens to what happened to it. */
export default function ExplainPage() {
  const { id = '', letter = '', of = 'cell' } = useParams();
  const t = useText();
  const { data, error, refetch } = useAsk<Explained>('governance.board.explain', { board: id, letter, of }, { keepOld: true });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const { indicator } = data;
  const unit = indicator.unit === '1' ? '' : indicator.unit;
  const target =
    data.target !== null &&
    t('{{word}} {{target}}', { word: indicator.better === 'lower' ? t('limit') : t('target'), target: figure(data.target, { digits: indicator.decimals, unit }) });
  return (
    <>
      <PageHeader
        trail={[{ label: t('Boards'), path: '/board' }, { label: data.board.name, path: `/board/${data.board.id}` }, { label: indicator.name }]}
        title={t('{{number}}, {{board}}', { number: indicator.name, board: data.board.name })}
        sub={[
          t(data.letter),
          target,
          of === 'why' ? t('the last 7 production days; each opens to what happened') : t('the last 14 production days; each record opens to what happened'),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <div className="page-body">
        {data.days.length === 0 && (
          <Empty title={t('Nothing was counted here in these days')} icon="board">
            <p>{t('No record fell due or was made that this number counts. That is no gap.')}</p>
          </Empty>
        )}
        {data.days.map((day) => (
          <Card
            key={day.date}
            title={fullDay(`${day.date}T12:00:00Z`, 'UTC')}
            aside={
              <>
                <b className="num">{day.value === null ? t('not in a number') : figure(day.value, { digits: indicator.decimals, unit })}</b>
                {` · ${day.records === 1 ? t('1 record') : t('{{n}} records', { n: day.records })}`}
              </>
            }
          >
            <ul className="counted">
              {data.rows
                .filter((row) => row.day === day.date)
                .map((row, i) => (
                  <Counted key={`${row.id} ${row.at} ${i}`} row={row} isEnergy={indicator.measures.startsWith('energy')} />
                ))}
            </ul>
          </Card>
        ))}
        {data.leftOut > 0 && <p className="muted small">{t('{{n}} older records are counted and not listed here.', { n: data.leftOut })}</p>}
      </div>
    </>
  );
}

function Counted({ row, isEnergy }: { readonly row: CountedRow; readonly isEnergy: boolean }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const path = row.noun === 'indicator.value' ? `/indicator/${isEnergy ? 'energy' : 'value'}/${row.id}` : recordPath(row.noun, row.id);
  return (
    <li data-sum={row.isGood === null || undefined}>
      {row.isGood !== null && <Chip tone={row.isGood ? 'good' : 'bad'}>{row.isGood ? t('for') : t('against')}</Chip>}
      <span>
        <Link to={path}>{row.label}</Link>
        <br />
        <span className="small muted">
          {names.place(row.place)} · <span className="num">{dayClock(row.at, zone)}</span>
        </span>
      </span>
      <span>{inPlantTime(row.says, zone)}</span>
    </li>
  );
}
