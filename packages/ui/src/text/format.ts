const locale = 'en-GB';

/** Instant as it comes from the server (ISO 8601), as a Date or as ms since 1970. */
export type When = string | number | Date;

function part(when: When, zone: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(when);
  if (Number.isNaN(date.getTime())) throw new TypeError(`when is "${String(when)}"; it must be an ISO 8601 instant`);
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(date).replace('Sept', 'Sep');
}

/** `10:41`, or `10:41:09` with seconds, in the plant's time zone. */
export function clock(when: When, zone: string, seconds = false): string {
  return part(when, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds ? { second: '2-digit' } : {}) });
}

/** `22 Nov`. */
export function day(when: When, zone: string): string {
  return part(when, zone, { day: 'numeric', month: 'short' });
}

/** `22 Nov 2026`. */
export function fullDay(when: When, zone: string): string {
  return part(when, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `22 Nov 10:21`; with the year when it is not this one, because a record is read for decades. */
export function dayClock(when: When, zone: string, now: When = Date.now()): string {
  const sameYear = part(when, zone, { year: 'numeric' }) === part(now, zone, { year: 'numeric' });
  return `${sameYear ? day(when, zone) : fullDay(when, zone)} ${clock(when, zone)}`;
}

/** `72 s` as `1 min 12 s`; at most two parts, days are elapsed 24 h. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** Time left as `00:41` (min:s), `1:02:00` from an hour on; `−` in front once it has run out. */
export function countdown(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const text = `${hours > 0 ? `${hours}:` : ''}${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return seconds < 0 ? `−${text}` : text;
}

/** `3 min ago`, `in 2 h`, `now` within ten seconds. */
export function fromNow(when: When, now: When): string {
  const seconds = (new Date(when).getTime() - new Date(now).getTime()) / 1000;
  if (Math.abs(seconds) < 10) return 'now';
  const [largest] = span(Math.abs(seconds)).match(/^\d+ \w+/) ?? ['0 s'];
  return seconds < 0 ? `${largest} ago` : `in ${largest}`;
}

/** `23,418`; digits are those after the decimal sign, the unit follows after a thin gap. */
export function figure(value: number, { digits, unit }: { digits?: number; unit?: string } = {}): string {
  if (!Number.isFinite(value)) return '–';
  const text = new Intl.NumberFormat(locale, digits === undefined ? { maximumFractionDigits: 3 } : { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value)
    .replace('-', '−');
  const words = unitInWords(unit);
  return words === '' ? text : `${text} ${words}`;
}

const printed: Readonly<Record<string, string>> = {
  '1': '',
  Cel: '°C',
  '[degF]': '°F',
  Ohm: 'Ω',
  deg: '°',
  um: 'µm',
  ug: 'µg',
  us: 'µs',
  '[ppm]': 'ppm',
  '{pcs}': 'pcs',
  EUR: '€',
};

/** A UCUM code as people write it: `Cel` as °C, annotations without their braces; a count has none. */
export function unitInWords(code: string | undefined): string {
  return code === undefined ? '' : (printed[code] ?? code.replaceAll(/\{([^}]*)\}/g, '$1').replace(/^1\//, '/'));
}
