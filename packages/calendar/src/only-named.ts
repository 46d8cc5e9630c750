/** Refuses a name that nobody reads: `exeptions` would leave the plant without its exceptions. */
export function onlyNamed(name: string, given: object, allowed: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw new RangeError(`${name} is ${String(given)}; allowed is an object with some of ${allowed.join(', ')}.`);
  const other = Object.keys(given).find((key) => !allowed.includes(key));
  if (other !== undefined) throw new RangeError(`${name} has ${JSON.stringify(other)}; allowed is ${allowed.join(', ')}.`);
}
