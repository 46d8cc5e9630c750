import { byPlace, Chip, DataList, day, Empty, figure, Loading, PageHeader, useNames, usePlantModel, useText, useZone } from '@millrace/ui';
import { decimalsIn, shiftInWords, stateTone, unknownInWords, type ValueRow } from './words.ts';

/** Energy per 1,000 good pieces of each unit, line and shift, newest first; a press explains the number. */
export default function EnergyValues() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  if (!model.isLoaded) return <Loading lines={8} />;
  const definition = model.of('indicator.definition').find((one) => one.fields['measures'] === 'energy-per-thousand');
  const header = (
    <PageHeader
      trail={[{ label: t('Floor') }, { label: t('Energy by shift') }]}
      title={definition ? t('{{name}}, by shift', { name: t(String(definition.fields['name'])) }) : t('Energy by shift')}
      sub={t('What the meters counted, by the good pieces that were made. Each number opens down to its readings, orders and counts.')}
    />
  );
  if (!definition)
    return (
      <>
        {header}
        <div className="page-body">
          <Empty title={t('The model has no indicator of energy')} icon="board">
            <p>{t('Give it an indicator.definition that measures energy-per-thousand, and a scada.signal that means energy for each unit with a meter.')}</p>
          </Empty>
        </div>
      </>
    );
  const unit = String(definition.fields['unit']);
  const inPlant = byPlace(model);
  const places = [...model.of('equipment.line'), ...model.of('equipment.unit')]
    .map((one) => ({ value: one.id, label: `${String(one.fields['name'])} · ${one.id}` }))
    .toSorted((a, b) => inPlant(a.value, b.value));
  return (
    <>
      {header}
      <div className="page-body">
        <DataList<ValueRow>
          address="indicator.value.list"
          label={t('Energy by shift')}
          fixed={{ indicator: definition.id }}
          idOf={(row) => row.id}
          open={(row) => `/indicator/energy/${row.id}`}
          sorts={[{ value: '-startsAt', label: 'Newest first' }]}
          within={(a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt) || inPlant(a.place, b.place)}
          columns={[
            { name: 'productionDay', label: 'Production day', show: (row) => <span className="nowrap">{day(`${row.productionDay}T12:00:00Z`, zone)}</span> },
            { name: 'shift', label: 'Shift', show: (row) => shiftInWords(row.shift) },
            { name: 'place', label: 'Unit or line', phone: 'title', show: (row) => names.place(row.place) },
            {
              name: 'value',
              label: `${unit} per 1,000`,
              align: 'end',
              phone: 'aside',
              show: (row) =>
                row.value === null ? (
                  <span className="muted">{t(unknownInWords(row.flags))}</span>
                ) : (
                  <b className="num">{figure(Number(row.value), { digits: decimalsIn(row.value), unit })}</b>
                ),
            },
            { name: 'state', label: 'Standing', show: (row) => <Chip tone={stateTone[row.state] ?? 'plain'}>{t(row.state)}</Chip> },
          ]}
          filters={[
            { name: 'place', label: 'Unit or line', kind: 'choice', choices: places },
            { name: 'productionDay', label: 'Production day', kind: 'date' },
            { name: 'state', label: 'Standing', kind: 'choice', choices: ['provisional', 'final', 'restated'].map((value) => ({ value, label: value })) },
          ]}
          empty={<p>{t('Numbers appear within half a minute of the first reading, where the model says which signal is the energy of a unit.')}</p>}
        />
      </div>
    </>
  );
}
