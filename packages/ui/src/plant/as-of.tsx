import { useState } from 'react';
import { Link, useUrlState } from '../app/router.tsx';
import { routeOf } from '../client/address.ts';
import { useMay, useZone } from '../client/session.tsx';
import { Button } from '../core/button.tsx';
import { Card } from '../core/card.tsx';
import { Notice } from '../core/notice.tsx';
import { dayClock } from '../text/format.ts';
import { useText } from '../text/text.ts';
import type { RecordShown } from './record.tsx';

/** The moment of the past that the address of this screen asks for, or undefined: now. */
export function useAsOf(): string | undefined {
  const [state] = useUrlState();
  return state['asOf'] || undefined;
}

/** Says above everything else that a record is shown as it was, and leads back. */
export function PastNotice({ page }: { readonly page: RecordShown }) {
  const t = useText();
  const zone = useZone();
  const [, set] = useUrlState();
  if (!page.isPast) return null;
  return (
    <Notice tone="warn" sign="◷">
      <b>{t('As it was recorded by {{when}}.', { when: dayClock(page.asOf, zone) })}</b> {t('Later acts are left out, and nothing can be done here.')}
      <div style={{ marginTop: 6 }}>
        <Button onClick={() => set({ asOf: undefined })}>{t('Back to now')}</Button>
      </div>
    </Notice>
  );
}

/** The record as a document: as of a moment, on paper, as data, with its audit trail. */
export function AsDocument({ page }: { readonly page: RecordShown }) {
  const t = useText();
  const zone = useZone();
  const may = useMay();
  const [, set] = useUrlState();
  const [typed, setTyped] = useState('');
  const moments = [...new Map(page.happened.map((event) => [event.at, event])).values()].toReversed();
  const query = new URLSearchParams({ noun: page.noun, id: page.id, ...(page.isPast && { asOf: page.asOf }) });
  const show = () => {
    // what is typed is the plant's time, as everything else on this page
    if (typed !== '') set({ asOf: Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).toInstant().toString() });
  };
  return (
    <Card title={t('As a document')}>
      <div className="as-document">
        <label>
          <span className="small muted">{t('As it was recorded by')}</span>
          <select value={page.isPast ? page.asOf : ''} onChange={(event) => set({ asOf: event.currentTarget.value || undefined })}>
            <option value="">{t('now')}</option>
            {page.isPast && !moments.some((event) => event.at === page.asOf) && <option value={page.asOf}>{dayClock(page.asOf, zone)}</option>}
            {moments.map((event) => (
              <option key={event.at} value={event.at}>
                {`${dayClock(event.at, zone)}, ${(event.type.split('.').at(-1) ?? '').replaceAll('-', ' ')}`}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="small muted">{t('or any moment')}</span>
          <span className="as-document-moment">
            <input type="datetime-local" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
            <Button onClick={show} {...(typed === '' ? { why: t('Choose a moment first.') } : {})}>
              {t('Show')}
            </Button>
          </span>
        </label>
        <Button icon="file" wide onClick={() => window.print()}>
          {t('Print, or save as PDF')}
        </Button>
        <a className="btn" data-wide href={`${routeOf('record.page.show')}?${query}`} download={`${page.number ?? page.id}.json`}>
          {t('Save as data (JSON)')}
        </a>
        {may('record.trail.show') && (
          <Link to="/audit" search={{ noun: page.noun, id: page.id }} className="btn" data-wide>
            {t('Audit trail')}
          </Link>
        )}
      </div>
    </Card>
  );
}
