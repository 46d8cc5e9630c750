import { execution } from '@millrace/mes';
import { readLimits } from '@millrace/model';
import { Card, clock, RunChart, useAsk, useText, useZone } from '@millrace/ui';

/** The readings of the blocked step, against their limits: the signal that matters. */
export function ReadingsOfStep({ jobOrder, step }: { readonly jobOrder: string; readonly step: string }) {
  const t = useText();
  const zone = useZone();
  const { data } = useAsk<{ execution: unknown }>('mes.execution.show', { jobOrder });
  const read = data && execution.states.safeDecode(data.execution as never);
  if (!read?.success) return null;
  const found = read.data.steps.find((one) => one.id === step);
  const asked = found?.data.find((one) => one.limits !== undefined && read.data.readings.some((reading) => reading.data === one.id && reading.step === step));
  if (!asked) return null;
  const readings = read.data.readings.filter((one) => one.step === step && one.data === asked.id && one.verdict !== 'unasked');
  const { low, high } = readLimits(asked.limits!);
  const unit = asked.unit === '1' ? '' : (asked.unit ?? '');
  return (
    <Card title={t('{{ask}}, {{unit}} · this order', { ask: asked.ask, unit })} aside={t('limits {{limits}}', { limits: asked.limits! })}>
      <RunChart
        name={asked.ask}
        unit={unit}
        kind="specification"
        height={170}
        {...(low === undefined ? {} : { low: Number(low) })}
        {...(high === undefined ? {} : { high: Number(high) })}
        points={readings.map((one) => ({ label: clock(one.at.toString(), zone), value: Number(one.value) }))}
      />
    </Card>
  );
}
