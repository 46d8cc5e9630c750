import { cutAtBreaks, kindOf, minorStopMs, useShift } from '@millrace/scada/web';
import {
  Card,
  Chip,
  clock,
  dayClock,
  Empty,
  Facts,
  figure,
  Link,
  PageHeader,
  recordPath,
  span,
  StateStrip,
  stateNames,
  useNames,
  usePlantModel,
  useText,
  useZone,
  type StateInterval,
} from '@millrace/ui';
import { Before, CountsUnder, isOfWindow, MindThis, OrdersUnder, UnheardUnder, type Explained } from './parts.tsx';
import { timeRows } from './time-rows.ts';
import { profileTitle, shiftInWords, stateTone, unknownInWords } from './words.ts';

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

/** A share in percent, rounded down: what is not quite all is not shown as all. */
const inPercent = (share: number) => Math.floor(share * 1000) / 10;

/** OEE of a unit and shift, down to what it rests on: factors, time, what was restated, each interval with its order and reason, each count. */
export function OeeValue({ data }: { readonly data: Explained }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const { value, sums, intervals, orders, counts, unheard } = data;
  // with pieces whose time is not known the factors do not multiply to the OEE
  const isProduct = sums['idealUnloggedMs'] === undefined;
  const all = [...counts, ...unheard.filter(isOfWindow(value))];
  const asOf = Date.parse(value.reckonedAt);
  const { shift } = useShift(value.place, Date.parse(value.startsAt));
  // as the number takes them: what was heard before a break and in it are two kinds of time
  const parts = intervals.flatMap((one) =>
    cutAtBreaks({ from: Date.parse(one.startsAt), to: one.endsAt === null ? asOf : Date.parse(one.endsAt) }, shift?.breaks ?? []).map(({ from, to, isBreak }) => ({
      one,
      from,
      to,
      kind: kindOf(one, model, isBreak),
    })),
  );
  // a short stop is called what the page of its unit calls it
  const minor = minorStopMs(model, String(model.find('equipment.line', value.place)?.fields['constraint'] ?? value.place));
  const shownAs = ({ one, kind }: { one: Explained['intervals'][number]; kind: StateInterval['state'] }): StateInterval['state'] =>
    kind === 'delay' && one.endsAt !== null && Date.parse(one.endsAt) - Date.parse(one.startsAt) < minor ? 'micro' : kind;
  const strip = parts.map(({ one, from, to, kind }): StateInterval => ({
    id: `${one.id} ${from}`,
    state: shownAs({ one, kind }),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...(one.reason !== null && { reason: names.reason(one.reason) }),
    ...(shownAs({ one, kind }) === 'delay' && one.reason === null && { isUnexplained: true }),
  }));
  const to = new Date(Math.max(Date.parse(value.startsAt) + 60_000, Math.min(Date.parse(value.endsAt), asOf))).toISOString();
  // what of an interval lies in this shift: one that began before it, or runs on, counts only with that part
  const within = (part: { readonly from: number; readonly to: number }) => Math.max(0, Math.min(Date.parse(to), part.to) - Math.max(Date.parse(value.startsAt), part.from)) / 1000;
  const windowS = (Date.parse(to) - Date.parse(value.startsAt)) / 1000;
  const times = timeRows(
    parts.map((part) => ({ kind: part.kind, seconds: within(part) })),
    windowS,
    value.profile,
  );
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
            <Chip>{profileTitle(value.profile) ?? t('no profile')}</Chip>
          </>
        }
        sub={t('{{from}} to {{to}} · reckoned {{at}}', { from: dayClock(value.startsAt, zone), to: clock(value.endsAt, zone), at: dayClock(value.reckonedAt, zone) })}
      />
      <div className="page-body">
        <section className="oee">
          <div className="card oee-number">
            <span className="small muted">{t('OEE')}</span>
            <b className="num">{value.value === null ? t(unknownInWords(value.flags)) : figure(Number(value.value), { digits: 1, unit: '%' })}</b>
            <span className="small muted">{t('{{share}} of the time is known', { share: figure(inPercent(value.completeness), { digits: 1, unit: '%' }) })}</span>
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
        <MindThis value={value} />
        <Card title={t('Its time')} aside={t('as of {{time}}', { time: clock(value.reckonedAt, zone) })}>
          {strip.length === 0 ? (
            <Empty title={t('No state is known of this shift')} icon="flow" />
          ) : (
            <StateStrip name={t('Time of {{place}}', { place: names.place(value.place) })} from={value.startsAt} to={to} intervals={strip} height={40} legend />
          )}
        </Card>
        <Card title={t('How its time counts')} aside={span(windowS)}>
          <div className="scroll-table" tabIndex={0} role="region" aria-label={t('How its time counts')}>
            <table className="ground-table">
              <thead>
                <tr>
                  <th>{t('Kind of time')}</th>
                  <th data-end>{t('In this shift')}</th>
                  <th>{t('In the number')}</th>
                </tr>
              </thead>
              <tbody>
                {times.map((one) => (
                  <tr key={one.kind}>
                    <td>{t(stateNames[one.kind])}</td>
                    <td className="num" data-end>
                      {span(one.seconds)}
                    </td>
                    <td>{t(one.counts)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
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
          <Before value={value} shown={(one) => figure(Number(one), { digits: 1, unit: '%' })} />
        </div>
        <OrdersUnder orders={orders} from={value.startsAt} to={to} />
        <Card title={t('Intervals under it')} aside={parts.length}>
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
                {parts.map(({ one, from, to: end, kind }) => (
                  <tr key={`${one.id} ${from}`}>
                    <td className="num">{from < Date.parse(value.startsAt) ? dayClock(from, zone) : clock(from, zone, true)}</td>
                    <td className="num" data-end>
                      {span(within({ from, to: end }))}
                    </td>
                    <td>{t(stateNames[shownAs({ one, kind })])}</td>
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
        <UnheardUnder value={value} unheard={unheard} />
        <CountsUnder counts={counts} />
      </div>
    </>
  );
}
