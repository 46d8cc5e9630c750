import { leafKind, type LeafKind, type PackMlState, type UnitMode } from '@millrace/scada';
import {
  Card,
  Chip,
  clock,
  dayClock,
  Empty,
  Facts,
  Failed,
  figure,
  Link,
  Loading,
  Notice,
  PageHeader,
  recordPath,
  span,
  StateStrip,
  stateNames,
  useAsk,
  useNames,
  useParams,
  usePlantModel,
  useText,
  useZone,
  type StateInterval,
} from '@millrace/ui';
import { flagInWords, profileTitles, shiftInWords, stateTone, type ValueRow } from './words.ts';
import './value.css';

interface Explained {
  readonly value: ValueRow;
  readonly sums: Readonly<Record<string, unknown>>;
  readonly intervals: readonly {
    id: string;
    state: string;
    mode: string;
    startsAt: string;
    endsAt: string | null;
    jobOrder: string | null;
    orderNumber: string | null;
    reason: string | null;
    source: string;
  }[];
  readonly counts: readonly { id: string; startsAt: string; total: number; scrap: number }[];
  readonly unheard: readonly { startsAt: string; endsAt: string; total: number; scrap: number }[];
}

const factorWords: Readonly<Record<string, string>> = {
  availability: 'of the planned time it ran',
  performance: 'of the ideal speed while it ran',
  quality: 'of what it made was good',
};
const sumWords: readonly (readonly [string, string])[] = [
  ['windowMs', 'Time of the shift so far'],
  ['plannedMs', 'Planned to run'],
  ['runMs', 'Ran'],
  ['idealMs', 'Would have needed at the ideal rate, for all it made'],
  ['idealGoodMs', 'Would have needed at the ideal rate, for the good ones'],
  ['idealUnloggedMs', 'Of it for pieces made while nobody heard the unit'],
  ['unknownMs', 'Unknown'],
];

/** A number, down to what it rests on: factors, time, what was restated, each interval with its order and reason, each count. */
export default function ValuePage() {
  const { id = '' } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const { data, error, refetch } = useAsk<Explained>('indicator.value.explain', { value: id }, { nouns: ['indicator.value'] });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const { value, sums, intervals, counts, unheard } = data;
  const isOfShift = (one: Explained['unheard'][number]) => Date.parse(one.startsAt) >= Date.parse(value.startsAt) && Date.parse(one.endsAt) <= Date.parse(value.endsAt);
  // with pieces whose time is not known the factors do not multiply to the OEE
  const isProduct = sums['idealUnloggedMs'] === undefined;
  const all = [...counts, ...unheard.filter(isOfShift)];
  const asOf = Date.parse(value.reckonedAt);
  const strip = intervals.map((one): StateInterval => {
    const reason = model.find('equipment.reason', one.reason);
    const kind = leafKind({
      state: one.state as PackMlState,
      mode: one.mode as UnitMode,
      hasJob: one.jobOrder !== null,
      reasonInterval: reason?.fields['interval'] as LeafKind | undefined,
      calendar: 'working',
    });
    return {
      id: one.id,
      state: kind,
      from: one.startsAt,
      to: one.endsAt ?? new Date(asOf).toISOString(),
      ...(one.reason !== null && { reason: names.reason(one.reason) }),
      ...(kind === 'delay' && one.reason === null && { isUnexplained: true }),
    };
  });
  const to = new Date(Math.max(Date.parse(value.startsAt) + 60_000, Math.min(Date.parse(value.endsAt), asOf))).toISOString();
  const kindOf = new Map(strip.map((one) => [one.id, one.state]));
  // what of an interval lies in this shift: one that began before it, or runs on, counts only with that part
  const within = (one: Explained['intervals'][number]) =>
    Math.max(0, Math.min(Date.parse(to), Date.parse(one.endsAt ?? value.reckonedAt)) - Math.max(Date.parse(value.startsAt), Date.parse(one.startsAt))) / 1000;
  const made = all.reduce((sum, one) => sum + one.total, 0);
  const scrap = all.reduce((sum, one) => sum + one.scrap, 0);
  return (
    <>
      <PageHeader
        trail={[{ label: t('Floor') }, { label: t('OEE by shift'), path: '/indicator/value' }, { label: names.place(value.place) }]}
        title={t('OEE of {{place}}, {{shift}}', { place: names.place(value.place), shift: shiftInWords(value.shift) })}
        chips={
          <>
            <Chip tone={stateTone[value.state] ?? 'plain'}>{t(value.state)}</Chip>
            <Chip>{profileTitles[value.profile ?? ''] ?? value.profile ?? t('no profile')}</Chip>
          </>
        }
        sub={t('{{from}} to {{to}} · reckoned {{at}}', { from: dayClock(value.startsAt, zone), to: clock(value.endsAt, zone), at: dayClock(value.reckonedAt, zone) })}
      />
      <div className="page-body">
        <section className="oee">
          <div className="card oee-number">
            <span className="small muted">{t('OEE')}</span>
            <b className="num">{value.value === null ? t('unknown') : figure(Number(value.value), { digits: 1, unit: '%' })}</b>
            <span className="small muted">{t('{{share}} of the time is known', { share: figure(value.completeness * 100, { digits: 0, unit: '%' }) })}</span>
          </div>
          {['availability', 'performance', 'quality'].map((name, i) => (
            <div key={name} className="card oee-factor">
              <span aria-hidden="true" className="oee-times">
                {!isProduct ? '·' : i === 0 ? '=' : '×'}
              </span>
              <span className="small muted">{t(name)}</span>
              <b className="num">{value.factors[name] === undefined ? '–' : figure(value.factors[name] * 100, { digits: 1, unit: '%' })}</b>
              <span className="small muted">{t(factorWords[name]!)}</span>
            </div>
          ))}
        </section>
        {value.flags.length > 0 && (
          <Notice tone="warn">
            <b>{t('Mind this')}</b>
            <ul>
              {value.flags.map((flag) => (
                <li key={flag}>{t(flagInWords(flag))}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Card title={t('Its time')} aside={t('as of {{time}}', { time: clock(value.reckonedAt, zone) })}>
          {strip.length === 0 ? (
            <Empty title={t('No state is known of this shift')} icon="flow" />
          ) : (
            <StateStrip name={t('Time of {{place}}', { place: names.place(value.place) })} from={value.startsAt} to={to} intervals={strip} height={40} legend />
          )}
        </Card>
        <div className="oee-ground">
          <Card title={t('Sums it is made of')}>
            <Facts
              facts={[
                ...sumWords.flatMap(([name, label]) => (typeof sums[name] === 'number' ? [{ label, value: span((sums[name] as number) / 1000) }] : [])),
                { label: 'Made', value: figure(made) },
                { label: 'Of it scrap', value: figure(scrap) },
              ]}
            />
          </Card>
          <Card title={t('What it was before')} aside={value.before.length}>
            {value.before.length === 0 ? (
              <p className="muted small">{t('It has not been restated. Late data after the shift would restate it, and the old value would stand here.')}</p>
            ) : (
              <table className="ground-table">
                <tbody>
                  {value.before.map((old) => (
                    <tr key={old.at}>
                      <td className="num">{dayClock(old.at, zone)}</td>
                      <td className="num" data-end>
                        {old.value === undefined ? t('unknown') : figure(Number(old.value), { digits: 1, unit: '%' })}
                      </td>
                    </tr>
                  ))}
                  <tr>
                    <td className="num">{t('{{at}}, now', { at: dayClock(value.reckonedAt, zone) })}</td>
                    <td className="num" data-end>
                      <b>{value.value === null ? t('unknown') : figure(Number(value.value), { digits: 1, unit: '%' })}</b>
                    </td>
                  </tr>
                </tbody>
              </table>
            )}
          </Card>
        </div>
        <Card title={t('Intervals under it')} aside={intervals.length}>
          <div className="scroll-table" tabIndex={0} role="region" aria-label={t('Intervals under it')}>
            <table className="ground-table">
              <thead>
                <tr>
                  <th>{t('From')}</th>
                  <th data-end>{t('Of it in this shift')}</th>
                  <th>{t('Counted as')}</th>
                  <th>{t('Machine said')}</th>
                  <th>{t('Reason')}</th>
                  <th>{t('Order')}</th>
                  <th>{t('Source')}</th>
                </tr>
              </thead>
              <tbody>
                {intervals.map((one) => (
                  <tr key={one.id}>
                    <td className="num">{Date.parse(one.startsAt) < Date.parse(value.startsAt) ? dayClock(one.startsAt, zone) : clock(one.startsAt, zone, true)}</td>
                    <td className="num" data-end>
                      {span(within(one))}
                    </td>
                    <td>{t(stateNames[kindOf.get(one.id) ?? 'unknown'])}</td>
                    <td>
                      {one.state}
                      {one.mode !== 'produce' && ` · ${one.mode}`}
                    </td>
                    <td>{one.reason === null ? '–' : names.reason(one.reason)}</td>
                    <td>{one.jobOrder === null ? '–' : <Link to={recordPath('work.job-order', one.jobOrder)}>{one.orderNumber ?? one.jobOrder}</Link>}</td>
                    <td>{one.source === 'late' ? <span className="warn-ink">◔ {t('late data')}</span> : t(one.source)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
        {unheard.length > 0 && (
          <Card title={t('Pieces made while nobody heard the unit')} aside={unheard.length}>
            <div className="scroll-table" tabIndex={0} role="region" aria-label={t('Pieces made while nobody heard the unit')}>
              <table className="ground-table">
                <thead>
                  <tr>
                    <th>{t('Heard last')}</th>
                    <th>{t('Heard again')}</th>
                    <th data-end>{t('Made')}</th>
                    <th data-end>{t('Scrap')}</th>
                    <th>{t('Counted')}</th>
                  </tr>
                </thead>
                <tbody>
                  {unheard.map((one) => (
                    <tr key={`${one.startsAt} ${one.endsAt}`} className="num">
                      <td>{dayClock(one.startsAt, zone)}</td>
                      <td>{dayClock(one.endsAt, zone)}</td>
                      <td data-end>{figure(one.total)}</td>
                      <td data-end>{figure(one.scrap)}</td>
                      <td>{isOfShift(one) ? t('in this shift') : t('in no shift: made over its border')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        )}
        <Card title={t('Counts under it, by quarter of an hour')} aside={counts.length}>
          {counts.length === 0 ? (
            <p className="muted small">{t('Nothing was counted.')}</p>
          ) : (
            <div className="scroll-table" tabIndex={0} role="region" aria-label={t('Counts under it')}>
              <table className="ground-table">
                <thead>
                  <tr>
                    <th>{t('From')}</th>
                    <th data-end>{t('Made')}</th>
                    <th data-end>{t('Scrap')}</th>
                    <th data-end>{t('Good')}</th>
                  </tr>
                </thead>
                <tbody>
                  {counts.map((one) => (
                    <tr key={one.id} className="num">
                      <td>{clock(one.startsAt, zone)}</td>
                      <td data-end>{figure(one.total)}</td>
                      <td data-end>{figure(one.scrap)}</td>
                      <td data-end>{figure(one.total - one.scrap)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
