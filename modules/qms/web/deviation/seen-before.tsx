import { dayClock, Link, recordPath, useAsk, useText, useZone } from '@millrace/ui';
import { stateWords } from './words.tsx';

interface Seen {
  readonly days: number;
  readonly rows: readonly {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly state: string;
    readonly raisedAt: string;
    readonly same: readonly string[];
  }[];
}

/** The same again? Deviations of the last 90 days with the same material, step or unit. */
export function SeenBefore({ deviation }: { readonly deviation: string }) {
  const t = useText();
  const zone = useZone();
  const { data } = useAsk<Seen>('qms.recurrence.list', { deviation }, { nouns: ['qms.deviation'] });
  if (!data) return null;
  const { rows, days } = data;
  if (rows.length === 0) return <p className="muted">{t('Not in the {{days}} days before.', { days })}</p>;
  return (
    <>
      <p>
        <b>{rows.length === 1 ? t('Once in {{days}} days', { days }) : t('{{n}} times in {{days}} days', { n: rows.length, days })}</b>
      </p>
      {rows.slice(0, 4).map((row) => (
        <div className="seen" key={row.id}>
          <span>
            <Link to={recordPath('qms.deviation', row.id)}>{row.number}</Link>
            <br />
            <small className="muted">
              {dayClock(row.raisedAt, zone)} · {t('same {{what}}', { what: row.same.map((word) => t(word)).join(', ') })}
            </small>
          </span>
          <span className="muted small">{t(stateWords[row.state] ?? row.state)}</span>
        </div>
      ))}
    </>
  );
}
