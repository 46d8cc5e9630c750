import { Card, Empty, Failed, Loading, PageHeader, useAsk, useText } from '@millrace/ui';
import { BoardGlance, type BoardLine } from './glance.tsx';
import '../governance.css';

/** The boards of the plant, tier by tier, each with how it stands: where a manager looks before the round. */
export default function Boards() {
  const t = useText();
  const { data, error, refetch } = useAsk<{ rows: readonly BoardLine[] }>('governance.board.list', {}, { nouns: ['model.revision'] });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const tiers = [...Map.groupBy(data.rows, (row) => row.tier)].toReversed();
  return (
    <>
      <PageHeader title={t('Boards')} sub={t('What each team steers by, safety first. What one tier cannot decide goes up to the next, with a clock.')} />
      <div className="page-body">
        {data.rows.length === 0 && <Empty title={t('The model has no boards yet')} icon="board" />}
        {tiers.map(([tier, boards]) => (
          <Card key={tier} title={`${tier} · ${boards[0]!.tierName}`} aside={boards[0]!.meets ? t('meets at {{time}}', { time: boards[0]!.meets }) : undefined}>
            {boards.map((board) => (
              <BoardGlance key={board.id} board={board} />
            ))}
          </Card>
        ))}
      </div>
    </>
  );
}
