import {
  Button,
  Card,
  Chip,
  clock,
  dayClock,
  Empty,
  Failed,
  Facts,
  figure,
  Link,
  Loading,
  Notice,
  PageHeader,
  recordPath,
  span,
  StateStrip,
  useAsk,
  useMayNot,
  useNames,
  useNow,
  useParams,
  usePlantModel,
  useText,
  useZone,
} from '@millrace/ui';
import { useState } from 'react';
import { ExplainDialog } from '../explain-dialog.tsx';
import { hoursOf, rateOf, unheardWithin, type Counted } from '../hours.ts';
import { useShift } from '../shift.ts';
import { stopsOf } from '../stops.ts';
import { isConnected, unitWords } from '../state-words.ts';
import { useStrip } from '../strip.ts';
import { SignalsOfUnit } from './signals.tsx';
import { StopTable } from './stop-table.tsx';
import type { UnitNow } from './list.tsx';
import '../floor.css';

/** One unit, live: what it does now, its shift as a strip, what it made hour by hour, and every stop with its reason. */
export default function UnitPage() {
  const { id: place = '' } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const mayNot = useMayNot();
  const now = useNow(10_000);
  const shift = useShift(place, now);
  const units = useAsk<{ rows: readonly UnitNow[]; asOf: string }>('scada.unit.list', { place });
  const { rows, intervals, error } = useStrip(place, shift.from, shift.to, now, shift.shift?.breaks);
  const counted = useAsk<Counted>('scada.count.list', { place, from: shift.from, to: shift.to }, { keepOld: true }).data;
  const counts = counted?.rows ?? [];
  const unheard = counted?.unheard ?? [];
  const [explains, setExplains] = useState<string | true>();
  const row = units.data?.rows[0];
  if (units.error && !units.data) return <Failed error={units.error} again={() => void units.refetch()} />;
  if (!units.data || !model.isLoaded) return <Loading />;
  const unit = model.find('equipment.unit', place);
  const line = unit?.fields['in'] as string | undefined;
  const trail = [{ label: t('Floor') }, { label: t('Units'), path: '/scada/unit' }, { label: names.place(place) }];
  if (!row)
    return (
      <>
        <PageHeader trail={trail} title={names.place(place)} />
        <div className="page-body">
          <Empty title={t('This unit has not been heard')} icon="flow">
            <p>{t('No connection of the model has brought its state yet and no order ran on it, or none of your roles reaches it.')}</p>
          </Empty>
        </div>
      </>
    );
  const connected = isConnected(model, place);
  const { word, tone, sign } = unitWords(row, model);
  const stops = stopsOf(rows, intervals, now);
  const unexplained = stops.filter((stop) => stop.reason === null).length;
  const made = [...counts, ...unheardWithin(unheard, Date.parse(shift.from), Date.parse(shift.to))];
  const good = made.reduce((sum, one) => sum + one.total - one.scrap, 0);
  const scrap = made.reduce((sum, one) => sum + one.scrap, 0);
  const rate = rateOf(counts, now);
  const end = new Date(Math.max(now, Date.parse(shift.from) + 60_000)).toISOString();
  const hours = hoursOf(counts, Date.parse(shift.from), now, 0, (at) => clock(at, zone).slice(0, 2));
  return (
    <>
      <PageHeader
        trail={trail}
        title={names.place(place)}
        chips={
          <Chip tone={tone} large {...(sign === undefined ? {} : { sign })}>
            {t(word)}
          </Chip>
        }
        sub={`${names.place(line)} · ${place} · ${shift.says} · ${t('as of {{time}}', { time: clock(units.data.asOf, zone, true) })}`}
        actions={
          <>
            {unit?.fields['station'] === true && <Link to={`/terminal/${place}`}>{t('Open its terminal')}</Link>}
            <Button kind="primary" why={mayNot('scada.stop.explain', place)} onClick={() => setExplains(true)}>
              {t('Reason for a stop')}
            </Button>
          </>
        }
      />
      <div className="page-body">
        {row.skewMs !== null && (
          <Notice tone="warn">
            {t('The clock of this machine is {{off}} {{way}}. Its values keep the time it told; its states are dated by when we heard them. Set its clock right.', {
              off: span(Math.abs(row.skewMs) / 1000),
              way: row.skewMs > 0 ? t('ahead') : t('behind'),
            })}
          </Notice>
        )}
        {!connected && <Notice>{t('The model connects no machine here. What is shown comes from its orders; what it does beside them is not known.')}</Notice>}
        {connected && !row.heard && (
          <Notice tone="warn">{t('It is not heard since {{time}}. What it does is unknown, and counted as such.', { time: dayClock(row.since, zone) })}</Notice>
        )}
        <Card>
          <Facts
            facts={[
              { label: 'Since', value: `${clock(row.since, zone)} · ${span((now - Date.parse(row.since)) / 1000)}` },
              { label: 'Reason', value: <WhyNow row={row} /> },
              { label: 'Order', value: row.jobOrder === null ? t('none') : <JobLink id={row.jobOrder} /> },
              { label: 'Counted per minute, last quarter of an hour', value: rate === undefined ? '–' : figure(rate, { digits: 0 }) },
              { label: 'Good this shift, the machine counted', value: figure(good) },
              {
                label: 'Scrap this shift, the machine counted',
                value: good + scrap === 0 ? '–' : `${figure(scrap)} · ${figure((100 * scrap) / (good + scrap), { digits: 1, unit: '%' })}`,
              },
            ]}
          />
        </Card>
        <Card title={t('This shift')} aside={unexplained === 1 ? t('1 stop without a reason') : t('{{n}} stops without a reason', { n: unexplained })}>
          {error !== undefined && error !== null ? (
            <Failed error={error} />
          ) : (
            <StateStrip
              name={t('{{unit}}, {{shift}}', { unit: names.place(place), shift: shift.says })}
              from={shift.from}
              to={end}
              intervals={intervals}
              height={44}
              legend
              onPick={(one) => setExplains(one.id)}
            />
          )}
        </Card>
        <div className="units">
          <Card title={t('Stops of this shift')} aside={stops.length}>
            {stops.length === 0 ? <Empty title={t('It has not stood in this shift')} /> : <StopTable stops={stops} onPick={setExplains} />}
          </Card>
          <Card title={t('Hour by hour, good pieces')} aside={shift.says}>
            {counts.length === 0 ? (
              <Empty title={connected ? t('No piece has been counted in this shift') : t('Its pieces are counted by people, at its terminal')} />
            ) : (
              <HoursOfUnit hours={hours} />
            )}
            {unheard
              .filter((one) => one.total > 0)
              .map((one) => (
                <p key={`${one.startsAt} ${one.endsAt}`} className="small warn-ink">
                  {t('◔ {{n}} pieces were made between {{from}} and {{to}}, while nobody heard it: they stand in no hour.', {
                    n: figure(one.total),
                    from: dayClock(one.startsAt, zone),
                    to: dayClock(one.endsAt, zone),
                  })}
                </p>
              ))}
            {(counted?.jumps ?? []).map((one) => (
              <p key={`${one.signal} ${one.at}`} className="small warn-ink">
                {t(jumpWords[one.kind], { at: dayClock(one.at, zone), from: figure(Number(one.from)), to: figure(Number(one.to)), signal: one.signal })}
              </p>
            ))}
          </Card>
        </div>
        <SignalsOfUnit place={place} name={names.place(place)} from={shift.from} to={end} />
      </div>
      {explains !== undefined && (
        <ExplainDialog place={place} name={names.place(place)} stops={stops} start={explains === true ? undefined : explains} onClose={() => setExplains(undefined)} />
      )}
    </>
  );
}

const jumpWords = {
  'step-back': '◔ At {{at}} {{signal}} went back from {{from}} to {{to}} and did not begin anew: what was made just then is not counted.',
  leap: '◔ At {{at}} {{signal}} leapt from {{from}} to {{to}}, more than any machine makes: what was made just then is not counted.',
} as const;

/** Hours of a unit that no rate is known of: the best hour is the measure. */
function HoursOfUnit({ hours }: { readonly hours: ReturnType<typeof hoursOf> }) {
  const best = Math.max(1, ...hours.map((hour) => hour.good));
  return (
    <table className="plain-table">
      <tbody>
        {hours.map((hour) => (
          <tr key={hour.label}>
            <td className="num">{hour.label}</td>
            <td style={{ width: '70%' }}>
              <span aria-hidden="true" style={{ display: 'block', height: 12, borderRadius: 3, background: 'var(--bar)', width: `${(100 * hour.good) / best}%` }} />
            </td>
            <td className="num" data-end>
              {figure(hour.good)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A person's reason stands before the machine's; both are said. */
function WhyNow({ row }: { readonly row: UnitNow }) {
  const names = useNames();
  const t = useText();
  const machine = row.saysWhy === null ? undefined : row.saysReason === null ? `“${row.saysWhy}”` : names.reason(row.saysReason);
  if (row.reason === null) return machine === undefined ? '–' : t('the machine says {{why}}', { why: machine });
  if (row.explainedBy === null) return t('{{why}}, says the machine', { why: names.reason(row.reason) });
  return machine === undefined || row.saysReason === row.reason
    ? names.reason(row.reason)
    : t('{{why}} (the machine says {{machine}})', { why: names.reason(row.reason), machine });
}

function JobLink({ id }: { readonly id: string }) {
  const { data } = useAsk<{ number: string }>('work.job-order.show', { jobOrder: id });
  return <Link to={recordPath('work.job-order', id)}>{data?.number ?? '…'}</Link>;
}
