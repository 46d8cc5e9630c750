import { useState, type ReactNode } from 'react';
import { Button } from '../core/button.tsx';
import { Problem } from '../core/notice.tsx';
import { useText } from '../text/text.ts';
import { ChoiceField, ListField, LongTextField, NumberField, TextField, TimeField, YesNoField } from './fields.tsx';
import { fieldsOf, inputOf, labelOf, problemsIn, startValues, type Field, type Problems, type Schema, type Values } from './schema.ts';
import './form.css';

/** How one field differs from what the schema says. */
export interface FieldOverride {
  readonly label?: string;
  readonly hint?: string;
  readonly unit?: string;
  /** Trade's words for the schema's values. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The room's own field, e.g. a picker of lots; writes the value it gets. */
  readonly render?: (given: { value: unknown; set: (value: unknown) => void; problem: string | undefined; label: string }) => ReactNode;
  /** Takes the whole width of the form. */
  readonly full?: boolean;
}

export interface FieldOverrides {
  readonly start?: Values;
  readonly of?: Readonly<Record<string, FieldOverride>>;
}

export interface FormFieldsProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly onChange: (values: Record<string, unknown>) => void;
  readonly problems: Problems;
  readonly overrides?: FieldOverrides;
  readonly prefix?: string;
}

/** The fields of a form without its frame. */
export function FormFields({ fields, values, onChange, problems, overrides, prefix = '' }: FormFieldsProps) {
  if (fields.length === 0) return null;
  return (
    <div className="fields">
      {fields.map((field) => {
        const override = overrides?.of?.[prefix + field.name];
        const isFull = override?.full ?? (field.kind === 'long-text' || field.kind === 'group' || field.kind === 'list');
        return (
          <div key={field.name} data-full={isFull || undefined}>
            <OneField
              field={field}
              override={override}
              value={values[field.name]}
              set={(value) => onChange({ ...values, [field.name]: value })}
              problem={problems[prefix + field.name]}
              group={(inner) => <FormFields {...inner} problems={problems} prefix={`${prefix}${field.name}.`} {...(overrides ? { overrides } : {})} />}
            />
          </div>
        );
      })}
    </div>
  );
}

interface OneFieldProps {
  readonly field: Field;
  readonly override: FieldOverride | undefined;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  readonly problem: string | undefined;
  readonly group: (inner: Pick<FormFieldsProps, 'fields' | 'values' | 'onChange'>) => ReactNode;
}

function OneField({ field, override, value, set, problem, group }: OneFieldProps) {
  const t = useText();
  const label = t(override?.label ?? field.label);
  const hint = override?.hint ?? field.hint;
  const unit = override?.unit ?? field.unit;
  const said = problem === undefined ? undefined : t(problem);
  if (override?.render) return override.render({ value, set, problem: said, label });

  const common = { label, required: field.required, problem: said, name: field.name, ...(hint === undefined ? {} : { hint: t(hint) }) };
  switch (field.kind) {
    case 'group':
      return (
        <fieldset className="field-group">
          <legend>{label}</legend>
          {group({ fields: field.fields ?? [], values: (value ?? {}) as Values, onChange: set })}
        </fieldset>
      );
    case 'choice':
      return (
        <ChoiceField
          {...common}
          value={value === undefined ? undefined : String(value)}
          onChange={set}
          choices={(field.choices ?? []).map((choice) => ({ value: choice, label: t(override?.choices?.[choice] ?? labelOf(choice)) }))}
        />
      );
    case 'yes-no':
      return <YesNoField {...common} value={value === true} onChange={set} />;
    case 'number':
    case 'whole':
      return <NumberField {...common} value={value as number | undefined} onChange={set} unit={unit} whole={field.kind === 'whole'} />;
    case 'instant':
    case 'date':
      return <TimeField {...common} value={value as string | undefined} onChange={set} date={field.kind === 'date'} />;
    case 'list':
      return <ListField {...common} value={(value as string[] | undefined) ?? []} onChange={set} />;
    case 'long-text':
      return <LongTextField {...common} value={(value as string | undefined) ?? ''} onChange={set} />;
    case 'text':
      return <TextField {...common} value={(value as string | undefined) ?? ''} onChange={set} />;
    case 'custom':
      return <p className="muted small">{t('{{label}}: this field needs a form of its own; give it in `fields.of`.', { label })}</p>;
  }
}

export interface FormProps {
  /** JSON Schema of a command's input. */
  readonly schema: Schema;
  /** What is known already and not asked. */
  readonly known?: Values;
  readonly overrides?: FieldOverrides;
  readonly submit: string;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onSubmit: (input: Record<string, unknown>) => void;
}

/** A form on a page of its own, from the schema of a command's input; in a dialog an `Action` does the same. */
export function Form({ schema, known = {}, overrides, submit, busy = false, error, onSubmit }: FormProps) {
  const t = useText();
  const fields = fieldsOf(schema, Object.keys(known));
  const [values, setValues] = useState(() => startValues(fields, overrides?.start));
  const [tried, setTried] = useState(false);
  const problems = problemsIn(fields, values);
  const count = Object.keys(problems).length;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (count === 0 && !busy) onSubmit({ ...inputOf(fields, values), ...known });
      }}
    >
      <FormFields fields={fields} values={values} onChange={setValues} problems={tried ? problems : {}} {...(overrides ? { overrides } : {})} />
      {error !== undefined && <Problem error={error} />}
      <div className="dialog-foot">
        {tried && count > 0 && <span className="bad-ink small">{t('{{count}} fields to mend', { count })}</span>}
        <Button submit kind="primary" busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
