/** Refuse anything but a whole number from `low` to `high`. */
export function whole(name: string, value: number, low: number, high = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new RangeError(`${name} is ${value}; it must be a whole number ${high === Number.MAX_SAFE_INTEGER ? `of ${low} or more` : `from ${low} to ${high}`}.`);
  return value;
}

/** Refuse anything but a share strictly between 0 and 1. */
export function share(name: string, value: number): number {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} is ${value}; it must lie between 0 and 1 (a share, not a percentage).`);
  return value;
}

/** Refuse anything but a finite number. */
export function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${value}; it must be a finite number.`);
  return value;
}

/** Refuse what is neither true nor false: left out it would count as false, and a word as true. */
export function claim(name: string, value: boolean): boolean {
  if (typeof value !== 'boolean') throw new RangeError(`${name} is ${value === undefined ? 'missing' : JSON.stringify(value)}; it must be true or false.`);
  return value;
}

/** Refuse what is not in a list, and show the list. */
export function oneOf<T extends string | number>(name: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value)) throw new RangeError(`${name} is ${JSON.stringify(value)}; it must be one of ${allowed.join(', ')}.`);
  return value;
}

/** Refuse what nobody reads: a severity misspelt would be answered as normal. */
export function onlyNamed(name: string, given: object, allowed: readonly string[]): void {
  if (given === null || typeof given !== 'object') throw new RangeError(`${name} is ${String(given)}; it must be an object with some of ${allowed.join(', ')}.`);
  const other = Object.keys(given).find((key) => !allowed.includes(key));
  if (other !== undefined) throw new RangeError(`${name} has ${JSON.stringify(other)}; it may have ${allowed.join(', ')}.`);
}
