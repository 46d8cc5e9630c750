import { Card, Chip, Empty, Failed, Link, Loading, PageHeader, useAsk, useText } from '@millrace/ui';
import '../governance.css';

interface BoardLine {
  readonly id: string;
  readonly name: string;
  readonly tier: string;
  readonly tierName: string;
  readonly meets: string | null;
}

/** The boards of the plant, tier by tier. */
export default function Boards() {
  const t = useText();
  const { data, error, refetch } = useAsk<{ rows: readonly BoardLine[] }>('governance.board.list', {}, { nouns: ['model.revision'] });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const tiers = [...Map.groupBy(data.rows, (row) => row.tier)];
  return (
    <>
      <PageHeader title={t('Boards')} sub={t('What each team steers by, safety first. What one tier cannot decide goes up to the next, with a clock.')} />
      <div className="page-body">
        {data.rows.length === 0 && <Empty title={t('The model has no boards yet')} icon="board" />}
        <div className="board-cards">
          {tiers.map(([tier, boards]) => (
            <Card key={tier} title={`${tier} · ${boards[0]!.tierName}`} aside={boards[0]!.meets ? t('meets at {{time}}', { time: boards[0]!.meets }) : undefined}>
              {boards.map((board) => (
                <Link key={board.id} to={`/board/${board.id}`} className="board-card">
                  <Chip tone="brand">{board.tier}</Chip>
                  <b>{board.name}</b>
                </Link>
              ))}
            </Card>
          ))}
        </div>
      </div>
    </>
  );
}
