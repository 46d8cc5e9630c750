import { Card, Chip, Empty, figure, fromNow, Notice, Refusal, Trend, useAsk, useNow, usePlantModel, useText, unitInWords } from '@millrace/ui';
import { useMemo, useState } from 'react';
import { qualityInWords, valueInWords, type Sample } from './signal-words.ts';

interface Plotted {
  readonly columns: readonly { readonly at: string; readonly points: readonly (readonly [string, number])[]; readonly bad: number }[];
}

interface Signal {
  readonly id: string;
  readonly name: string;
  readonly unit: string | undefined;
  readonly isNumber: boolean;
  readonly mapping: Readonly<Record<string, string>> | undefined;
}

const numbers = new Set(['rate', 'measurement', 'energy', 'total-count', 'good-count', 'scrap-count']);

/** What the signals of a unit say now, how far they may be trusted, and the one that was chosen over the shift. */
export function SignalsOfUnit({ place, name, from, to }: { readonly place: string; readonly name: string; readonly from: string; readonly to: string }) {
  const t = useText();
  const model = usePlantModel();
  const now = useNow(5_000);
  const signals = useMemo(
    () =>
      model
        .of('scada.signal')
        .filter((one) => one.fields['on'] === place)
        .map((one): Signal => {
          // a unit's signals are named after it; its own page need not say so
          const full = String(one.fields['name'] ?? one.id);
          return {
            id: one.id,
            name: full.startsWith(`${name}, `) ? full.charAt(name.length + 2).toUpperCase() + full.slice(name.length + 3) : full,
            unit: one.fields['unit'] as string | undefined,
            isNumber: numbers.has(String(one.fields['means'])),
            mapping: model.find('scada.state-mapping', one.fields['mapping'] as string | undefined)?.fields['values'] as Record<string, string> | undefined,
          };
        }),
    [model, place, name],
  );
  const { data, error } = useAsk<{ samples: readonly Sample[]; asOf: string }>(
    'historian.sample.latest',
    { signals: signals.map((one) => one.id).join(',') },
    { when: signals.length > 0, everyMs: 5_000, keepOld: true },
  );
  const [chosen, setChosen] = useState<string>();
  const heard = new Map((data?.samples ?? []).map((one) => [one.signal, one]));
  const drawn = signals.find((one) => one.id === chosen) ?? signals.find((one) => one.isNumber && typeof heard.get(one.id)?.value === 'number');
  if (signals.length === 0)
    return (
      <Card title={t('What it says')}>
        <Empty title={t('The model gives it no signals')} icon="flow" />
      </Card>
    );
  return (
    <Card title={t('What it says')} aside={t('{{n}} signals', { n: signals.length })}>
      {error && !data && (
        <Notice tone="warn">
          {error instanceof Refusal ? t(error.message) : t('The historian does not answer. What the machine says waits on disk and is shown when it does.')}
        </Notice>
      )}
      <div className="signals">
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('Signals')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('Signal')}</th>
                <th data-end>{t('Value')}</th>
                <th>{t('Said')}</th>
                <th>{t('Quality')}</th>
              </tr>
            </thead>
            <tbody>
              {signals.map((one) => {
                const sample = heard.get(one.id);
                const quality = qualityInWords(sample);
                return (
                  <tr key={one.id}>
                    <td>
                      {one.isNumber ? (
                        <button type="button" className="as-link" aria-pressed={drawn?.id === one.id} onClick={() => setChosen(one.id)}>
                          {t(one.name)}
                        </button>
                      ) : (
                        t(one.name)
                      )}
                    </td>
                    <td className="num" data-end>
                      {typeof sample?.value === 'number' && one.mapping === undefined
                        ? figure(sample.value, { ...(one.unit !== undefined && { unit: one.unit }) })
                        : t(valueInWords(sample?.value, one.mapping))}
                    </td>
                    <td className="num muted">{sample === undefined ? '–' : fromNow(sample.sourceTime, now)}</td>
                    <td>{quality === undefined ? <span className="muted">{sample === undefined ? '–' : t('good')}</span> : <Chip tone={quality.tone}>{t(quality.says)}</Chip>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        {drawn && <TrendOfSignal key={drawn.id} signal={drawn} from={from} to={to} name={name} />}
      </div>
    </Card>
  );
}

function TrendOfSignal({ signal, from, to, name }: { readonly signal: Signal; readonly from: string; readonly to: string; readonly name: string }) {
  const t = useText();
  // a curve that is a minute old is new enough for a shift
  const until = useMemo(() => new Date(Math.floor(Date.parse(to) / 60_000) * 60_000).toISOString(), [to]);
  const { data } = useAsk<Plotted>('historian.sample.plot', { signal: signal.id, from, to: until, pixels: '500' }, { keepOld: true });
  const drawn = useMemo(() => {
    const points = (data?.columns ?? []).flatMap((column): (readonly [number, number | null])[] => [
      ...column.points.map(([at, value]) => [Date.parse(at), value] as const),
      // where values were bad the line breaks
      ...(column.bad > 0 ? [[Date.parse(column.at), null] as const] : []),
    ]);
    const inOrder = points.toSorted(([a], [b]) => a - b).filter(([at], i, all) => i === 0 || at !== all[i - 1]![0]);
    return { times: inOrder.map(([at]) => at), values: inOrder.map(([, value]) => value) };
  }, [data]);
  const title = t('{{signal}}, this shift', { signal: t(signal.name) });
  return (
    <figure className="signal-trend">
      <figcaption className="small muted">
        {title}
        {signal.unit !== undefined && ` · ${unitInWords(signal.unit)}`}
      </figcaption>
      {drawn.times.length < 2 ? (
        <Empty title={t('It has not changed in this shift')} />
      ) : (
        <Trend
          name={`${name}, ${title}`}
          times={drawn.times}
          series={[{ label: t(signal.name), unit: unitInWords(signal.unit), values: drawn.values, stepped: true }]}
          height={230}
        />
      )}
    </figure>
  );
}
