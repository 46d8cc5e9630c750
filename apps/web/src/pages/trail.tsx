import { clock, Empty, Failed, Loading, fullDay, type KnownRecords, useAsk, useMedia, useNames, useText, useZone } from '@millrace/ui';
import { labelOfField, valueInWords } from './values.tsx';
import './pages.css';

interface Trail {
  readonly rows: readonly {
    readonly at: string;
    readonly op: string;
    readonly by: string;
    readonly role: string;
    readonly lentBy: string | null;
    readonly reason: string | null;
    readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
  }[];
  readonly names: KnownRecords;
}

const ops: Readonly<Record<string, string>> = { insert: 'made', I: 'made', update: 'changed', U: 'changed', delete: 'deleted', D: 'deleted' };

/** `26 Nov 2026 20:24:09`: a trail is read for decades, and two acts of one minute have an order. */
const moment = (at: string, zone: string) => `${fullDay(at, zone)} ${clock(at, zone, true)}`;

/** The audit trail of one record: who changed what, from what to what, when and why. */
export function TrailTable({ noun, id }: { readonly noun: string; readonly id: string }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const isPhone = useMedia('(max-width: 640px)');
  const { data, error, refetch } = useAsk<Trail>('record.trail.show', { noun, id }, { nouns: [noun] });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.rows.length === 0) return <Empty title={t('No row of this record was ever written')} icon="search" />;
  if (isPhone)
    return (
      <ol className="trail-cards">
        {data.rows.map((row, i) => (
          <li key={`${row.at} ${i}`}>
            <div className="num">{moment(row.at, zone)}</div>
            <div>
              <b>{names.person(row.by)}</b>{' '}
              <span className="small muted">
                {names.role(row.role)}
                {row.lentBy !== null && `, ${t('lent by {{person}}', { person: names.person(row.lentBy) })}`} · {t(ops[row.op] ?? row.op)}
              </span>
            </div>
            {row.reason !== null && <p className="small">{t('Why: {{reason}}', { reason: row.reason })}</p>}
            <dl>
              {row.changes.map((change) => (
                <div key={change.field}>
                  <dt>{labelOfField(change.field)}</dt>
                  <dd>
                    {change.old !== null && change.old !== undefined && (
                      <>
                        <span className="muted">{valueInWords(change.old, names, zone, data.names)}</span>
                        <span aria-hidden="true"> → </span>
                        <span className="sr">{t('became')}</span>
                      </>
                    )}
                    {valueInWords(change.new, names, zone, data.names)}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    );
  return (
    <div className="trail-table" tabIndex={0} role="region" aria-label={t('Audit trail')}>
      <table>
        <thead>
          <tr>
            <th>{t('When')}</th>
            <th>{t('Who, in which role')}</th>
            <th>{t('Field')}</th>
            <th>{t('Old')}</th>
            <th>{t('New')}</th>
            <th>{t('Why')}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.flatMap((row, i) =>
            row.changes.map((change, k) => (
              <tr key={`${row.at} ${i} ${change.field}`} data-first={k === 0 || undefined}>
                {k === 0 && (
                  <>
                    <td rowSpan={row.changes.length} className="num nowrap">
                      {moment(row.at, zone)}
                    </td>
                    <td rowSpan={row.changes.length}>
                      <b>{names.person(row.by)}</b>
                      <br />
                      <span className="small muted">
                        {names.role(row.role)}
                        {row.lentBy !== null && `, ${t('lent by {{person}}', { person: names.person(row.lentBy) })}`} · {t(ops[row.op] ?? row.op)}
                      </span>
                    </td>
                  </>
                )}
                <td>{labelOfField(change.field)}</td>
                <td className="muted">{valueInWords(change.old, names, zone, data.names)}</td>
                <td>{valueInWords(change.new, names, zone, data.names)}</td>
                {k === 0 && <td rowSpan={row.changes.length}>{row.reason ?? '–'}</td>}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
