import { DataList, dayClock, figure, fullDay, PageHeader, recordPath, useNames, useText, useZone } from '@millrace/ui';
import { Disposition, dispositions } from './words.tsx';

/** A row of `material.lot.list`. */
export interface LotRow {
  readonly id: string;
  readonly state: string;
  readonly lotNumber: string;
  readonly definition: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly place: string;
  readonly receivedAt: string;
  readonly expiresAt: string | null;
  readonly holds: readonly { noun: string; cause: string; reason: string }[] | null;
}

/** Lots and what may be done with each; a held one says why. */
export default function Lots() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <>
      <PageHeader trail={[{ label: t('Quality') }, { label: t('Lots') }]} title={t('Lots')} />
      <div className="page-body">
        <DataList<LotRow>
          address="material.lot.list"
          label={t('Lots')}
          idOf={(row) => row.id}
          open={(row) => recordPath('material.lot', row.id)}
          sorts={[
            { value: '-receivedAt', label: 'Newest first' },
            { value: 'lotNumber', label: 'By number' },
          ]}
          toneOf={(row) => (row.state === 'on-hold' ? 'bad' : undefined)}
          columns={[
            { name: 'lotNumber', label: 'Lot', phone: 'title' },
            { name: 'definition', label: 'Material', show: (row) => names.material(row.definition) },
            { name: 'state', label: 'Disposition', phone: 'aside', show: (row) => <Disposition state={row.state} /> },
            { name: 'holds', label: 'Held because', show: (row) => row.holds?.map(({ reason }) => reason).join('; ') || '–' },
            {
              name: 'quantity',
              label: 'Quantity',
              align: 'end',
              show: (row) => (Number(row.quantity.value) === 0 ? '–' : figure(Number(row.quantity.value), { unit: row.quantity.unit })),
            },
            { name: 'place', label: 'Lies at', show: (row) => names.place(row.place) },
            { name: 'expiresAt', label: 'Use before', align: 'end', show: (row) => (row.expiresAt === null ? '–' : fullDay(row.expiresAt, zone)), phone: 'hidden' },
            { name: 'receivedAt', label: 'Received', align: 'end', show: (row) => dayClock(row.receivedAt, zone), phone: 'hidden' },
          ]}
          filters={[{ name: 'state', label: 'Disposition', kind: 'choice', choices: dispositions }]}
          empty={<p>{t('A lot appears when it is received, and when an order starts to make it.')}</p>}
        />
      </div>
    </>
  );
}
