import { Card, ControlChart, HourByHour, Letter, LetterLegend, PageHeader, Pareto, RunChart, StateStrip, Trend, daysOf, type ControlPoint, type LetterName } from '@millrace/ui';
import { at } from './invented.ts';

// A fixed wave, so that pictures can be compared
const wave = (i: number) => Math.sin(i * 1.7) + Math.sin(i * 0.61) * 0.8 + Math.cos(i * 3.1) * 0.4;
const subgroups: readonly ControlPoint[] = Array.from({ length: 30 }, (_, i) => {
  const value = i === 13 ? undefined : i === 22 ? 18.93 : 18.5 + wave(i) * 0.07 + (i > 24 ? 0.06 : 0);
  return {
    label: `${6 + Math.floor(i / 4)}:${['00', '15', '30', '45'][i % 4]}`,
    value,
    centre: 18.5,
    lower: i < 15 ? 18.28 : 18.3,
    upper: i < 15 ? 18.72 : 18.7,
    ...(i === 22 ? { rules: ['1'] } : i === 29 ? { rules: ['2'] } : {}),
  };
});
const times = Array.from({ length: 240 }, (_, i) => Date.parse(at('06:00')) + i * 60_000);
const temperature = times.map((_, i) => (i > 100 && i < 112 ? null : 62 + wave(i / 14) * 2));
const pressure = times.map((_, i) => Math.round(48 + wave(i / 30) * 3));

/** Every chart, with its axis and unit. */
export function ChartsStory() {
  const letters: readonly LetterName[] = ['S', 'Q', 'D', 'C', 'P', 'M', 'E', 'I'];
  return (
    <>
      <PageHeader trail={[{ label: 'Gallery' }, { label: 'Charts' }]} title="Charts" />
      <div className="page-body">
        <Card title="Letters of a month with 31 days">
          <div className="row" style={{ gap: 22 }}>
            {letters.map((letter, n) => (
              <Letter
                key={letter}
                letter={letter}
                name={letter}
                cell={24}
                days={daysOf({
                  days: 31,
                  today: 22,
                  off: [7, 14, 21],
                  results: Object.fromEntries(
                    Array.from({ length: 21 }, (_, i) => [i + 1, { isGood: (i * 7 + n) % 9 !== 0, hasAction: i % 2 === 0, isRestated: i === 10 }]).filter(
                      ([day]) => ![7, 14, 21, n === 3 ? 20 : 0].includes(day as number),
                    ),
                  ),
                })}
              />
            ))}
          </div>
          <LetterLegend />
        </Card>
        <div className="gallery-grid">
          <Card title="Run chart, process limits" aside="14 days · ring = signal">
            <RunChart
              name="First pass yield"
              unit="%"
              target={99.3}
              low={98.7}
              high={99.9}
              points={[99.4, 99.5, 99.3, 98.9, 99.0, 99.4, undefined, 99.4, 99.5, 99.2, 99.4, 98.6, 99.0, 99.1].map((value, i) => ({
                label: `${i + 9} Nov`,
                value,
              }))}
            />
          </Card>
          <Card title="Run chart, specification">
            <RunChart
              name="Mean of 10"
              unit="g"
              kind="specification"
              digits={2}
              low={18.2}
              high={18.8}
              points={[18.42, 18.45, 18.4, 18.47, 18.5, 18.52, 18.58, 18.64, 18.72, 18.93].map((value, i) => ({
                label: `${6 + Math.floor(i / 2)}:${i % 2 ? '50' : '20'}`,
                value,
              }))}
            />
          </Card>
          <Card title="Hour by hour, % of target">
            <HourByHour hours={[96, 102, 88, 101, 34].map((good, i) => ({ label: `0${i + 6}`, good, target: 100, passed: i === 4 ? 0.33 : 1 }))} />
          </Card>
          <Card title="Pareto" aside="last 7 days">
            <Pareto
              unit="min"
              cumulative
              most={5}
              losses={[
                { label: 'Feeder jam', value: 64 },
                { label: 'Wait for material', value: 38 },
                { label: 'Format change', value: 26 },
                { label: 'Carton magazine', value: 12 },
                { label: 'Print head', value: 8 },
                { label: 'Sensor', value: 5 },
              ]}
            />
          </Card>
        </div>
        <Card title="Control chart" aside="X̄, n = 5">
          <ControlChart name="Tablet mass" unit="g" of="mean of 5" points={subgroups} />
        </Card>
        <Card title="State strip">
          <StateStrip
            name="Blister 2"
            from={at('06:00')}
            to={at('14:00')}
            legend
            onPick={() => undefined}
            intervals={[
              { id: '1', state: 'production', from: at('06:00'), to: at('07:12') },
              { id: '2', state: 'delay', from: at('07:12'), to: at('07:31'), isUnexplained: true },
              { id: '3', state: 'production', from: at('07:31'), to: at('08:40') },
              { id: '4', state: 'setup', from: at('08:40'), to: at('09:05') },
              { id: '5', state: 'production', from: at('09:05'), to: at('10:20') },
              { id: '6', state: 'micro', from: at('10:20'), to: at('10:22') },
              { id: '7', state: 'planned-down', from: at('10:22'), to: at('10:52') },
              { id: '8', state: 'no-order', from: at('11:20'), to: at('11:50') },
              { id: '9', state: 'production', from: at('11:50'), to: at('13:10') },
              { id: '10', state: 'off', from: at('13:10'), to: at('14:00') },
            ]}
          />
        </Card>
        <Card title="Trend" aside="drag to zoom, double press to go back">
          <Trend
            name="Sealing station"
            times={times}
            low={58}
            high={66}
            series={[
              { label: 'Temperature', unit: '°C', values: temperature },
              { label: 'Pressure', unit: 'bar', values: pressure, stepped: true },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
