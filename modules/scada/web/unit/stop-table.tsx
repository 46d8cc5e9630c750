import { clock, span, useNames, useText, useZone } from '@millrace/ui';
import type { Stop } from '../stops.ts';

/** Stops, newest first, each with its reason and who says so. One press chooses the stop to be explained. */
export function StopTable({ stops, onPick }: { readonly stops: readonly Stop[]; readonly onPick: (stop: string) => void }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('From')}</th>
            <th data-end>{t('Length')}</th>
            <th>{t('Reason')}</th>
          </tr>
        </thead>
        <tbody>
          {stops.toReversed().map((stop) => (
            <tr key={stop.id}>
              <td className="num">{clock(stop.startsAt, zone, true)}</td>
              <td className="num" data-end>
                {span(stop.seconds)}
              </td>
              <td>
                {stop.reason === null ? (
                  <button type="button" className="as-link bad-ink" onClick={() => onPick(stop.id)}>
                    ? {t('no reason yet')}
                  </button>
                ) : (
                  names.reason(stop.reason)
                )}
                <WhoSays stop={stop} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WhoSays({ stop }: { readonly stop: Stop }) {
  const t = useText();
  const names = useNames();
  if (stop.reason === null) return stop.saysWhy === null ? null : <small className="muted block">{t('the machine says “{{why}}”', { why: stop.saysWhy })}</small>;
  if (stop.explainedBy === null) return stop.saysWhy === null ? null : <small className="muted block">{t('says the machine')}</small>;
  const other = stop.saysReason !== null && stop.saysReason !== stop.reason ? t(' · the machine said {{why}}', { why: names.reason(stop.saysReason) }) : '';
  return (
    <small className="muted block">
      {t('says {{person}}', { person: names.person(stop.explainedBy) })}
      {other}
    </small>
  );
}
