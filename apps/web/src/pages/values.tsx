import { dayClock, inPlantTime, Link, recordPath, type KnownRecords, type Names } from '@millrace/ui';
import type { ReactNode } from 'react';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** `plannedStart` as `Planned start`. */
export const labelOfField = (name: string) => {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A value of any record as people read it: times in the plant's zone, records by their number, names instead of ids, nothing as a dash. */
export function valueInWords(value: unknown, names: Names, zone: string, known: KnownRecords = {}): ReactNode {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    if (instant.test(value)) return dayClock(value, zone);
    const record = known[value];
    if (record) return <Link to={recordPath(record.noun, value)}>{record.number}</Link>;
    if (uuid.test(value))
      return (
        <span className="mono" title={value}>
          {value.slice(-8)}
        </span>
      );
    const named = [names.person(value), names.place(value), names.material(value), names.reason(value), names.work(value)].find((name) => name !== value && name !== '–');
    return named ?? inPlantTime(value, zone);
  }
  if (Array.isArray(value) && value.length === 0) return '–';
  const { value: amount, unit } = value as { value?: unknown; unit?: unknown };
  if (typeof amount === 'string' && typeof unit === 'string') return `${amount}${unit === '1' ? '' : ` ${unit}`}`;
  if (Array.isArray(value))
    return (
      <ul className="value-list">
        {value.map((one, i) => (
          <li key={i}>{valueInWords(one, names, zone, known)}</li>
        ))}
      </ul>
    );
  if (typeof value === 'object')
    return (
      <dl className="value-parts">
        {Object.entries(value).map(([field, part]) => (
          <div key={field}>
            <dt>{labelOfField(field)}</dt>
            <dd>{valueInWords(part, names, zone, known)}</dd>
          </div>
        ))}
      </dl>
    );
  return String(value);
}
