import { unitWords, type UnitNow } from '@millrace/scada/web';
import { Chip, Empty, Failed, Link, Loading, PageHeader, useAsk, useNames, usePlantModel, useSession, useText } from '@millrace/ui';
import type { Order } from './orders.ts';
import './mes.css';
import { ThisDevice } from './this-device.tsx';

const remembered = 'millrace.terminal';

/** Which terminal is this? The one this device was last is offered first. */
export default function Stations() {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const { roles } = useSession();
  const units = useAsk<{ rows: readonly UnitNow[] }>('scada.unit.list');
  const orders = useAsk<{ rows: readonly Order[] }>('work.job-order.list', { state: 'running', limit: 200 });
  if (units.error && !units.data) return <Failed error={units.error} again={() => void units.refetch()} />;
  if (!model.isLoaded) return <Loading />;
  // where somebody has no role they see no order, and would be told that none runs
  const isTheirs = (unit: string) => roles.some(({ place }) => place === null || model.chain(unit).includes(place));
  const all = model.of('equipment.unit').filter((unit) => unit.fields['station'] === true);
  const stations = all.filter((unit) => isTheirs(unit.id));
  const lines = [...new Set(stations.map((unit) => String(unit.fields['in'])))];
  const last = typeof localStorage === 'undefined' ? null : localStorage.getItem(remembered);
  return (
    <>
      <PageHeader title={t('Where do you work?')} sub={t('Choose the station; this device remembers it.')} />
      <div className="page-body">
        {all.length === 0 && (
          <Empty title={t('No unit of the model is a station')} icon="device">
            <p>{t('Write `station: true` at a unit of the model to give it a terminal.')}</p>
          </Empty>
        )}
        {all.length > 0 && stations.length === 0 && (
          <Empty title={t('None of your roles holds at a station')} icon="device">
            <p>{t('Your supervisor can lend you a role here, or the administrator of access gives you one.')}</p>
          </Empty>
        )}
        {lines
          .toSorted((a, b) => rankOf(b) - rankOf(a))
          .map((line) => (
            <section key={line} className="stack">
              <h2 className="small muted">{names.place(line)}</h2>
              <div className="stations">
                {stations
                  .filter((unit) => unit.fields['in'] === line)
                  .map((unit) => {
                    const now = units.data?.rows.find((row) => row.place === unit.id);
                    const order = orders.data?.rows.find((one) => one.runsAt === unit.id);
                    const words = now && unitWords(now, model);
                    return (
                      <Link key={unit.id} to={`/terminal/${unit.id}`} className="station" onClick={() => localStorage.setItem(remembered, unit.id)}>
                        <span className="row">
                          <b>{String(unit.fields['name'])}</b>
                          <span className="muted small">{unit.id}</span>
                          <span className="push" />
                          {last === unit.id && <Chip tone="brand">{t('this device')}</Chip>}
                          {words && (
                            <Chip tone={words.tone} {...(words.sign === undefined ? {} : { sign: words.sign })}>
                              {t(words.word)}
                            </Chip>
                          )}
                        </span>
                        <span className="small muted">
                          {orders.data === undefined
                            ? ' '
                            : order
                              ? `${order.number} · ${names.material(order.definition)}${order.lotNumber === null ? '' : ` · ${t('lot')} ${order.lotNumber}`}`
                              : t('no order runs')}
                        </span>
                      </Link>
                    );
                  })}
              </div>
            </section>
          ))}
        <ThisDevice stations={stations.map((unit) => ({ id: unit.id, name: String(unit.fields['name']) }))} />
      </div>
    </>
  );

  /** The line this device was at last comes first, then those where work runs. */
  function rankOf(line: string): number {
    const mine = stations.filter((unit) => unit.fields['in'] === line);
    if (mine.some((unit) => unit.id === last)) return 2;
    return mine.some((unit) => orders.data?.rows.some((one) => one.runsAt === unit.id)) ? 1 : 0;
  }
}
