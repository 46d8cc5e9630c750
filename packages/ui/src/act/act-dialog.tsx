import { useState } from 'react';
import { useSession } from '../client/session.tsx';
import type { Envelope } from '../client/client.ts';
import { signatureAsked } from '../client/refusal.ts';
import { Button } from '../core/button.tsx';
import { Problem } from '../core/notice.tsx';
import { FormFields } from '../form/form.tsx';
import { fieldsOf, inputOf, problemsIn, startValues, type Schema } from '../form/schema.ts';
import { useCommandSchema } from '../client/commands.tsx';
import { Failed, Loading } from '../core/states.tsx';
import { Dialog } from './dialogs.tsx';
import { LongTextField } from '../form/fields.tsx';
import { useText } from '../text/text.ts';
import type { Action } from './action.ts';
import { useSend } from './run.tsx';
import { useNames } from '../plant/use-model.ts';
import { SignatureFields } from './signature-fields.tsx';
import './act.css';

/** Asks for what a command still needs: its fields, a reason, a signature; shows the refusal where the person stands. */
export function ActDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }) {
  const t = useText();
  const isAsked = action.schema === 'from-server';
  const { schema, error } = useCommandSchema(action.address, isAsked);
  if (!isAsked) return <FilledDialog action={action} schema={action.schema as Schema | undefined} onClose={onClose} />;
  if (schema) return <FilledDialog action={action} schema={schema} onClose={onClose} />;
  return (
    <Dialog title={t(action.label)} onClose={onClose}>
      {error ? <Failed error={error} /> : <Loading />}
    </Dialog>
  );
}

function FilledDialog({ action, schema, onClose }: { readonly action: Action; readonly schema: Schema | undefined; readonly onClose: () => void }) {
  const t = useText();
  const { send, busy, error } = useSend(action);
  // the plant's policy may ask for a signature, or for another meaning, that the screen did not know of
  const signs = signatureAsked(error) ?? action.signs;
  const known = Object.keys(action.input ?? {});
  const fields = schema ? fieldsOf(schema, known) : [];
  const [values, setValues] = useState(() => startValues(fields, action.fields?.start));
  const [reason, setReason] = useState('');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);

  const problems = problemsIn(fields, values);
  const reasonProblem = action.reason === 'needed' && reason.trim() === '' ? t('Say why, in a sentence.') : undefined;
  const secretProblem = signs && secret === '' ? t('Sign with your password or PIN.') : undefined;
  const count = Object.keys(problems).length + (reasonProblem ? 1 : 0) + (secretProblem ? 1 : 0);

  function submit() {
    setTried(true);
    if (count > 0 || busy) return;
    const envelope: Envelope = {
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(action.seen === undefined ? {} : { seen: action.seen }),
      ...(signs ? { signature: { meaning: signs, secret } } : {}),
    };
    send({ ...inputOf(fields, values), ...action.input }, envelope).then(onClose, () => {
      setSecret('');
      // what is missing after a refusal was given, and refused: the refusal says so
      setTried(false);
    });
  }

  return (
    <Dialog onClose={onClose} title={t(action.label)} size={fields.length > 2 ? 'lg' : 'md'}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {action.consequence && <div>{action.consequence}</div>}
        <FormFields fields={fields} values={values} onChange={setValues} problems={tried ? problems : {}} {...(action.fields ? { overrides: action.fields } : {})} />
        {action.reason && (
          <LongTextField label={t('Reason')} required={action.reason === 'needed'} value={reason} onChange={setReason} problem={tried ? reasonProblem : undefined} rows={3} />
        )}
        {signs && <SignHere meaning={signs} secret={secret} onSecret={setSecret} problem={tried ? secretProblem : undefined} />}
        {error !== undefined && (signatureAsked(error) === undefined || action.signs !== undefined) && <Problem error={error} />}
        <div className="dialog-foot">
          {tried && count > 0 && <span className="bad-ink small">{t('{{count}} fields to mend', { count })}</span>}
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button submit kind={action.kind === 'danger' ? 'danger' : 'primary'} busy={busy} {...(signs ? { icon: 'sign' as const } : {})}>
            {signs ? t('Sign: {{what}}', { what: t(action.label) }) : t(action.label)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function SignHere(props: { readonly meaning: string; readonly secret: string; readonly onSecret: (secret: string) => void; readonly problem: string | undefined }) {
  const { person, roles } = useSession();
  const names = useNames();
  return <SignatureFields name={person.name} role={roles[0] && names.role(roles[0].role)} {...props} />;
}
