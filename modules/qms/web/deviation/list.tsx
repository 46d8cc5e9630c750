import { DataList, dayClock, PageHeader, recordPath, useNames, useText, useZone } from '@millrace/ui';
import { SeverityChip, stateWords } from './words.tsx';

/** A row of `qms.deviation.list`. */
export interface DeviationRow {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly title: string;
  readonly severity: string | null;
  readonly place: string;
  readonly lots: readonly string[];
  readonly raisedBy: string;
  readonly raisedAt: string;
}

/** Deviations: what waits for a decision stands out. */
export default function Deviations() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <>
      <PageHeader trail={[{ label: t('Quality') }, { label: t('Deviations') }]} title={t('Deviations')} />
      <div className="page-body">
        <DataList<DeviationRow>
          address="qms.deviation.list"
          label={t('Deviations')}
          idOf={(row) => row.id}
          open={(row) => recordPath('qms.deviation', row.id)}
          sorts={[
            { value: '-raisedAt', label: 'Newest first' },
            { value: 'raisedAt', label: 'Oldest first' },
          ]}
          toneOf={(row) => (row.state === 'closed' ? undefined : row.severity === 'critical' || row.severity === 'major' ? 'bad' : row.state === 'opened' ? 'warn' : undefined)}
          columns={[
            { name: 'number', label: 'Number', phone: 'aside' },
            { name: 'title', label: 'What departed', phone: 'title' },
            { name: 'severity', label: 'Severity', show: (row) => <SeverityChip severity={row.severity} /> },
            { name: 'state', label: 'Waits', show: (row) => t(stateWords[row.state] ?? row.state) },
            { name: 'place', label: 'Found at', show: (row) => names.place(row.place) },
            { name: 'raisedBy', label: 'Raised by', show: (row) => names.person(row.raisedBy), phone: 'hidden' },
            { name: 'raisedAt', label: 'Raised', align: 'end', show: (row) => dayClock(row.raisedAt, zone) },
          ]}
          filters={[
            { name: 'state', label: 'Waits', kind: 'choice', choices: Object.entries(stateWords).map(([value, label]) => ({ value, label })) },
            { name: 'severity', label: 'Severity', kind: 'choice', choices: ['minor', 'major', 'critical'].map((value) => ({ value, label: value })) },
          ]}
          empty={<p>{t('Anyone opens one where something departs from its instruction; from a terminal it holds the lot at once.')}</p>}
        />
      </div>
    </>
  );
}
