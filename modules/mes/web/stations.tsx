import { unitWords, type UnitNow } from '@millrace/scada/web';
import { Chip, Empty, Failed, Link, Loading, PageHeader, useAsk, useNames, usePlantModel, useText } from '@millrace/ui';
import type { Order } from './orders.ts';
import './mes.css';
import { inPlantOrder } from './plant-order.ts';
import { ThisDevice } from './this-device.tsx';

interface Station {
  readonly unit: string;
  readonly name: string;
  readonly line: string;
  readonly mayWork: boolean;
}

const remembered = 'millrace.terminal';

/** Which terminal is this? The one this device was last is offered first. */
export default function Stations() {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const asked = useAsk<{ rows: readonly Station[] }>('mes.station.list', {}, { nouns: ['model.revision', 'model.object', 'personnel.delegation'] });
  const units = useAsk<{ rows: readonly UnitNow[] }>('scada.unit.list');
  const orders = useAsk<{ rows: readonly Order[] }>('work.job-order.list', { state: 'running', limit: 200 });
  const next = useAsk<{ rows: readonly Order[] }>('work.job-order.list', { state: 'dispatched', limit: 200 });
  for (const one of [asked, units]) if (one.error && !one.data) return <Failed error={one.error} again={() => void one.refetch()} />;
  if (!asked.data) return <Loading />;
  const stations = asked.data.rows;
  const lines = [...new Set(stations.map(({ line }) => line))];
  const last = typeof localStorage === 'undefined' ? null : localStorage.getItem(remembered);
  const lastOne = stations.find(({ unit }) => unit === last);
  return (
    <>
      <PageHeader title={t('Where do you work?')} sub={t('Choose the station; this device remembers it.')} />
      <div className="page-body">
        {stations.length === 0 && (
          <Empty title={t('None of your roles holds at a station')} icon="device">
            <p>{t('Your supervisor can lend you a role here, or the administrator of access gives you one. A unit has a terminal where the model says `station: true`.')}</p>
          </Empty>
        )}
        {lastOne && (
          <section className="stack">
            <h2 className="small muted">{t('This device was last')}</h2>
            <Link to={`/terminal/${lastOne.unit}`} className="station">
              <span className="row">
                <b>{lastOne.name}</b>
                <span className="muted small">{`${lastOne.unit} · ${names.place(lastOne.line)}`}</span>
              </span>
            </Link>
          </section>
        )}
        {inOrder(lines).map((line) => (
          <section key={line} className="stack">
            <h2 className="small muted">{names.place(line)}</h2>
            <div className="stations">
              {inPlantOrder(
                stations.filter((station) => station.line === line).map(({ unit }) => unit),
                model,
                names,
              )
                .map((unit) => stations.find((one) => one.unit === unit)!)
                .map(({ unit, name, mayWork }) => {
                  const now = units.data?.rows.find((row) => row.place === unit);
                  const order = orders.data?.rows.find((one) => one.runsAt === unit);
                  const waits = next.data?.rows.filter((one) => one.place === unit).length ?? 0;
                  const words = now && unitWords(now, model);
                  return (
                    <Link key={unit} to={`/terminal/${unit}`} className="station" onClick={() => localStorage.setItem(remembered, unit)}>
                      <span className="row">
                        <b>{name}</b>
                        <span className="muted small">{unit}</span>
                        <span className="push" />
                        {!mayWork && <Chip>{t('to look at')}</Chip>}
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
                            : waits === 0
                              ? t('no order runs')
                              : waits === 1
                                ? t('no order runs · 1 is dispatched here')
                                : t('no order runs · {{n}} are dispatched here', { n: waits })}
                      </span>
                    </Link>
                  );
                })}
            </div>
          </section>
        ))}
        <ThisDevice stations={stations.map(({ unit, name }) => ({ id: unit, name }))} />
      </div>
    </>
  );

  /** The lines in which the person works before those they only look at; both in the order of the plant's tree. */
  function inOrder(all: readonly string[]): readonly string[] {
    const isWorked = (line: string) => stations.some((one) => one.line === line && one.mayWork);
    return inPlantOrder(all, model, names).toSorted((a, b) => Number(isWorked(b)) - Number(isWorked(a)));
  }
}
