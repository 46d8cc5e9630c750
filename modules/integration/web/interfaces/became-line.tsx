import { Chip, Link, recordPath, useText } from '@millrace/ui';
import { messageWords } from '../words.ts';
import type { Became } from './became.ts';

// five say what is the matter; the message's page has all
const mostShown = 5;

/** One message that was handed in: what became of it, and why not all of it was taken. */
export function BecameLine({ one }: { readonly one: Became }) {
  const t = useText();
  const { word, tone, sign } = messageWords[one.state];
  const left = one.parts.filter((part) => part.sentence !== undefined);
  const taken = one.parts.filter(({ outcome }) => outcome === 'taken').length;
  return (
    <li>
      <Chip tone={tone} {...(sign === undefined ? {} : { sign })}>
        {t(word)}
      </Chip>{' '}
      <Link to={recordPath('integration.message', one.id)}>{one.name}</Link> <small className="muted num">{one.number}</small>
      {one.sentence !== null && <p>{one.sentence}</p>}
      {one.original !== null && (
        <p>
          {t('The same came before; nothing was done again.')} <Link to={recordPath('integration.message', one.original)}>{t('The message that came first')}</Link>
        </p>
      )}
      {one.parts.length > 0 && <p>{t('Orders taken: {{taken}} of {{all}}.', { taken, all: one.parts.length })}</p>}
      {left.slice(0, mostShown).map((part) => (
        <p key={part.externalId}>
          <b className="num">{part.externalId}</b>: {part.sentence}
        </p>
      ))}
      {left.length > mostShown && <p className="muted">{t('and {{n}} more, on its page', { n: left.length - mostShown })}</p>}
    </li>
  );
}
