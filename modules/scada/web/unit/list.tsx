import { Chip, Empty, Failed, figure, fromNow, Link, Loading, PageHeader, StateStrip, span, useAsk, useNames, useNow, usePlantModel, useText } from '@millrace/ui';
import { useShift } from '../shift.ts';
import { isConnected, unitWords } from '../state-words.ts';
import { useStrip } from '../strip.ts';
import { unheardWithin, type Counted } from '../hours.ts';
import { Connections } from './connections.tsx';
import '../floor.css';

/** A row of `scada.unit.list`. */
export interface UnitNow {
  readonly id: string;
  readonly place: string;
  readonly heard: boolean;
  readonly state: string;
  readonly mode: string;
  readonly since: string;
  readonly jobOrder: string | null;
  readonly reason: string | null;
  /** Who gave the reason; nobody where the machine did. */
  readonly explainedBy: string | null;
  /** The machine's own word for why it stands, and the reason of the model it means. */
  readonly saysWhy: string | null;
  readonly saysReason: string | null;
  /** How far the machine's clock is off, ms. */
  readonly skewMs: number | null;
  readonly interval: string;
  readonly heardAt: string;
}

const isHeard = (row: UnitNow) => row.heard && row.state !== 'unknown';

/** Every unit at a glance: what it does now, since when, and how its shift went. */
export default function Units() {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const now = useNow(20_000);
  const { data, error, refetch } = useAsk<{ rows: readonly UnitNow[]; asOf: string }>('scada.unit.list');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data || !model.isLoaded) return <Loading lines={8} />;
  const byPlace = new Map(data.rows.map((row) => [row.place, row]));
  const speaks = (units: readonly { id: string }[]) => units.some((unit) => byPlace.has(unit.id) && isHeard(byPlace.get(unit.id)!));
  const lines = model
    .of('equipment.line')
    .map((line) => ({ line, units: model.of('equipment.unit').filter((unit) => unit.fields['in'] === line.id) }))
    .filter(({ units }) => units.some((unit) => byPlace.has(unit.id)))
    // lines whose machines speak come first
    .toSorted((a, b) => Number(speaks(b.units)) - Number(speaks(a.units)));
  const silent = model.of('equipment.unit').filter((unit) => !byPlace.has(unit.id));
  const heard = data.rows.filter(isHeard).length;
  const standing = data.rows.filter((row) => unitWords(row, model).tone === 'bad').length;
  return (
    <>
      <PageHeader
        title={t('Units')}
        sub={
          heard === 1
            ? standing === 1
              ? t('1 unit speaks to us; it stands though it has an order')
              : t('1 unit speaks to us')
            : t('{{heard}} units speak to us, {{standing}} of them stand though they have an order', { heard, standing })
        }
      />
      <div className="page-body">
        {lines.length === 0 && (
          <Empty title={t('No machine has been heard yet')} icon="flow">
            <p>{t('Units appear here as soon as a connection of the model brings their state. “Flows” shows how each connection stands.')}</p>
          </Empty>
        )}
        {lines.map(({ line, units }) => (
          <section key={line.id} className="stack">
            <h2 className="small muted">
              {names.place(String(line.fields['in']))} › {String(line.fields['name'])}
            </h2>
            <div className="units">
              {units.flatMap((unit) => {
                const row = byPlace.get(unit.id);
                return row ? [<UnitCard key={unit.id} row={row} now={now} />] : [];
              })}
            </div>
          </section>
        ))}
        <Connections />
        {silent.length > 0 && (
          <p className="small muted">
            {t('Not heard by any connection')}: {silent.map((unit) => String(unit.fields['name'])).join(', ')}
          </p>
        )}
      </div>
    </>
  );
}

function UnitCard({ row, now }: { readonly row: UnitNow; readonly now: number }) {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const shift = useShift(row.place, now);
  const { intervals } = useStrip(row.place, shift.from, shift.to, now, shift.shift?.breaks);
  const counted = useAsk<Counted>('scada.count.list', { place: row.place, from: shift.from, to: shift.to }, { keepOld: true }).data;
  const made = [...(counted?.rows ?? []), ...unheardWithin(counted?.unheard ?? [], Date.parse(shift.from), Date.parse(shift.to))];
  const connected = isConnected(model, row.place);
  const { word, tone, sign } = unitWords(row, model);
  const total = made.reduce((sum, one) => sum + one.total, 0);
  const scrap = made.reduce((sum, one) => sum + one.scrap, 0);
  return (
    <Link to={`/scada/unit/${row.place}`} className="unit-card">
      <span className="row">
        <b>{names.place(row.place)}</b>
        <span className="muted small">{row.place}</span>
        <span className="push" />
        <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
          {t(word)}
        </Chip>
      </span>
      <span className="small muted num">
        {t('since {{ago}}', { ago: span((now - Date.parse(row.since)) / 1000) })}
        {row.reason !== null && ` · ${names.reason(row.reason)}`}
        {connected && !row.heard && ` · ${t('last heard {{ago}}', { ago: fromNow(row.heardAt, now) })}`}
      </span>
      <StateStrip
        name={t('{{unit}}, {{shift}}', { unit: names.place(row.place), shift: shift.says })}
        from={shift.from}
        to={new Date(Math.max(now, Date.parse(shift.from) + 60_000)).toISOString()}
        intervals={intervals}
        height={22}
        axis={false}
      />
      <span className="small num">
        {total === 0 ? (
          <span className="muted">{connected ? t('nothing counted this shift') : t('its pieces are counted by people')}</span>
        ) : (
          t('{{good}} good · {{scrap}} scrap this shift, the machine counted', { good: figure(total - scrap), scrap: figure(scrap) })
        )}
      </span>
    </Link>
  );
}
