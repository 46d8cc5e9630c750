import type { ReactNode } from 'react';
import { Link } from '../app/router.tsx';
import { Letter, LetterLegend } from '../chart/letter.tsx';
import type { Day, LetterName } from '../chart/letter.ts';
import { Pareto } from '../chart/pareto.tsx';
import type { Loss } from '../chart/pareto.ts';
import { RunChart, type RunChartProps } from '../chart/run-chart.tsx';
import { Chip } from '../core/chip.tsx';
import { useText } from '../text/text.ts';
import './board.css';

export interface BoardProps {
  /** `T1`. */
  readonly tier: string;
  readonly title: string;
  /** Shift, date, crews. */
  readonly sub?: string;
  /** Share of a stretch of time of which the machines were heard, 0 to 1, and whose: `night shift`. */
  readonly heard?: { readonly share: number; readonly of: string };
  /** As of when, written out: `06:29:40`. */
  readonly asOf: string;
  /** The next action: starting the meeting. */
  readonly action?: ReactNode;
  /** `BoardColumn`s in the fixed order S Q D C P. */
  readonly children: ReactNode;
  /** `BoardFoot`s: sent up, came back, today. */
  readonly foot?: ReactNode;
}

/** A tier board, read at three metres: one column per letter, what went up and came back at the foot. */
export function Board({ tier, title, sub, heard, asOf, action, children, foot }: BoardProps) {
  const t = useText();
  const percent = heard === undefined ? undefined : Math.floor(heard.share * 100);
  return (
    <div className="board">
      <header className="board-head">
        <Chip tone="brand" large>
          {tier}
        </Chip>
        <h1>{title}</h1>
        {sub && <span className="board-sub">{sub}</span>}
        <span className="push" />
        {heard && percent !== undefined && (
          <Chip tone={percent >= 100 ? 'good' : 'warn'} large>
            {percent >= 100 ? t('{{of}}: machines heard', { of: heard.of }) : t('{{of}}: machines heard {{percent}} %', { of: heard.of, percent })}
          </Chip>
        )}
        <span className="board-asof num">{t('as of {{time}}', { time: asOf })}</span>
        {action}
        <BoardLegend />
      </header>
      <div className="board-columns">{children}</div>
      {foot && <footer className="board-foot">{foot}</footer>}
    </div>
  );
}

/** What the signs of a board mean, for whoever stands before one the first time. */
function BoardLegend() {
  const t = useText();
  return (
    <details className="board-legend">
      <summary aria-label={t('What the signs mean')} title={t('What the signs mean')}>
        ?
      </summary>
      <div className="board-signs">
        <LetterLegend />
        <p className="small">
          {t('In a chart: ● on target, ◆ off target, ○ around a value a signal: the process changed, whatever the target says. The grey band is how far it varies by itself.')}
        </p>
        <p className="small">{(['plan', 'do', 'check', 'act', 'late'] as const).map((one) => `${progressSign[one]} ${t(progressWord[one])}`).join(' · ')}</p>
      </div>
    </details>
  );
}

export interface BoardAction {
  readonly id: string;
  readonly text: string;
  readonly owner: { readonly name: string };
  /** `today`, `24 Nov`. */
  readonly due: string;
  readonly isDue?: boolean;
  /** Quarter of the plan-do-check-act circle that is done; `late` is overdue. */
  readonly progress: 'plan' | 'do' | 'check' | 'act' | 'late';
}

const progressSign = { plan: '○', do: '◔', check: '◑', act: '●', late: '▲' };
const progressWord = { plan: 'planned', do: 'being done', check: 'being checked', act: 'made standard', late: 'late' };

export interface BoardColumnProps {
  readonly letter: LetterName;
  readonly name: string;
  readonly days: readonly Day[];
  readonly isOnTarget: boolean | undefined;
  /** Nothing was asked for: no value is no gap. */
  readonly isIdle?: boolean;
  /** The one big number, with its unit. */
  readonly value: string;
  /** What it is, and its target. */
  readonly means: string;
  /** The page that explains the number. */
  readonly valuePath?: string;
  readonly run: Omit<RunChartProps, 'large' | 'height'>;
  readonly runSpan: string;
  /** The page that explains the values of the chart. */
  readonly runPath?: string;
  readonly why: readonly Loss[];
  readonly whyUnit: string;
  readonly whySpan: string;
  /** The page of what the reasons are the sum of. */
  readonly whyPath?: string;
  /** What an empty Pareto says: that there is nothing to explain, unless nobody counts it yet. */
  readonly whyNone?: string;
  readonly actions: readonly BoardAction[];
  readonly onDay?: (day: Day) => void;
}

/** One letter of a board: month, number, run chart, why, actions. */
export function BoardColumn({
  letter,
  name,
  days,
  isOnTarget,
  isIdle,
  value,
  valuePath,
  means,
  run,
  runSpan,
  runPath,
  why,
  whyUnit,
  whySpan,
  whyPath,
  whyNone,
  actions,
  onDay,
}: BoardColumnProps) {
  const t = useText();
  return (
    <section className="board-column" aria-label={t(name)}>
      <div className="board-name">
        <h2>{t(name)}</h2>
        {isOnTarget === undefined ? (
          <Chip tone={isIdle ? 'plain' : 'warn'} sign={isIdle ? '–' : '?'}>
            {isIdle ? t('nothing yet') : t('no data')}
          </Chip>
        ) : (
          <Chip tone={isOnTarget ? 'good' : 'bad'}>{isOnTarget ? t('on target') : t('off target')}</Chip>
        )}
      </div>
      <div className="board-letter">
        <Letter letter={letter} name={name} days={days} {...(onDay ? { onPick: onDay } : {})} />
        <div>
          <div className="board-value num" data-bad={isOnTarget === false || undefined}>
            {valuePath === undefined ? (
              value
            ) : (
              <Link to={valuePath} label={t('{{value}}: what it counts', { value })}>
                {value}
              </Link>
            )}
          </div>
          <div className="board-means">{means}</div>
        </div>
      </div>
      <BoardPart title={runPath === undefined ? t(run.name) : <Link to={runPath}>{t(run.name)}</Link>} aside={runSpan}>
        <RunChart {...run} large height={148} />
      </BoardPart>
      <BoardPart title={whyPath === undefined ? t('Why') : <Link to={whyPath}>{t('Why')}</Link>} aside={whySpan}>
        <Pareto losses={why} unit={whyUnit} most={3} large none={whyNone ?? t('Nothing to explain.')} />
      </BoardPart>
      <BoardPart title={t('Actions')} aside={actions.length === 0 ? t('none open') : actions.length}>
        <ul className="board-actions">
          {actions.map((action) => (
            <li key={action.id}>
              <span data-late={action.progress === 'late' || undefined} title={t(progressWord[action.progress])}>
                {progressSign[action.progress]}
                <span className="sr">{t(progressWord[action.progress])}</span>
              </span>
              <span>
                {action.text}
                <br />
                <span className="board-owner">{action.owner.name}</span>
              </span>
              <span className="num" data-due={action.isDue || undefined}>
                {action.due}
              </span>
            </li>
          ))}
        </ul>
      </BoardPart>
    </section>
  );
}

function BoardPart({ title, aside, children }: { readonly title: ReactNode; readonly aside: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="board-part">
      <h3>
        <span>{title}</span>
        <span>{aside}</span>
      </h3>
      {children}
    </div>
  );
}

/** One card at the foot of a board: what was sent up, what came back, what today holds. */
export function BoardFoot({
  title,
  chip,
  children,
  aside,
  urgent,
}: {
  readonly title: string;
  readonly chip?: ReactNode;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  readonly urgent?: boolean;
}) {
  return (
    <div className="board-foot-card">
      <b>{title}</b>
      {chip}
      <span>{children}</span>
      {aside && (
        <span className="push num" data-urgent={urgent || undefined}>
          {aside}
        </span>
      )}
    </div>
  );
}
