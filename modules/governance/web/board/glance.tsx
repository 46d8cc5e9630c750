import { Chip, figure, Link, useAsk, useText, type Text } from '@millrace/ui';
import type { BoardShown, LetterShown } from '../shown.ts';

/** A board as `governance.board.list` tells it. */
export interface BoardLine {
  readonly id: string;
  readonly name: string;
  readonly tier: string;
  readonly tierName: string;
  readonly meets: string | null;
}

const signs = { good: '✓', bad: '✕', missing: '?' } as const;

/** One board in a line: each letter with its newest number and whether it is on target, and what is open there. */
export function BoardGlance({ board }: { readonly board: BoardLine }) {
  const t = useText();
  const { data, error } = useAsk<BoardShown>(
    'governance.board.show',
    { board: board.id },
    { nouns: ['governance.escalation', 'governance.action', 'governance.meeting', 'indicator.value'], everyMs: 60_000, keepOld: true },
  );
  return (
    <Link to={`/board/${board.id}`} className="glance">
      <span className="glance-name">
        <b>{board.name}</b>
        <small>{error ? t('could not be read just now') : data ? openWords(data, t) : t('reading …')}</small>
      </span>
      <span className="glance-letters">
        {data?.letters.map((letter) => (
          <GlanceLetter key={letter.letter} letter={letter} today={data.today} />
        ))}
      </span>
      {data?.meeting && <Chip tone="brand">{t('meeting')}</Chip>}
    </Link>
  );
}

function GlanceLetter({ letter: { letter, name, number }, today }: { readonly letter: LetterShown; readonly today: string }) {
  const t = useText();
  const is = number.isOnTarget === null ? 'missing' : number.isOnTarget ? 'good' : 'bad';
  const says = { good: t('on target'), bad: t('off target'), missing: number.value === null ? (number.isIdle ? t('nothing yet') : t('no data')) : t('no target') }[is];
  const value = number.value === null ? '–' : figure(number.value, { digits: number.decimals, unit: number.unit });
  const when = number.date === today ? t('today so far') : (number.date ?? t('not counted yet'));
  return (
    <span className="glance-letter" data-is={is} title={`${name}: ${number.name}, ${says}; ${when}`}>
      <i aria-hidden="true">
        {letter} {signs[is]}
      </i>
      <span className="sr">{`${name}, ${says}: `}</span>
      <b className="num">{value}</b>
      <small>{number.name}</small>
    </span>
  );
}

function openWords({ letters, sentUp }: BoardShown, t: Text): string {
  const actions = letters.flatMap((letter) => letter.actions);
  const late = actions.filter((action) => action.isLate).length;
  const words = [
    actions.length === 0 ? t('no action open') : actions.length === 1 ? t('1 action') : t('{{n}} actions', { n: actions.length }),
    ...(late > 0 ? [t('{{n}} late', { n: late })] : []),
    ...(sentUp.length > 0 ? [t('{{n}} sent up', { n: sentUp.length })] : []),
  ];
  return words.join(' · ');
}
