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
}

/** Who signed what, when, with which meaning; `needed` counts all that the policy asks for. */
export function Signatures({ signatures, needed }: { readonly signatures: readonly SignatureShown[]; readonly needed?: number }) {
  const t = useText();
  const zone = useZone();
  return (
    <Card title={t('Signatures')} aside={needed === undefined ? signatures.length : t('{{given}} of {{needed}}', { given: signatures.length, needed })}>
      {signatures.length === 0 && <p className="muted small">{t('Nobody has signed yet.')}</p>}
      {signatures.map(({ id, name, role, at, meaning, isOutdated }) => (
        <div className="signature" key={id}>
          <b>{name}</b>
          {role && <span className="muted"> ({role})</span>}, <span className="num">{dayClock(at, zone)}</span>
          <br />
          <q>{meaning}</q>
          {isOutdated && <div className="warn-ink small">◔ {t('Signed an earlier revision')}</div>}
        </div>
      ))}
    </Card>
  );
}
