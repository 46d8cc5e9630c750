/** Refuses a name that nobody reads: a job with `dueDate` for `due` would never be late. */
export function onlyNamed(name: string, given: object, allowed: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw new RangeError(`${name} is ${String(given)}; it must be an object with some of ${allowed.join(', ')}.`);
  const other = Object.keys(given).find((key) => !allowed.includes(key));
  if (other !== undefined) throw new RangeError(`${name} has ${JSON.stringify(other)}; it may have ${allowed.join(', ')}.`);
}
