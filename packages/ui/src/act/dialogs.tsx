import { Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Button } from '../core/button.tsx';
import { Problem } from '../core/notice.tsx';
import { LongTextField } from '../form/fields.tsx';
import { useText } from '../text/text.ts';
import { SignatureFields } from './signature-fields.tsx';
import './act.css';

export interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl';
  readonly children: ReactNode;
}

/** A dialog of the room's own making; a command's dialog comes from its `Action`. */
export function Dialog({ title, onClose, size = 'md', children }: DialogProps) {
  const t = useText();
  return (
    <Modal opened onClose={onClose} title={title} size={size} centered closeButtonProps={{ 'aria-label': t('Close') }}>
      <div ref={aimFocus} tabIndex={-1} className="dialog-body">
        {children}
      </div>
    </Modal>
  );
}

/**
 * What is asked first has the focus, and never the button that closes: Enter is to answer, not to leave. At a touch screen the dialog itself
 * has it, so that no keyboard slides over what is asked.
 */
function aimFocus(body: HTMLDivElement | null): void {
  const field = matchMedia('(pointer: fine)').matches ? body?.querySelector('input:not([disabled]), textarea:not([disabled]), select:not([disabled])') : undefined;
  (field ?? body)?.setAttribute('data-autofocus', 'true');
}

export interface SignatureDialogProps {
  readonly title: string;
  readonly name: string;
  readonly role?: string;
  readonly meaning: string;
  /** Ask for a reason too. */
  readonly reason?: 'needed' | 'optional';
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onSign: (given: { secret: string; reason?: string }) => void;
  readonly onClose: () => void;
}

/** A signature alone, where no `Action` fits, such as signing as a second person at another's terminal. */
export function SignatureDialog({ title, name, role, meaning, reason: asks, busy = false, error, onSign, onClose }: SignatureDialogProps) {
  const t = useText();
  const [secret, setSecret] = useState('');
  const [reason, setReason] = useState('');
  const why = secret === '' ? t('Type your password or PIN to sign.') : asks === 'needed' && reason.trim() === '' ? t('Say why, in a sentence.') : undefined;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        {asks && <LongTextField label={t('Reason')} required={asks === 'needed'} value={reason} onChange={setReason} rows={3} />}
        <SignatureFields name={name} role={role} meaning={meaning} secret={secret} onSecret={setSecret} />
        {error !== undefined && <Problem error={error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" icon="sign" busy={busy} why={why} onClick={() => onSign({ secret, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })}>
            {t('Sign')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

export interface ReasonDialogProps {
  readonly title: string;
  /** Most frequent reasons, offered as one press. */
  readonly usual?: readonly string[];
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why; usual reasons are one press, others are typed. */
export function ReasonDialog({ title, usual = [], onReason, onClose }: ReasonDialogProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        {usual.length > 0 && (
          <div className="usual">
            {usual.slice(0, 7).map((one) => (
              <Button key={one} wide onClick={() => onReason(one)}>
                {one}
              </Button>
            ))}
          </div>
        )}
        <LongTextField label={usual.length > 0 ? t('Another reason') : t('Reason')} value={reason} onChange={setReason} rows={3} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" why={reason.trim() === '' ? t('Say why, in a sentence.') : undefined} onClick={() => onReason(reason.trim())}>
            {t('Give this reason')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
