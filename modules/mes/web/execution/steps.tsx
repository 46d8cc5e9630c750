import { isToVerify, type Execution } from '@millrace/mes';
import { Card, dayClock, useNames, useText, useZone } from '@millrace/ui';

/** Every step of a job with who did it and, where it asks for a second person, who verified it (21 CFR 211.188(b)(11)). */
export function Steps({ execution }: { readonly execution: Execution }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const asksSecond = execution.steps.some((step) => step.signs?.second !== undefined);
  const said = (by: string | undefined, at: Temporal.Instant | undefined) => (by === undefined ? '–' : `${names.person(by)}${at ? `, ${dayClock(at.toString(), zone)}` : ''}`);
  return (
    <Card title={t('Steps')} aside={execution.steps.length}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('Step')}</th>
            <th>{t('Done by')}</th>
            {asksSecond && <th>{t('Verified by')}</th>}
          </tr>
        </thead>
        <tbody>
          {execution.steps.map((step) => (
            <tr key={step.id}>
              <td>{step.title}</td>
              <td className="num">{said(step.doneBy, step.doneAt)}</td>
              {asksSecond && (
                <td className="num">
                  {isToVerify(step) ? (
                    <span className="warn-ink">◔ {t('waits for a {{role}}', { role: names.role(step.signs?.second).toLowerCase() })}</span>
                  ) : step.signs?.second === undefined ? (
                    <span className="muted">{t('not asked for')}</span>
                  ) : (
                    said(step.verifiedBy, step.verifiedAt)
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
