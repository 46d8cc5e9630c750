import { ExplainDialog, stopsOf, useStrip, type ShiftShown } from '@millrace/scada/web';
import { StateStrip, StepStrip, useMedia, useNames, useText, type StripStep } from '@millrace/ui';
import { useState } from 'react';

export interface FootStripProps {
  readonly place: string;
  readonly shift: ShiftShown;
  readonly now: number;
  readonly steps?: readonly StripStep[];
  readonly onPick?: (index: number) => void;
}

/** The shift so far as a strip, and the steps of the job; a stop is pressed to give its reason. */
export function FootStrip({ place, shift, now, steps, onPick }: FootStripProps) {
  const t = useText();
  const names = useNames();
  const { rows, intervals } = useStrip(place, shift.from, shift.to, now, shift.shift?.breaks);
  // a low screen keeps its room for the step: the strip says its totals to readers and on a press all the same
  const isTall = useMedia('(min-height: 1000px), (max-width: 1000px)');
  const [explains, setExplains] = useState<string>();
  const to = new Date(Math.max(now, Date.parse(shift.from) + 60_000)).toISOString();
  return (
    <>
      <StateStrip
        name={t('{{unit}}, {{shift}}', { unit: names.place(place), shift: shift.says })}
        from={shift.from}
        to={to}
        intervals={intervals}
        legend={isTall}
        onPick={(one) => setExplains(one.id)}
      />
      {steps && <StepStrip steps={steps} {...(onPick ? { onPick } : {})} />}
      {explains !== undefined && (
        <ExplainDialog place={place} name={names.place(place)} stops={stopsOf(rows, intervals, now)} start={explains} onClose={() => setExplains(undefined)} />
      )}
    </>
  );
}
