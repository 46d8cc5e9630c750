import { byPlace, Chip, DataList, day, figure, PageHeader, useNames, usePlantModel, useText, useZone } from '@millrace/ui';
import { profileTitle, shiftInWords, stateTone, unknownInWords, whyUnknown, type ValueRow } from './words.ts';

const percent = (share: number | undefined) => (share === undefined ? '–' : figure(share * 100, { digits: 0, unit: '%' }));

/** What stands in place of a number, and why, so that nobody opens it to find out. */
function Unknown({ flags }: { readonly flags: readonly string[] }) {
  const t = useText();
  const why = whyUnknown(flags);
  return (
    <span className="muted">
      {t(unknownInWords(flags))}
      {why !== undefined && (
        <>
          <br />
          <small>{t(why)}</small>
        </>
      )}
    </span>
  );
}

/** OEE of each unit and shift, newest first; a press explains the number. */
export default function Values() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const inPlant = byPlace(model);
  const places = [...model.of('equipment.unit'), ...model.of('equipment.line')]
    .map((one) => ({ value: one.id, label: `${String(one.fields['name'])} · ${one.id}` }))
    .toSorted((a, b) => inPlant(a.value, b.value));
  return (
    <>
      <PageHeader
        trail={[{ label: t('Floor') }, { label: t('OEE by shift') }]}
        title={t('OEE by shift')}
        sub={t('Each number opens down to its intervals, orders and counts. Two numbers compare only under one profile.')}
      />
      <div className="page-body">
        <DataList<ValueRow>
          address="indicator.value.list"
          label={t('OEE by shift')}
          fixed={{ indicator: 'oee' }}
          idOf={(row) => row.id}
          open={(row) => `/indicator/value/${row.id}`}
          sorts={[{ value: '-startsAt', label: 'Newest first' }]}
          within={(a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt) || inPlant(a.place, b.place)}
          columns={[
            { name: 'productionDay', label: 'Production day', show: (row) => <span className="nowrap">{day(`${row.productionDay}T12:00:00Z`, zone)}</span> },
            { name: 'shift', label: 'Shift', show: (row) => <span className="nowrap">{shiftInWords(row.shift)}</span> },
            { name: 'place', label: 'Unit', phone: 'title', show: (row) => names.place(row.place) },
            {
              name: 'value',
              label: 'OEE',
              align: 'end',
              phone: 'aside',
              show: (row) => (row.value === null ? <Unknown flags={row.flags} /> : <b className="num">{figure(Number(row.value), { digits: 1, unit: '%' })}</b>),
            },
            { name: 'availability', label: 'Availability', align: 'end', show: (row) => percent(row.factors['availability']) },
            { name: 'performance', label: 'Performance', align: 'end', show: (row) => percent(row.factors['performance']) },
            { name: 'quality', label: 'Quality', align: 'end', show: (row) => percent(row.factors['quality']) },
            {
              name: 'completeness',
              label: 'Time known',
              align: 'end',
              show: (row) => <span className={row.completeness < 0.9 ? 'warn-ink' : undefined}>{percent(row.completeness)}</span>,
            },
            { name: 'state', label: 'Standing', show: (row) => <Chip tone={stateTone[row.state] ?? 'plain'}>{t(row.state)}</Chip> },
            { name: 'profile', label: 'Profile', phone: 'hidden', show: (row) => <small>{profileTitle(row.profile) ?? '–'}</small> },
          ]}
          filters={[
            { name: 'place', label: 'Unit', kind: 'choice', choices: places },
            { name: 'productionDay', label: 'Production day', kind: 'date' },
            { name: 'state', label: 'Standing', kind: 'choice', choices: ['provisional', 'final', 'restated'].map((value) => ({ value, label: value })) },
          ]}
          empty={<p>{t('Numbers appear within half a minute of the first state that a machine reports.')}</p>}
        />
      </div>
    </>
  );
}
