import { Checkbox, NumberInput, PasswordInput, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useText } from '../text/text.ts';
import './form.css';

export interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  /** What is wrong with the value, as a sentence. */
  readonly problem?: string | undefined;
  readonly name?: string;
  readonly autoFocus?: boolean;
}

function wrap({ label, hint, required, problem, name, autoFocus }: Omit<FieldProps<unknown>, 'value' | 'onChange'>) {
  return {
    label,
    required: required ?? false,
    error: problem,
    ...(hint === undefined ? {} : { description: hint }),
    ...(name === undefined ? {} : { name }),
    ...(autoFocus ? { 'data-autofocus': true, autoFocus } : {}),
  };
}

/** One line of text. */
export function TextField(props: FieldProps<string> & { readonly placeholder?: string; readonly autoComplete?: string }) {
  return (
    <TextInput
      {...wrap(props)}
      value={props.value}
      placeholder={props.placeholder}
      autoComplete={props.autoComplete ?? 'off'}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** A password, to be shown on demand. */
export function SecretField(props: FieldProps<string> & { readonly autoComplete?: string }) {
  const t = useText();
  return (
    <PasswordInput
      {...wrap(props)}
      value={props.value}
      autoComplete={props.autoComplete ?? 'current-password'}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('Show what I type') }}
    />
  );
}

/** Several lines of text. */
export function LongTextField(props: FieldProps<string> & { readonly rows?: number }) {
  return <Textarea {...wrap(props)} value={props.value} rows={props.rows ?? 4} onChange={(event) => props.onChange(event.currentTarget.value)} />;
}

/** A number with its unit; empty is `undefined`. */
export function NumberField(
  props: FieldProps<number | undefined> & {
    readonly unit?: string | undefined;
    readonly whole?: boolean;
    readonly min?: number | undefined;
    readonly max?: number | undefined;
  },
) {
  return (
    <NumberInput
      {...wrap(props)}
      value={props.value ?? ''}
      onChange={(value) => props.onChange(value === '' ? undefined : Number(value))}
      allowDecimal={!props.whole}
      clampBehavior="none"
      hideControls
      inputMode="decimal"
      {...(props.unit ? { rightSection: <span className="field-unit">{props.unit}</span>, rightSectionWidth: Math.max(36, props.unit.length * 10 + 16) } : {})}
    />
  );
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

/** One of a few: up to four short ones stand open side by side, more go into a list. */
export function ChoiceField(props: FieldProps<string | undefined> & { readonly choices: readonly ChoiceOption[]; readonly placeholder?: string }) {
  const t = useText();
  const id = useId();
  const { choices, value, label, required, problem, hint } = props;
  const letters = choices.reduce((sum, choice) => sum + choice.label.length, 0);
  // of one there is nothing to choose, and a control of one part looks chosen when it is not
  if (choices.length > 1 && choices.length <= 4 && letters <= 36)
    return (
      <div className="mantine-InputWrapper-root" role="group" aria-labelledby={id}>
        <div className="mantine-InputWrapper-label" id={id}>
          {label}
          {required && <span className="mantine-InputWrapper-required"> *</span>}
        </div>
        {hint && <p className="mantine-InputWrapper-description">{hint}</p>}
        <SegmentedControl data={[...choices]} value={value ?? ''} onChange={(next) => props.onChange(next)} fullWidth aria-labelledby={id} />
        {problem && <p className="mantine-InputWrapper-error">{problem}</p>}
      </div>
    );
  return (
    <Select
      {...wrap(props)}
      data={[...choices]}
      value={value ?? null}
      onChange={(next) => props.onChange(next ?? undefined)}
      searchable={choices.length > 8}
      clearable={!required}
      placeholder={props.placeholder ?? t('Choose')}
      nothingFoundMessage={t('Nothing of that name')}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

/** Yes or no. */
export function YesNoField(props: FieldProps<boolean> & { readonly asSwitch?: boolean }) {
  const Part = props.asSwitch ? Switch : Checkbox;
  return (
    <Part
      label={props.label}
      checked={props.value}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      {...(props.hint === undefined ? {} : { description: props.hint })}
      error={props.problem}
    />
  );
}

/** A date, or an instant in the browser's own time; given and taken as ISO text. */
export function TimeField(props: FieldProps<string | undefined> & { readonly date?: boolean }) {
  const { value, date } = props;
  const shown = value === undefined ? '' : date ? value : localText(value);
  return (
    <TextInput
      {...wrap(props)}
      type={date ? 'date' : 'datetime-local'}
      value={shown}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        props.onChange(typed === '' ? undefined : date ? typed : new Date(typed).toISOString());
      }}
    />
  );
}

/** Several short texts, one per line. */
export function ListField(props: FieldProps<readonly string[]>) {
  const t = useText();
  return (
    <Textarea
      {...wrap({ ...props, hint: props.hint ?? t('One per line') })}
      value={props.value.join('\n')}
      rows={3}
      onChange={(event) => props.onChange(event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n'))}
    />
  );
}

function localText(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
