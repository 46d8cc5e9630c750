/** Both limits are inside: a value equal to a limit is good. Decimal text, so that nothing is lost on the way. */
export interface Limits {
  readonly low?: string | number;
  readonly high?: string | number;
  readonly unit?: string;
}

export type Judgement = { readonly verdict: 'empty' | 'not-a-number' | 'within' } | { readonly verdict: 'above' | 'below'; readonly by: string };

/** Where a typed value stands against its limits, computed on decimals: 18.93 against 18.80 is above by exactly 0.13. */
export function judge(value: string, { low, high }: Limits): Judgement {
  const text = normalise(value);
  if (text === '') return { verdict: 'empty' };
  const number = scaled(text);
  if (!number) return { verdict: 'not-a-number' };
  const top = high === undefined ? undefined : scaled(String(high));
  const bottom = low === undefined ? undefined : scaled(String(low));
  if (top) {
    const over = minus(number, top);
    if (over.units > 0n) return { verdict: 'above', by: print(over) };
  }
  if (bottom) {
    const under = minus(bottom, number);
    if (under.units > 0n) return { verdict: 'below', by: print(under) };
  }
  return { verdict: 'within' };
}

/** The limits as the operator reads them: `18.20 – 18.80 g`, `at most 1.5 %`, `at least 95 %`. */
export function limitsInWords({ low, high, unit }: Limits): string {
  const tail = unit === undefined ? '' : ` ${unit}`;
  if (low !== undefined && high !== undefined) return `${low} – ${high}${tail}`;
  if (high !== undefined) return `at most ${high}${tail}`;
  return low === undefined ? '' : `at least ${low}${tail}`;
}

/** Typed text as a plain decimal: a decimal comma becomes a point, blanks go. */
export function normalise(value: string): string {
  return value.trim().replaceAll(/\s/g, '').replace('−', '-').replace(',', '.');
}

interface Scaled {
  readonly units: bigint;
  readonly digits: number;
}

function scaled(text: string): Scaled | undefined {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || (match[2] ?? '') + (match[3] ?? '') === '') return undefined;
  const fraction = match[3] ?? '';
  const units = BigInt((match[2] ?? '') + fraction);
  return { units: match[1] === '-' ? -units : units, digits: fraction.length };
}

function minus(a: Scaled, b: Scaled): Scaled {
  const digits = Math.max(a.digits, b.digits);
  const raise = (one: Scaled) => one.units * 10n ** BigInt(digits - one.digits);
  return { units: raise(a) - raise(b), digits };
}

function print({ units, digits }: Scaled): string {
  const text = String(units).padStart(digits + 1, '0');
  if (digits === 0) return text;
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
