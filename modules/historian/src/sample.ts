/**
 * What a signal can say. 64-bit integers come as bigint so that no digit is lost; arrays and structures come as JSON
 * text; null is a value that its source declared absent.
 */
export type Scalar = number | bigint | boolean | string | null;

/** One value of one signal: what it was, when it was true, how far it may be trusted. OPC 10000-11 §5 (HistoryData). */
export interface Sample {
  /** Identity of the signal at its site, as `scada.signal` knows it. */
  readonly signal: string;
  readonly value: Scalar;
  /** When it was true, by the clock of its source, to the nanosecond. Kept as told, also where that clock is wrong. */
  readonly sourceTime: Temporal.Instant;
  /** When we heard it, by our clock. */
  readonly receivedAt: Temporal.Instant;
  /** OPC UA StatusCode (OPC 10000-4 §7.39), unsigned 32 bit; 0 is Good. */
  readonly quality: number;
  /** What is remarkable beside the quality: `stale`, `clock-ahead`, `time-backward` ... Words of the connector. */
  readonly marks?: readonly string[];
}

/** A sample that the historian would keep wrongly; names the signal, the field, its value and what is allowed. */
export class UnfitSample extends RangeError {
  override readonly name = 'UnfitSample';
  readonly signal: string;
  constructor(signal: string, what: string) {
    super(`Sample of signal ${JSON.stringify(signal)}: ${what}`);
    this.signal = signal;
  }
}

// The span of a 64-bit count of nanoseconds that the engine's DateTime64(9) can hold
const earliest = '1900-01-01T00:00:00Z';
const latest = '2262-04-11T00:00:00Z';
const earliestMs = Date.parse(earliest);
const latestMs = Date.parse(latest);
// 1 MiB: a long structure, not a document; documents are messages
const longestText = 1024 * 1024;

/** Refuses what cannot be kept as told. NaN and infinities are refused: a sensor that fails says so by its quality. */
export function checkSample(sample: Sample): Sample {
  const { signal, value, quality } = sample;
  if (signal === '' || signal.length > 500) throw new UnfitSample(signal.slice(0, 80), `the signal's identity has ${signal.length} characters; 1 to 500 are allowed.`);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new UnfitSample(signal, `value is ${value}; a number must be finite. Send null with a Bad quality where there is no value.`);
  if (typeof value === 'string' && value.length > longestText) throw new UnfitSample(signal, `value is a text of ${value.length} characters; at most ${longestText} are allowed.`);
  if (typeof value === 'bigint' && (value < -(2n ** 63n) || value >= 2n ** 64n)) throw new UnfitSample(signal, `value is ${value}; an integer must fit 64 bits.`);
  if (!Number.isInteger(quality) || quality < 0 || quality > 0xffff_ffff)
    throw new UnfitSample(signal, `quality is ${quality}; an OPC UA StatusCode is an integer from 0 to 4294967295.`);
  checkTime(signal, 'sourceTime', sample.sourceTime);
  checkTime(signal, 'receivedAt', sample.receivedAt);
  return sample;
}

function checkTime(signal: string, name: string, at: Temporal.Instant): void {
  const ms = at.epochMilliseconds;
  if (ms < earliestMs || ms >= latestMs) throw new UnfitSample(signal, `${name} is ${at}; it must lie from ${earliest} to before ${latest}.`);
}

// BadOutOfRange (OPC 10000-6, annex A)
const badOutOfRange = 0x803c_0000;

/** What cannot be kept as told is kept as bad, marked `unfit`: one such value must not keep those behind it waiting. */
export function asFit(sample: Sample): Sample {
  if (isFit(sample)) return sample;
  const bad: Sample = { ...sample, value: null, quality: badOutOfRange, marks: [...(sample.marks ?? []), 'unfit'] };
  return isFit(bad) ? bad : { ...bad, signal: bad.signal.slice(0, 500) || 'unnamed', sourceTime: bad.receivedAt };
}

function isFit(sample: Sample): boolean {
  try {
    checkSample(sample);
    return true;
  } catch (cause) {
    if (cause instanceof UnfitSample) return false;
    throw cause;
  }
}
