import { useSession, useZone } from '../client/session.tsx';
import { dayClock } from '../text/format.ts';
import { useText } from '../text/text.ts';
import type { RecordShown } from './record.tsx';

/** On paper only: which plant, which record, as of when, printed when and by whom (21 CFR 11.10(b), 11.50(b)). */
export function PrintHead({ page }: { readonly page: RecordShown }) {
  const t = useText();
  const zone = useZone();
  const { site, person } = useSession();
  return (
    <div className="print-head">
      <b>{site.name}</b> · <span className="mono">{page.noun}</span> {page.number ?? page.id}, {t('revision {{n}}', { n: page.revision })} ·{' '}
      {t('as recorded by {{when}}', { when: dayClock(page.asOf, zone) })} ·{' '}
      {t('printed {{when}} ({{zone}}) by {{who}}', { when: dayClock(Date.now(), zone), zone, who: person.name })}
    </div>
  );
}
