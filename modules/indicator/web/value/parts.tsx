import { Card, clock, dayClock, figure, Link, Notice, recordPath, span, useNames, useText, useZone } from '@millrace/ui';
import { flagInWords, type ValueRow } from './words.ts';

/** What `indicator.value.explain` tells. */
export interface Explained {
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
  readonly orders: readonly {
    id: string;
    number: string;
    product: string | null;
    good: string;
    scrap: string;
    responses: readonly { at: string; from: string; to: string | null }[];
  }[];
  readonly counts: readonly { id: string; startsAt: string; total: number; scrap: number }[];
  readonly unheard: readonly { startsAt: string; endsAt: string; total: number; scrap: number }[];
}

/** What to mind about the number, each in a sentence. */
export function MindThis({ value }: { readonly value: ValueRow }) {
  const t = useText();
  if (value.flags.length === 0) return null;
  return (
    <Notice tone="warn">
      <b>{t('Mind this')}</b>
      <ul>
        {value.flags.map((flag) => (
          <li key={flag}>{t(flagInWords(flag))}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the number was before it was restated, oldest first. */
export function Before({ value, shown }: { readonly value: ValueRow; readonly shown: (value: string) => string }) {
  const t = useText();
  const zone = useZone();
  return (
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
                  {old.value === undefined ? t('unknown') : shown(old.value)}
                </td>
              </tr>
            ))}
            <tr>
              <td className="num">{t('{{at}}, now', { at: dayClock(value.reckonedAt, zone) })}</td>
              <td className="num" data-end>
                <b>{value.value === null ? t('unknown') : shown(value.value)}</b>
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** The orders that had the unit, with their stretches of work in the window, and what people reported of the whole order. */
export function OrdersUnder({ orders, from, to }: { readonly orders: Explained['orders']; readonly from: string; readonly to: string }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const inside = (one: { from: string; to: string | null }) =>
    Math.max(0, Math.min(Date.parse(to), Date.parse(one.to ?? to)) - Math.max(Date.parse(from), Date.parse(one.from))) / 1000;
  return (
    <Card title={t('Orders under it')} aside={orders.length}>
      {orders.length === 0 ? (
        <p className="muted small">{t('No order had the unit in this shift.')}</p>
      ) : (
        <div className="scroll-table" tabIndex={0} role="region" aria-label={t('Orders under it')}>
          <table className="ground-table">
            <thead>
              <tr>
                <th>{t('Order')}</th>
                <th>{t('Makes')}</th>
                <th>{t('Worked on')}</th>
                <th data-end>{t('Of it in this shift')}</th>
                <th data-end>{t('Good in the whole order, people reported')}</th>
                <th data-end>{t('Scrap')}</th>
              </tr>
            </thead>
            <tbody>
              {orders.map((one) => (
                <tr key={one.id}>
                  <td className="nowrap">
                    <Link to={recordPath('work.job-order', one.id)}>{one.number}</Link>
                  </td>
                  <td>{one.product === null ? '–' : names.material(one.product)}</td>
                  <td className="num nowrap">
                    {one.responses.map((each) => (
                      <div key={each.from}>{t('{{from}} to {{to}}', { from: dayClock(each.from, zone), to: each.to === null ? t('now') : clock(each.to, zone) })}</div>
                    ))}
                    {one.responses.length === 0 && '–'}
                  </td>
                  <td className="num" data-end>
                    {span(one.responses.reduce((sum, each) => sum + inside(each), 0))}
                  </td>
                  <td className="num" data-end>
                    {figure(Number(one.good))}
                  </td>
                  <td className="num" data-end>
                    {figure(Number(one.scrap))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

/** Lies within the window: its pieces are of it, whenever they were made. */
export const isOfWindow = (value: ValueRow) => (one: { startsAt: string; endsAt: string }) =>
  Date.parse(one.startsAt) >= Date.parse(value.startsAt) && Date.parse(one.endsAt) <= Date.parse(value.endsAt);

/** Pieces made while nobody heard the unit, and where they count. */
export function UnheardUnder({ value, unheard }: { readonly value: ValueRow; readonly unheard: Explained['unheard'] }) {
  const t = useText();
  const zone = useZone();
  const isOfShift = isOfWindow(value);
  if (unheard.length === 0) return null;
  return (
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
  );
}

/** What the machine counted, by quarter of an hour. */
export function CountsUnder({ counts }: { readonly counts: Explained['counts'] }) {
  const t = useText();
  const zone = useZone();
  return (
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
  );
}
