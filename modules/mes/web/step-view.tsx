import { complete, type Asked, type Execution } from '@millrace/mes';
import {
  BigButton,
  clock,
  DoBar,
  fromNow,
  RunChart,
  span,
  StepCard,
  StepPicture,
  TextField,
  useMay,
  useNames,
  useRun,
  useText,
  useWould,
  useZone,
  ValueEntry,
  type Text,
} from '@millrace/ui';
import { useState, type ReactNode } from 'react';
import { CompleteStep } from './complete-step.tsx';
import { askedStates, limitsOf, nextAsked, unitInWords, type AskedState } from './step-state.ts';

export interface StepViewProps {
  readonly place: string;
  readonly execution: Execution;
  readonly revision: number;
  readonly at: number;
  readonly isInHand: boolean;
  readonly now: number;
  readonly onDone: () => void;
}

/** One step: its instruction, what was read, one value and one button. */
export function StepView({ place, execution, revision, at, isInHand, now, onDone }: StepViewProps) {
  const t = useText();
  const would = useWould();
  const may = useMay();
  const step = execution.steps[at]!;
  const states = askedStates(execution, step);
  const one = nextAsked(states);
  const due = dueOf(states, step.everyS, now, t);
  const isRead = states.every((state) => state.is === 'good' || state.is === 'allowed' || state.is === 'blocked');
  const sentence = would(complete, execution, { execution: execution.id, step: step.id }, place);
  const why = !may('mes.step.complete') ? t('None of your roles here may do this.') : sentence;
  const label = [t('Step {{n}} of {{all}}', { n: at + 1, all: execution.steps.length }), step.everyS === undefined ? undefined : t('every {{time}}', { time: span(step.everyS) })]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <StepCard label={label} title={step.title} {...(due === undefined || step.doneBy !== undefined ? {} : { due: due.says, isLate: due.isLate })}>
        {step.instruction}
      </StepCard>
      <Readings step={step.id} states={states} current={isInHand && step.doneBy === undefined ? one?.asked.id : undefined} />
      {step.doneBy !== undefined ? (
        <Done by={step.doneBy} at={step.doneAt?.toString()} />
      ) : (
        <Now
          key={`${one?.asked.id} ${one?.readings.length}`}
          execution={execution}
          step={step.id}
          one={one}
          isAllRead={isRead}
          complete={<CompleteStep place={place} execution={execution} revision={revision} step={step} why={why} onDone={onDone} />}
        />
      )}
    </>
  );
}

function Done({ by, at }: { readonly by: string; readonly at: string | undefined }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <div className="tile">
      <b>
        <span aria-hidden="true">✓ </span>
        {t('Done by {{who}}', { who: names.person(by) })}
      </b>
      {at !== undefined && <span className="muted num"> · {clock(at, zone)}</span>}
    </div>
  );
}

/** When a repeated step is due again. */
function dueOf(states: readonly AskedState[], everyS: number | undefined, now: number, t: Text): { says: string; isLate: boolean } | undefined {
  const last = states.flatMap((state) => (state.last ? [state.last.at.epochMilliseconds] : []));
  if (everyS === undefined || last.length === 0) return undefined;
  const due = Math.max(...last) + everyS * 1000;
  return due < now ? { says: t('due {{ago}}', { ago: fromNow(due, now) }), isLate: true } : { says: t('due {{ago}}', { ago: fromNow(due, now) }), isLate: false };
}

/** The value in hand and its button; when all is read, the button completes the step. */
function Now({
  execution,
  step,
  one,
  isAllRead,
  complete: completeButton,
}: {
  readonly execution: Execution;
  readonly step: string;
  readonly one: AskedState | undefined;
  readonly isAllRead: boolean;
  readonly complete: ReactNode;
}) {
  const t = useText();
  const run = useRun();
  const may = useMay();
  const [typed, setTyped] = useState('');
  if (!one) return <DoBar>{completeButton}</DoBar>;
  const { asked } = one;
  const mayNot = may('mes.reading.record') ? undefined : t('None of your roles here may do this.');
  const record = (value: string) =>
    run({
      label: 'Record',
      address: 'mes.reading.record',
      report: true,
      input: { execution: execution.id, step, data: asked.id, value },
      done: t('{{ask}}: {{value}} kept', { ask: asked.ask, value }),
    });
  const again = one.is === 'recheck' ? (one.left === 1 ? t('Read it again: one reading is left.') : t('Read it again: {{n}} readings are left.', { n: one.left })) : undefined;

  if (asked.answer === 'yes-no' || asked.answer === 'choice') {
    const choices = asked.answer === 'choice' ? (asked.choices ?? []) : ['yes', 'no'];
    return isAllRead ? (
      <DoBar>
        <Answered asked={asked} value={one.last?.value ?? ''} isBad={one.last?.verdict === 'outside'} />
        {completeButton}
      </DoBar>
    ) : (
      <div className="ask">
        <div className="tile-label">
          <span>{asked.ask}</span>
          {again !== undefined && <span className="bad-ink">{again}</span>}
        </div>
        <div className="ask-keys">
          {choices.map((choice, i) => (
            <BigButton
              key={choice}
              kind={i === 0 && asked.answer === 'yes-no' ? 'go' : 'normal'}
              title={t(choice === 'yes' ? 'Yes' : choice === 'no' ? 'No' : choice)}
              why={mayNot}
              onClick={() => record(choice)}
            />
          ))}
        </div>
      </div>
    );
  }
  const isNumber = asked.answer === 'number';
  const shown = typed !== '' ? typed : isAllRead ? (one.last?.value ?? '') : '';
  const go =
    typed !== '' || !isAllRead ? (
      <BigButton
        kind="go"
        title={typed === '' ? t('Record') : t('Record {{value}}', { value: `${typed}${isNumber && unitInWords(asked.unit) ? ` ${unitInWords(asked.unit)}` : ''}` })}
        why={mayNot ?? (typed.trim() === '' ? (again ?? (isNumber ? t('Type or weigh it first') : t('Scan or type it first'))) : undefined)}
        onClick={() => record(typed.trim())}
      />
    ) : (
      completeButton
    );
  return (
    <DoBar>
      {isNumber ? (
        <ValueEntry label={asked.ask} value={shown} limits={limitsOf(asked)} onChange={setTyped} {...(one.last?.from === undefined ? {} : { source: one.last.from })} />
      ) : (
        <TextEntry asked={asked} value={shown} onChange={setTyped} onEnter={() => typed.trim() !== '' && mayNot === undefined && record(typed.trim())} />
      )}
      {go}
    </DoBar>
  );
}

function Answered({ asked, value, isBad }: { readonly asked: Asked; readonly value: string; readonly isBad: boolean }) {
  const t = useText();
  return (
    <div className="value-entry">
      <div className="tile-label">
        <span>{asked.ask}</span>
      </div>
      <div className="value-field" data-bad={isBad || undefined}>
        <span>{t(value === 'yes' ? 'Yes' : value === 'no' ? 'No' : value)}</span>
      </div>
    </div>
  );
}

/** A code or a word: scanned, or typed; a scanner ends with Enter and so records at once. */
function TextEntry({
  asked,
  value,
  onChange,
  onEnter,
}: {
  readonly asked: Asked;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}) {
  return (
    <form
      className="value-entry text-entry"
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <TextField label={asked.ask} value={value} onChange={onChange} placeholder={asked.answer === 'lot' ? 'lot number' : ''} />
    </form>
  );
}

/** What the step asks, and every reading of it with its verdict; a value with limits that was read more than once is drawn. */
function Readings({ step, states, current }: { readonly step: string; readonly states: readonly AskedState[]; readonly current: string | undefined }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const drawn = states.find((state) => state.asked.limits !== undefined && state.readings.length > 1);
  const limits = drawn && limitsOf(drawn.asked);
  if (states.length === 0) return <StepPicture label={t('Nothing is recorded in this step')}>{null}</StepPicture>;
  return (
    <div className="tile read-list" data-step={step}>
      {drawn && limits && (
        <RunChart
          name={drawn.asked.ask}
          unit={limits.unit ?? ''}
          kind="specification"
          height={150}
          {...(limits.low === undefined ? {} : { low: Number(limits.low) })}
          {...(limits.high === undefined ? {} : { high: Number(limits.high) })}
          points={drawn.readings.map((reading) => ({ label: clock(reading.at.toString(), zone), value: Number(reading.value) }))}
        />
      )}
      <ul>
        {states.map(({ asked, readings, is }) => (
          <li key={asked.id} data-current={asked.id === current || undefined}>
            <span>
              <span aria-hidden="true">{is === 'missing' ? '○' : is === 'good' ? '✓' : is === 'allowed' ? '◇' : '✕'} </span>
              {asked.ask}
              {asked.limits !== undefined && (
                <small className="muted num">
                  {' '}
                  {asked.limits} {unitInWords(asked.unit)}
                </small>
              )}
            </span>
            <span className="read-values">
              {readings.length === 0 && <small className="muted">{t('not read yet')}</small>}
              {readings.slice(-4).map((reading) => (
                <span
                  key={`${reading.at.toString()} ${reading.value}`}
                  className={reading.verdict === 'outside' ? 'bad-ink num' : 'num'}
                  title={`${names.person(reading.by)}, ${clock(reading.at.toString(), zone)}`}
                >
                  <b>
                    {reading.value} {unitInWords(asked.unit)}
                  </b>
                  {reading.says !== undefined && <small> ✕ {reading.says}</small>} <small className="muted">{clock(reading.at.toString(), zone)}</small>
                </span>
              ))}
              {is === 'allowed' && <small>{t('allowed by quality')}</small>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
