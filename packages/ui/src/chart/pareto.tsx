import { figure } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { paretoBars, type Loss } from './pareto.ts';
import './chart.css';

export interface ParetoProps {
  readonly losses: readonly Loss[];
  readonly unit: string;
  /** Bars shown; the rest stands together in the last one. */
  readonly most?: number;
  /** Show the running share of the whole. */
  readonly cumulative?: boolean;
  readonly large?: boolean;
  /** What an empty chart says. */
  readonly none?: string;
}

/** The largest reasons first. */
export function Pareto({ losses, unit, most = 5, cumulative, large, none }: ParetoProps) {
  const t = useText();
  const bars = paretoBars(losses, most, t('Other'));
  if (bars.length === 0) return <p className="muted">{none ?? t('No losses.')}</p>;
  return (
    <ol className="pareto" data-large={large || undefined} data-cumulative={cumulative || undefined}>
      {bars.map((bar) => (
        <li key={bar.label} data-rest={bar.isRest || undefined}>
          <span title={bar.label}>{bar.label}</span>
          <i aria-hidden="true">
            <b style={{ width: `${bar.width * 100}%` }} />
          </i>
          <em className="num">{figure(bar.value, { unit })}</em>
          {cumulative && <em className="num faint">{figure(bar.cumulative * 100, { digits: 0, unit: '%' })}</em>}
        </li>
      ))}
    </ol>
  );
}
