/** How a refused value is printed in a sentence: short, and never as an empty string. */
const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? `a list of ${value.length}` : String(value));

/** Throws a sentence that names the argument, its value and what is allowed. */
export function refuse(argument: string, value: unknown, allowed: string): never {
  throw new RangeError(`${argument} is ${shown(value)}; it must be ${allowed}.`);
}

/** A finite number, or a sentence. */
export function finite(argument: string, value: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) refuse(argument, value, 'a finite number');
  return value;
}

/** A number or a signed infinity, never NaN: what a distribution function may be asked at. */
export function real(argument: string, value: number): number {
  if (typeof value !== 'number' || Number.isNaN(value)) refuse(argument, value, 'a number');
  return value;
}

/** A finite number above zero, or a sentence. */
export function positive(argument: string, value: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) refuse(argument, value, 'a finite number above 0');
  return value;
}

/** A whole number within both limits (included), or a sentence. */
export function whole(argument: string, value: number, low: number, high = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < low || value > high)
    refuse(argument, value, high === Number.MAX_SAFE_INTEGER ? `a whole number of at least ${low}` : `a whole number from ${low} to ${high}`);
  return value;
}

/** A probability, 0 and 1 included, or a sentence. */
export function probability(argument: string, value: number): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) refuse(argument, value, 'a probability from 0 to 1');
  return value;
}

/** A probability strictly between 0 and 1, as a confidence level must be. */
export function openProbability(argument: string, value: number): number {
  if (typeof value !== 'number' || !(value > 0 && value < 1)) refuse(argument, value, 'a probability between 0 and 1, both excluded');
  return value;
}

// the root of the largest double, and some room for a sum of squares
const greatest = 1e150;

/**
 * A list of at least `atLeast` finite numbers, or a sentence that names the first bad one by its place. No gauge reads beyond
 * 1e150, and what does has squares that no double holds.
 */
export function sample(argument: string, values: ArrayLike<number>, atLeast = 1): ArrayLike<number> {
  if (values === null || typeof values !== 'object' || !Number.isSafeInteger(values.length)) refuse(argument, values, 'a list of numbers');
  if (values.length < atLeast) refuse(argument, values.length === 0 ? [] : Array.from(values), `a list of at least ${atLeast} ${atLeast === 1 ? 'value' : 'values'}`);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) refuse(`${argument}[${i}]`, value, 'a finite number');
    if (value > greatest || value < -greatest) refuse(`${argument}[${i}]`, value, 'within 1e150 of 0: its square is beyond what a double holds');
  }
  return values;
}

/** One of the names allowed, or a sentence that lists them. */
export function oneOf<const T extends string>(argument: string, value: string, allowed: readonly T[]): T {
  if (!(allowed as readonly string[]).includes(value)) refuse(argument, value, `one of ${allowed.join(', ')}`);
  return value as T;
}

/** True or false, or a sentence: a word for it would pass for true. */
export function claim(argument: string, value: boolean): boolean {
  if (typeof value !== 'boolean') refuse(argument, value, 'true or false');
  return value;
}

/** Refuses options of a name nobody reads: `{ know: ... }` for `{ known: ... }` would silently be answered without it. */
export function onlyNamed(argument: string, given: object, allowed: readonly string[]): void {
  if (given === null || typeof given !== 'object') refuse(argument, given, `an object with some of ${allowed.join(', ')}`);
  const other = Object.keys(given).find((name) => !allowed.includes(name));
  if (other !== undefined) throw new RangeError(`${argument} has ${JSON.stringify(other)}; it may have ${allowed.join(', ')}.`);
}
