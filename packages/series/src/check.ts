import type { Samples } from './series.ts';

/** Refuse columns that are not a time series, with a sentence that names the row. */
export function checkSamples(samples: Samples, afterMs = Number.NEGATIVE_INFINITY): void {
  onlyNamed('samples', samples, ['timesMs', 'values', 'statuses', 'stepped']);
  const { timesMs, values, statuses } = samples;
  if (!(timesMs instanceof Float64Array)) plainColumn('timesMs', timesMs);
  if (!(values instanceof Float64Array)) plainColumn('values', values);
  if (values.length !== timesMs.length) throw new RangeError(`values has ${values.length} rows and timesMs has ${timesMs.length}; they must be equally long.`);
  if (statuses !== undefined && !(statuses instanceof Uint32Array)) statusColumn(statuses);
  if (statuses !== undefined && statuses.length !== timesMs.length)
    throw new RangeError(`statuses has ${statuses.length} rows and timesMs has ${timesMs.length}; they must be equally long.`);

  let previousMs = afterMs;
  for (let i = 0; i < timesMs.length; i++) {
    const timeMs = timesMs[i]!;
    // NaN fails this comparison too; the sentence is built only then
    if (!(timeMs > previousMs) || timeMs === Number.POSITIVE_INFINITY) throw unsorted(i, timeMs, previousMs);
    previousMs = timeMs;
    const value = values[i]!;
    if (value - value !== 0 && (statuses === undefined || statuses[i]! < 0x8000_0000)) throw notANumber(i, value);
  }
}

/** A plain array, as it comes from JSON, is taken where it holds numbers; text would pass for one in every comparison. */
function plainColumn(name: string, column: unknown): void {
  if (!Array.isArray(column)) throw new RangeError(`${name} is ${String(column)}; it must be a Float64Array, one number for each sample. samplesOf makes columns of rows.`);
  const text = column.findIndex((each) => typeof each !== 'number');
  if (text >= 0) throw new RangeError(`${name}[${text}] is ${JSON.stringify(column[text])}; it must be a number.`);
}

/** The same of statuses: a code is a whole number of 32 bits, and bits of anything else mean something else. */
function statusColumn(column: unknown): void {
  if (!Array.isArray(column)) throw new RangeError(`statuses is ${String(column)}; it must be a Uint32Array, one StatusCode for each sample.`);
  const odd = column.findIndex((each) => !Number.isInteger(each) || each < 0 || each > 0xffff_ffff);
  if (odd >= 0) throw new RangeError(`statuses[${odd}] is ${JSON.stringify(column[odd])}; it must be a StatusCode, a whole number of 32 bits.`);
}

/** Refuse one value that is not a sample. */
export function checkSample(timeMs: number, value: number, status: number): void {
  finite('timeMs', timeMs);
  if (value - value !== 0 && status < 0x8000_0000) throw new RangeError(`value is ${value} with a status that is not Bad; give a finite number or mark the sample Bad.`);
}

function unsorted(row: number, timeMs: number, previousMs: number): RangeError {
  if (!Number.isFinite(timeMs)) return new RangeError(`timesMs[${row}] is ${timeMs}; a time must be a finite number of ms since 1970.`);
  if (timeMs === previousMs) return new RangeError(`timesMs[${row}] is ${timeMs}, the same as the sample before; settle duplicates first (tidy).`);
  return new RangeError(`timesMs[${row}] is ${timeMs}, before the sample ahead of it (${previousMs}); times must increase.`);
}

function notANumber(row: number, value: number): RangeError {
  return new RangeError(`values[${row}] is ${value} with a status that is not Bad; give a finite number or mark the sample Bad.`);
}

/** Refuse what nobody reads: `status` for `statuses` would make every sample Good. */
export function onlyNamed(name: string, given: object, allowed: readonly string[]): void {
  if (given === null || typeof given !== 'object') throw new RangeError(`${name} is ${String(given)}; it must be an object with some of ${allowed.join(', ')}.`);
  const other = Object.keys(given).find((key) => !allowed.includes(key));
  if (other !== undefined) throw new RangeError(`${name} has ${JSON.stringify(other)}; it may have ${allowed.join(', ')}.`);
}

/** Refuse what is neither true nor false: a word for it would pass for true, and nothing for false. */
export function claim(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new RangeError(`${name} is ${value === undefined ? 'missing' : JSON.stringify(value)}; it must be true or false.`);
  return value;
}

/** Refuse a word that is none of those allowed, and list them. */
export function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value)) throw new RangeError(`${name} is ${JSON.stringify(value)}; it must be ${allowed.join(' or ')}.`);
  return value;
}

/** Refuse anything but a finite number. */
export function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${String(value)}; it must be a finite number.`);
  return value;
}

/** Refuse anything but a finite number above zero. */
export function positive(name: string, value: number): number {
  if (typeof value !== 'number' || !(value > 0) || value === Number.POSITIVE_INFINITY) throw new RangeError(`${name} is ${value}; it must be a finite number above 0.`);
  return value;
}

/** Refuse a negative, infinite or missing number. */
export function notNegative(name: string, value: number): number {
  if (typeof value !== 'number' || !(value >= 0) || value === Number.POSITIVE_INFINITY) throw new RangeError(`${name} is ${value}; it must be a finite number, 0 or more.`);
  return value;
}
