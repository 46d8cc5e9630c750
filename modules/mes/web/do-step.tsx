import type { Asked, Execution } from '@millrace/mes';
import { BigButton, DoBar, TextField, useMayNot, useRun, useText, ValueEntry, unitInWords } from '@millrace/ui';
import { useState, type ReactNode } from 'react';
import { limitsOf, type AskedState } from './step-state.ts';

export interface DoStepProps {
  readonly execution: Execution;
  readonly step: string;
  readonly check: number | undefined;
  readonly one: AskedState | undefined;
  readonly isAllRead: boolean;
  readonly complete: ReactNode;
  /** Shown instead of the button while nothing is typed and nothing presses: between two checks. */
  readonly goOn?: ReactNode;
}

/** The value in hand and its button; when all is read, the button completes the step. */
export function DoStep({ execution, step, check, one, isAllRead, complete, goOn }: DoStepProps) {
  const t = useText();
  const run = useRun();
  const mayNotHere = useMayNot();
  const [typed, setTyped] = useState('');
  if (!one) return <DoBar>{complete}</DoBar>;
  const { asked } = one;
  const mayNot = mayNotHere('mes.reading.record', execution.place);
  const record = (value: string) =>
    run({
      label: 'Record',
      address: 'mes.reading.record',
      report: true,
      input: { execution: execution.id, step, data: asked.id, value, ...(check !== undefined && { check }) },
      done: t('{{ask}}: {{value}} kept', { ask: asked.ask, value }),
    });
  const again = one.is === 'recheck' ? (one.left === 1 ? t('Read it again: one reading is left.') : t('Read it again: {{n}} readings are left.', { n: one.left })) : undefined;

  if (asked.answer === 'yes-no' || asked.answer === 'choice') {
    const choices = asked.answer === 'choice' ? (asked.choices ?? []) : ['yes', 'no'];
    if (isAllRead)
      return (
        <DoBar>
          <Answered asked={asked} value={one.last?.value ?? ''} isBad={one.last?.verdict === 'outside'} />
          {complete}
        </DoBar>
      );
    return (
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
    typed === '' && goOn !== undefined ? (
      goOn
    ) : typed !== '' || !isAllRead ? (
      <BigButton
        kind="go"
        title={typed === '' ? t('Record') : t('Record {{value}}', { value: `${typed}${isNumber && unitInWords(asked.unit) ? ` ${unitInWords(asked.unit)}` : ''}` })}
        why={mayNot ?? (typed.trim() === '' ? (again ?? (isNumber ? t('Type or weigh it first') : t('Scan or type it first'))) : undefined)}
        isWrong={again !== undefined}
        onClick={() => record(typed.trim())}
      />
    ) : (
      complete
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
