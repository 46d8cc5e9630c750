import type { ReactNode } from 'react';
import { dayClock } from '../text/format.ts';
import { useZone } from '../client/session.tsx';
import { useText } from '../text/text.ts';
import { Card } from './card.tsx';

export interface SignatureShown {
  readonly id: string;
  /** Printed name, as the law asks (21 CFR 11.50). */
  readonly name: string;
  readonly role?: string;
  readonly at: string;
  readonly meaning: string;
  /** The record was changed after it was signed; the signature no longer covers what is shown. */
  readonly isOutdated?: boolean;
  /** What was signed, where a record is signed act by act. */
  readonly of?: ReactNode;
  /** What it was given on is not as it was signed. */
  readonly isBroken?: boolean;
  /** Names of the files it binds beside the record. */
  readonly files?: readonly string[];
  /** A file was added or removed after it was signed. */
  readonly hasOtherFiles?: boolean;
}

/** A signature that the policy asks for and nobody has given yet. */
export interface SignatureOpen {
  readonly id: string;
  readonly role: string;
  readonly meaning: string;
  /** Whoever gives it does the command with it. */
  readonly isLast: boolean;
}

export interface SignaturesProps {
  readonly signatures: readonly SignatureShown[];
  readonly open?: readonly SignatureOpen[];
  /** How many the next command has and needs. */
  readonly count?: { readonly given: number; readonly needed: number } | undefined;
}

/** Who signed what, when, with which meaning, and which signatures are still open. */
export function Signatures({ signatures, open = [], count }: SignaturesProps) {
  const t = useText();
  const zone = useZone();
  return (
    <Card title={t('Signatures')} aside={count === undefined ? signatures.length : t('{{given}} of {{needed}}', { ...count })}>
      {signatures.length === 0 && open.length === 0 && <p className="muted small">{t('Nobody has signed yet.')}</p>}
      {signatures.map(({ id, name, role, at, meaning, isOutdated, of, isBroken, files = [], hasOtherFiles }) => (
        <div className="signature" key={id}>
          <b>{name}</b>
          {role && <span className="muted"> ({role})</span>}, <span className="num">{dayClock(at, zone)}</span>
          <br />
          <q>{meaning}</q>
          {of !== undefined && <div className="small muted">{of}</div>}
          {files.length > 0 && <div className="small muted">{t('with {{files}}', { files: files.join(', ') })}</div>}
          {isBroken && <div className="bad-ink small">✕ {t('What was signed is not as it was any more')}</div>}
          {isOutdated && <div className="warn-ink small">◔ {t('Signed an earlier revision')}</div>}
          {hasOtherFiles && <div className="warn-ink small">◔ {t('Files were added or removed since')}</div>}
        </div>
      ))}
      {open.map(({ id, role, meaning, isLast }) => (
        <div className="signature" key={id} data-open>
          <span className="muted">
            ○ {role}
            {isLast && <> · {t('does it with this signature')}</>}
          </span>
          <br />
          <q>{meaning}</q>
        </div>
      ))}
    </Card>
  );
}
