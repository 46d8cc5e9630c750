import { PasswordInput } from '@mantine/core';
import { useText } from '../text/text.ts';
import './act.css';

export interface SignatureFieldsProps {
  /** Printed name of the signer. */
  readonly name: string;
  readonly role?: string | undefined;
  readonly meaning: string;
  readonly secret: string;
  readonly onSecret: (secret: string) => void;
  readonly problem?: string | undefined;
}

/** What a signature shows before it is given: printed name, meaning, and the second component (21 CFR 11.50, 11.200). */
export function SignatureFields({ name, role, meaning, secret, onSecret, problem }: SignatureFieldsProps) {
  const t = useText();
  return (
    <fieldset className="sign-here">
      <legend>{t('Your signature')}</legend>
      <p>
        <b>{name}</b>
        {role && <span className="muted"> · {role}</span>}
      </p>
      <p className="sign-meaning">“{meaning}”</p>
      <PasswordInput
        label={t('Password or PIN')}
        description={t('Your signature binds you as one on paper does. The time is the server’s.')}
        value={secret}
        onChange={(event) => onSecret(event.currentTarget.value)}
        autoComplete="off"
        name="signature-secret"
        error={problem}
        visibilityToggleButtonProps={{ 'aria-label': t('Show what I type') }}
      />
    </fieldset>
  );
}
