import { Card, Chip, clock, dayClock, Facts, figure, PageHeader, useNames, useText, useZone } from '@millrace/ui';
import { Before, CountsUnder, MindThis, OrdersUnder, UnheardUnder, type Explained } from './parts.tsx';
import { decimalsIn, flagInWords, shiftInWords, stateTone, unknownInWords } from './words.ts';

const steps = {
  reset: 'began again at {{at}}, from {{from}} to {{to}}',
  blip: 'showed {{to}} for a moment at {{at}}, after {{from}}, and went on from there: not counted',
  'roll-over': 'rolled over at {{at}}, from {{from}} to {{to}}',
  'step-back': 'went back at {{at}}, from {{from}} to {{to}}',
} as const;

interface Reading {
  readonly at: string;
  readonly value: number;
}
/** What a meter counted, as the value keeps it. */
interface Used {
  readonly signal: string;
  readonly on: string;
  readonly kWh?: number;
  readonly why?: string;
  readonly first?: Reading;
  readonly last?: Reading;
  readonly resets: readonly { readonly at: string; readonly from: number; readonly to: number; readonly kind: 'reset' | 'roll-over' | 'step-back' | 'blip' }[];
  readonly sharedKWh: number;
  readonly readings: number;
}

/** Energy per 1,000 good pieces of a unit or line and shift, down to the readings of each meter, the orders and the counts. */
export function EnergyValue({ data, name, unit }: { readonly data: Explained; readonly name: string; readonly unit: string }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { value, sums, orders, counts, unheard } = data;
  const meters = sums['meters'] as readonly Used[];
  const unmetered = sums['unmetered'] as readonly string[];
  const isKnown = meters.every((one) => one.kWh !== undefined);
  const good = Number(sums['goodPieces']);
  const shown = (one: string) => figure(Number(one), { digits: decimalsIn(one), unit });
  const to = new Date(Math.min(Date.parse(value.endsAt), Date.parse(value.reckonedAt))).toISOString();
  return (
    <>
      <PageHeader
        trail={[{ label: t('Floor') }, { label: t('Energy by shift'), path: '/indicator/energy' }, { label: names.place(value.place) }]}
        title={t('{{name}} of {{place}}, {{shift}}', { name: t(name), place: names.place(value.place), shift: shiftInWords(value.shift) })}
        chips={<Chip tone={stateTone[value.state] ?? 'plain'}>{t(value.state)}</Chip>}
        sub={t('{{from}} to {{to}} · reckoned {{at}}', { from: dayClock(value.startsAt, zone), to: clock(value.endsAt, zone), at: dayClock(value.reckonedAt, zone) })}
      />
      <div className="page-body">
        <section className="oee">
          <div className="card oee-number">
            <span className="small muted">{t('per 1,000 good pieces')}</span>
            <b className="num">{value.value === null ? t(unknownInWords(value.flags)) : shown(value.value)}</b>
          </div>
          <div className="card oee-factor">
            <span aria-hidden="true" className="oee-times">
              =
            </span>
            <span className="small muted">{t('energy')}</span>
            <b className="num">{isKnown ? figure(Number(sums['kWh']), { digits: 1, unit: 'kWh' }) : '–'}</b>
            <span className="small muted">{meters.length === 1 ? t('as its meter counted') : t('as {{n}} meters counted', { n: meters.length })}</span>
          </div>
          <div className="card oee-factor">
            <span aria-hidden="true" className="oee-times">
              ÷
            </span>
            <span className="small muted">{t('good pieces, in thousands')}</span>
            <b className="num">{figure(good / 1000, { digits: 3 })}</b>
            <span className="small muted">{t('as the machine counted')}</span>
          </div>
        </section>
        <MindThis value={value} />
        <Card title={t('Meters under it')} aside={meters.length}>
          <div className="scroll-table" tabIndex={0} role="region" aria-label={t('Meters under it')}>
            <table className="ground-table">
              <thead>
                <tr>
                  <th>{t('Signal')}</th>
                  <th>{t('First reading')}</th>
                  <th>{t('Last reading')}</th>
                  <th data-end>{t('Readings')}</th>
                  <th data-end>{t('Counted')}</th>
                  <th>{t('Mind this')}</th>
                </tr>
              </thead>
              <tbody>
                {meters.map((one) => (
                  <tr key={one.signal}>
                    <td className="nowrap">
                      {one.signal}
                      <div className="small muted">{names.place(one.on)}</div>
                    </td>
                    <td className="num nowrap">{one.first ? <ReadingShown reading={one.first} /> : '–'}</td>
                    <td className="num nowrap">{one.last ? <ReadingShown reading={one.last} /> : '–'}</td>
                    <td className="num" data-end>
                      {figure(one.readings)}
                    </td>
                    <td className="num nowrap" data-end>
                      {one.kWh === undefined ? t('unknown') : figure(one.kWh, { digits: 2, unit: 'kWh' })}
                    </td>
                    <td className="small">
                      <Minded used={one} />
                    </td>
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
                { label: 'Energy', value: isKnown ? figure(Number(sums['kWh']), { digits: 2, unit: 'kWh' }) : t('unknown') },
                { label: 'Good, the machine counted', value: figure(good) },
                { label: 'Scrap, the machine counted', value: figure(Number(sums['scrapPieces'])) },
                ...(unmetered.length > 0 ? [{ label: 'Without a meter', value: unmetered.map((one) => names.place(one)).join(', ') }] : []),
              ]}
            />
          </Card>
          <Before value={value} shown={shown} />
        </div>
        <OrdersUnder orders={orders} from={value.startsAt} to={to} />
        <UnheardUnder value={value} unheard={unheard} />
        <CountsUnder counts={counts} />
      </div>
    </>
  );
}

function ReadingShown({ reading }: { readonly reading: Reading }) {
  const zone = useZone();
  return (
    <>
      {figure(reading.value, { digits: 2 })}
      <div className="small muted">{dayClock(reading.at, zone)}</div>
    </>
  );
}

/** Why a meter tells nothing, where it began again or rolled over, and what was shared out. */
function Minded({ used: { why, resets, sharedKWh } }: { readonly used: Used }) {
  const t = useText();
  const zone = useZone();
  if (why === undefined && resets.length === 0 && sharedKWh === 0) return '–';
  return (
    <>
      {why !== undefined && <div className="warn-ink">{t(flagInWords(why))}</div>}
      {resets.map((each) => (
        <div key={each.at}>
          {t(steps[each.kind], {
            at: dayClock(each.at, zone),
            from: figure(each.from, { digits: 2 }),
            to: figure(each.to, { digits: 2 }),
          })}
        </div>
      ))}
      {sharedKWh > 0 && (
        <div>{t('{{kWh}} lie between two readings over a change of shift and were shared out by time', { kWh: figure(sharedKWh, { digits: 2, unit: 'kWh' }) })}</div>
      )}
    </>
  );
}
