import { Chip, DataList, dayClock, PageHeader, recordPath, useNames, useText, useZone } from '@millrace/ui';
import { amount, stateWords, type OrderShown } from '../words.ts';

/** All job orders. */
export default function JobOrders() {
  const t = useText();
  const names = useNames();
  const zone = useZone();
  return (
    <>
      <PageHeader title={t('Job orders')} />
      <div className="page-body">
        <DataList<OrderShown>
          address="work.job-order.list"
          label={t('Job orders')}
          idOf={(row) => row.id}
          open={(row) => recordPath('work.job-order', row.id)}
          columns={[
            { name: 'number', label: 'Number', sort: true, phone: 'title' },
            { name: 'definition', label: 'Product', show: (row) => names.material(row.definition) },
            { name: 'lotNumber', label: 'Lot', phone: 'hidden' },
            { name: 'place', label: 'Where', show: (row) => names.place(row.runsAt ?? row.place) },
            { name: 'plannedStart', label: 'Planned', sort: true, show: (row) => dayClock(row.plannedStart, zone) },
            { name: 'quantity', label: 'Amount', align: 'end', show: (row) => amount(row.quantity) },
            { name: 'good', label: 'Good', align: 'end', phone: 'hidden' },
            { name: 'scrap', label: 'Scrap', align: 'end', phone: 'hidden' },
            {
              name: 'state',
              label: 'State',
              phone: 'aside',
              show: (row) => (
                <Chip tone={stateWords[row.state].tone} {...(stateWords[row.state].sign === undefined ? {} : { sign: stateWords[row.state].sign! })}>
                  {t(stateWords[row.state].word)}
                </Chip>
              ),
            },
          ]}
          sorts={[
            { value: '-plannedStart', label: 'Latest first' },
            { value: 'plannedStart', label: 'Earliest first' },
            { value: 'sequence', label: 'As in the queue' },
          ]}
          filters={[{ name: 'state', label: 'State', kind: 'choice', choices: Object.entries(stateWords).map(([value, { word }]) => ({ value, label: word })) }]}
          empty={t('No order matches. Take a filter away, or wait for the next schedule.')}
        />
      </div>
    </>
  );
}
