import type { Execution } from '@millrace/mes';
import { readLimits } from '@millrace/model';
import { Card, clock, RunChart, unitInWords, useNames, useText, useZone } from '@millrace/ui';
import type { ReactNode } from 'react';
import { trendBefore } from './trend-before.ts';
import './deviation.css';

/** The readings of the step it was found at, against their limits, the failing one named: the signal that matters. */
export function ReadingsOfStep({
  execution,
  step,
  raisedAt,
  aside,
}: {
  readonly execution: Execution | undefined;
  readonly step: string;
  readonly raisedAt: Temporal.Instant;
  readonly aside: ReactNode;
}) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const found = execution?.steps.find((one) => one.id === step);
  const of = (data: string) => execution!.readings.filter((one) => one.step === step && one.data === data && one.verdict !== 'unasked');
  // a second later: the deviation of an offline terminal may bear the minute of its reading
  const isBefore = (at: Temporal.Instant) => at.epochMilliseconds <= raisedAt.epochMilliseconds + 1000;
  const failed = execution?.readings.findLast((one) => one.step === step && one.verdict === 'outside' && isBefore(one.at));
  const asked = found?.data.find((one) => one.id === failed?.data) ?? found?.data.find((one) => one.limits !== undefined && of(one.id).length > 0);
  if (!execution || !asked?.limits) return <Card title={t('Seen before')}>{aside}</Card>;
  // what followed is for the order's own page; here the picture is that of the moment
  const readings = of(asked.id)
    .filter((one) => isBefore(one.at))
    .slice(-24);
  const { low, high } = readLimits(asked.limits);
  const unit = unitInWords(asked.unit);
  const failing = failed ? readings.lastIndexOf(failed) : -1;
  // a re-check is a second look at the same piece, not a step of the trend
  let first = failing;
  while (first > 0 && readings[first - 1]!.verdict === 'outside') first--;
  const trend = trendBefore(
    readings.map((one) => Number(one.value)),
    first,
  );
  const note = [
    failed &&
      t('{{value}} {{unit}}, {{says}}: {{who}}, {{time}}', {
        value: failed.value,
        unit,
        says: failed.says ?? '',
        who: failed.from ?? names.person(failed.by),
        time: clock(failed.at.toString(), zone),
      }),
    failed?.check !== undefined && t('check {{n}}', { n: failed.check }),
    trend && t('trend: {{n}} {{way}} in a row before the limit', { n: trend.n, way: t(trend.way) }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Card title={t('{{ask}}, {{unit}} · this order', { ask: asked.ask, unit })} aside={t('limits {{limits}}', { limits: asked.limits })}>
      <div className="signal">
        <RunChart
          name={asked.ask}
          unit={unit}
          kind="specification"
          height={190}
          {...(low === undefined ? {} : { low: Number(low) })}
          {...(high === undefined ? {} : { high: Number(high) })}
          points={readings.map((one, i) => ({
            label: clock(one.at.toString(), zone),
            value: Number(one.value),
            ...(i === failing && { isSignal: true }),
            ...(one.check !== undefined && { note: t('check {{n}}', { n: one.check }) }),
          }))}
          {...(note === '' ? {} : { note })}
        />
        <section>
          <h3 className="small muted">{t('Seen before')}</h3>
          {aside}
        </section>
      </div>
    </Card>
  );
}
