import { dayClock, Empty, Failed, Loading, type KnownRecords, useAsk, useNames, useText, useZone } from '@millrace/ui';
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

/** The audit trail of one record: who changed what, from what to what, when and why. */
export function TrailTable({ noun, id }: { readonly noun: string; readonly id: string }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { data, error, refetch } = useAsk<Trail>('record.trail.show', { noun, id }, { nouns: [noun] });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.rows.length === 0) return <Empty title={t('No row of this record was ever written')} icon="search" />;
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
                      {dayClock(row.at, zone)}
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
