/** Minutes on the wall from one local time to the next occurrence of another; 0 where they are equal. */
export function minutesAfter(from: Temporal.PlainTime, to: Temporal.PlainTime): number {
  const minutes = from.until(to).total('minutes');
  return minutes < 0 ? minutes + 24 * 60 : minutes;
}

/** A local time of a definition, `06:00`; `name` is named in the refusal. */
export function plainTime(text: string, name: string): Temporal.PlainTime {
  if (!/^\d\d:\d\d$/.test(text)) throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is a local time such as "06:00".`);
  return read(() => Temporal.PlainTime.from(text), name, text, 'a local time such as "06:00"');
}

export function plainDate(text: string, name: string): Temporal.PlainDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is a date such as "2026-01-05".`);
  return read(() => Temporal.PlainDate.from(text, { overflow: 'reject' }), name, text, 'a date such as "2026-01-05"');
}

export function plainDateTime(text: string, name: string): Temporal.PlainDateTime {
  if (/Z|\[|\d[+-]\d\d:/.test(text)) throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is a local time without zone, such as "2026-12-24T14:00".`);
  return read(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }), name, text, 'a local time such as "2026-12-24T14:00"');
}

function read<T>(from: () => T, name: string, text: string, allowed: string): T {
  try {
    return from();
  } catch (cause) {
    throw new RangeError(`${name} is ${JSON.stringify(text)}; allowed is ${allowed}.`, { cause });
  }
}
