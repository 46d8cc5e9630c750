/** `shelfLife` as `shelf life`; names in brackets stay as they are. */
export const fieldLabel = (path: string) =>
  path
    .split(/(\[[^\]]*\])/)
    .map((part) => (part.startsWith('[') ? part : part.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replaceAll('.', ' ')))
    .join('');

/** A moment as the plant says it: the day alone where it begins there, `1 Dec 2026`, else with its time, `1 Dec 2026, 06:00`. */
export function dayText(at: Temporal.Instant, zone: string): string {
  const there = at.toZonedDateTimeISO(zone);
  // British English leaves the comma out of the day and has 24 hours
  const day = there.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return there.equals(there.startOfDay()) ? day : `${day}, ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
