import type { Execution, Reading, Step } from '@millrace/mes';
import { clock, RunChart, useMedia, useNames, useText, useZone, unitInWords } from '@millrace/ui';
import { isRepeated, openCheck } from '../src/step/order-of-steps.ts';
import { keptHere } from './kept.ts';
import { limitsOf, type AskedState } from './step-state.ts';

const sign = { missing: '○', good: '✓', allowed: '◇', recheck: '✕', blocked: '✕' } as const;

/** What the step asks, and every reading of it with its verdict; a value with limits is drawn beside them, over all repetitions. */
export function Readings({
  execution,
  step,
  states,
  current,
}: {
  readonly execution: Execution;
  readonly step: Step;
  readonly states: readonly AskedState[];
  readonly current: string | undefined;
}) {
  const t = useText();
  const isLow = useMedia('(max-height: 940px)');
  return (
    // on a small panel it scrolls by itself, so a keyboard must reach it
    <section className="tile read-list goes-on" data-step={step.id} tabIndex={0} aria-label={t('What this step asks')}>
      <ul>
        {states.map((state) => (
          <li key={state.asked.id} data-current={state.asked.id === current || undefined}>
            <span>
              {/* a value that something is said of is not simply right */}
              <span aria-hidden="true">{state.is === 'good' && state.last?.says !== undefined ? '◔' : sign[state.is]} </span>
              {state.asked.ask}
              {state.asked.materials !== undefined && <small className="muted num"> {state.asked.materials.join(', ')}</small>}
              {state.asked.limits !== undefined && (
                <small className="muted num">
                  {' '}
                  {state.asked.limits} {unitInWords(state.asked.unit)}
                </small>
              )}
            </span>
            <span className="read-values">
              {state.readings.length === 0 && <small className="muted">{t('not read yet')}</small>}
              {state.readings.slice(-4).map((reading, i) => (
                <ReadingShown key={i} reading={reading} unit={unitInWords(state.asked.unit)} />
              ))}
              {state.is === 'allowed' && <small>{t('allowed as it is')}</small>}
            </span>
          </li>
        ))}
      </ul>
      {/* beneath what is to be read: on a low panel the values stand in sight, and the chart is scrolled to */}
      <Trend execution={execution} step={step} height={isLow ? 96 : 130} {...(current === undefined ? {} : { current })} />
      {isRepeated(step) && <Checks execution={execution} step={step} />}
    </section>
  );
}

/** What is to be said of a value: out of limits, or merely noted, such as a lot that nobody knows here. */
export function Said({ of: { says, verdict } }: { readonly of: Reading }) {
  if (says === undefined) return null;
  return <small className={verdict === 'outside' ? undefined : 'warn-ink'}> {`${verdict === 'outside' ? '✕' : '◔'} ${says}`}</small>;
}

function ReadingShown({ reading, unit }: { readonly reading: AskedState['readings'][number]; readonly unit: string | undefined }) {
  const zone = useZone();
  const names = useNames();
  const at = clock(reading.at.toString(), zone);
  return (
    <span className={reading.verdict === 'outside' ? 'bad-ink num' : 'num'} title={`${names.person(reading.by)}, ${at}`}>
      <b>
        {reading.value} {unit}
      </b>
      <Said of={reading} />{' '}
      <small className="muted">
        {reading.from === keptHere && <span title={keptHere}>◔ </span>}
        {at}
      </small>
    </span>
  );
}

/** All readings of one value of a step against its limits: the one in hand where it has limits, else the first that has. */
export function Trend({ execution, step, current, height = 130 }: { readonly execution: Execution; readonly step: Step; readonly current?: string; readonly height?: number }) {
  const zone = useZone();
  const drawable = step.data.filter((one) => one.limits !== undefined && one.answer === 'number');
  const asked = drawable.find((one) => one.id === current) ?? drawable[0];
  if (!asked) return null;
  const readings = execution.readings.filter((one) => one.step === step.id && one.data === asked.id && one.verdict !== 'unasked');
  if (readings.length < 2) return null;
  const { low, high, unit } = limitsOf(asked);
  return (
    <RunChart
      name={asked.ask}
      unit={unit ?? ''}
      kind="specification"
      height={height}
      {...(low === undefined ? {} : { low: Number(low) })}
      {...(high === undefined ? {} : { high: Number(high) })}
      // a shift of half-hour checks, twice over: further back the record's page shows it
      points={readings.slice(-32).map((reading) => ({ label: clock(reading.at.toString(), zone), value: Number(reading.value) }))}
    />
  );
}

/** The repetitions that were done, newest first, each with its own readings; one that was missed stays to be seen. */
export function Checks({ execution, step }: { readonly execution: Execution; readonly step: Step }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const open = openCheck(step);
  const past = (step.checks ?? []).filter((check) => check.n !== open?.n).toReversed();
  if (past.length === 0) return null;
  return (
    <table className="checks">
      <caption>{past.length === 1 ? t('1 check before') : t('{{n}} checks before', { n: past.length })}</caption>
      <tbody>
        {past.map((check) => (
          <tr key={check.n}>
            <th scope="row" className="num">
              {check.n}
            </th>
            <td className="num">{check.doneAt ? clock(check.doneAt.toString(), zone) : t('due {{time}}', { time: clock(check.dueAt.toString(), zone) })}</td>
            <td className="num">
              {check.doneBy === undefined && <b className="bad-ink">✕ {t('missed')}</b>}
              {step.data.map((asked) => {
                const mine = execution.readings.filter((one) => one.step === step.id && one.data === asked.id && one.check === check.n && one.verdict !== 'unasked');
                return mine.map((reading, i) => (
                  <span key={`${asked.id} ${i}`} className={reading.verdict === 'outside' ? 'bad-ink' : undefined}>
                    {reading.verdict === 'outside' ? '✕ ' : ''}
                    {reading.value} {unitInWords(asked.unit)}{' '}
                  </span>
                ));
              })}
            </td>
            <td className="muted">
              {check.doneBy !== undefined && names.person(check.doneBy)}
              {check.doneBy !== undefined && check.isOverdue && <span className="warn-ink"> · {t('late')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
