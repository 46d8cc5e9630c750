import type { Execution } from '@millrace/mes';
import { Card, dayClock, unitInWords, useNames, useText, useZone } from '@millrace/ui';

/** Values that came though nobody asked for them, each with why: late, of a step that was done, of a person who may not take it. They are part of the record and of no verdict. */
export function Unasked({ execution }: { readonly execution: Execution }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const readings = execution.readings.filter((one) => one.verdict === 'unasked');
  if (readings.length === 0) return null;
  return (
    <Card title={t('Read beside the steps')} aside={readings.length}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('Step')}</th>
            <th>{t('Value')}</th>
            <th>{t('Why it is beside')}</th>
            <th>{t('Read by')}</th>
          </tr>
        </thead>
        <tbody>
          {readings.map((reading, i) => {
            const step = execution.steps.find((one) => one.id === reading.step);
            const asked = step?.data.find((one) => one.id === reading.data);
            return (
              <tr key={i}>
                <td>{step?.title ?? reading.step}</td>
                <td className="num">
                  {asked?.ask ?? reading.data}: <b>{reading.value}</b> {unitInWords(asked?.unit)}
                </td>
                <td>{reading.says}</td>
                <td className="num">{`${names.person(reading.by)}, ${dayClock(reading.at.toString(), zone)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
