/** How far a value may be trusted: the three grades of OPC UA (OPC 10000-4, 7.39). */
export type Grade = 'good' | 'uncertain' | 'bad';

/** What is remarkable about one value beside its grade. A marked value is kept and shown, never dropped. */
export type Mark = 'stale' | 'clock-ahead' | 'clock-behind' | 'time-backward' | 'time-missing' | 'time-invalid' | 'sequence-gap';

/** Grade, OPC UA status code and marks of one value. */
export interface Quality {
  readonly grade: Grade;
  /** OPC UA status code, unsigned 32 bit; its top two bits are the grade. */
  readonly status: number;
  readonly marks?: readonly Mark[];
  /** Device time minus our time, ms; positive when the device's clock is ahead. Present when a clock mark is. */
  readonly skewMs?: number;
  /** What the source said, or what we found, as a sentence. */
  readonly note?: string;
}

/** Status codes connectors use; numbers as published in the OPC Foundation's StatusCode table (OPC 10000-6, annex A). */
export const statusCode = {
  Good: 0x0000_0000,
  Uncertain: 0x4000_0000,
  UncertainNoCommunicationLastUsableValue: 0x408f_0000,
  UncertainLastUsableValue: 0x4090_0000,
  UncertainSubstituteValue: 0x4091_0000,
  UncertainInitialValue: 0x4092_0000,
  UncertainSensorNotAccurate: 0x4093_0000,
  UncertainEngineeringUnitsExceeded: 0x4094_0000,
  UncertainSubNormal: 0x4095_0000,
  Bad: 0x8000_0000,
  BadDecodingError: 0x8007_0000,
  BadWaitingForInitialData: 0x8032_0000,
  BadNoCommunication: 0x8031_0000,
  BadOutOfRange: 0x803c_0000,
  BadTypeMismatch: 0x8074_0000,
  BadConfigurationError: 0x8089_0000,
  BadNotConnected: 0x808a_0000,
  BadDeviceFailure: 0x808b_0000,
  BadSensorFailure: 0x808c_0000,
  BadOutOfService: 0x808d_0000,
  BadNoData: 0x809b_0000,
} as const;

/** The grade a status code carries in its top two bits: 00 good, 01 uncertain, 1x bad (OPC 10000-4, 7.39.1). */
export function gradeOf(status: number): Grade {
  const severity = status >>> 30;
  return severity === 0 ? 'good' : severity === 1 ? 'uncertain' : 'bad';
}

/** A quality from its status code; grade and code can then never disagree. */
export function quality(status: number, more: Pick<Quality, 'marks' | 'skewMs' | 'note'> = {}): Quality {
  if (!Number.isInteger(status) || status < 0 || status > 0xffff_ffff)
    throw new RangeError(`status is ${status}; an OPC UA status code is an integer from 0 to 4294967295 (0xFFFFFFFF).`);
  return { grade: gradeOf(status), status, ...more };
}

/** A value its source vouches for. */
export const good: Quality = quality(statusCode.Good);

/** The same value, remarked: marks add up, and the grade only ever gets worse. */
export function withMark(one: Quality, mark: Mark, more: { worstStatus?: number; skewMs?: number; note?: string } = {}): Quality {
  const { worstStatus, ...rest } = more;
  const status = worstStatus !== undefined && rank(gradeOf(worstStatus)) > rank(one.grade) ? worstStatus : one.status;
  const marks = one.marks?.includes(mark) ? one.marks : [...(one.marks ?? []), mark];
  return { ...one, grade: gradeOf(status), status, marks, ...rest };
}

/** The last value heard, told again because its source has fallen silent. Stale is a quality, not an absence. */
export function stale(one: Quality = good): Quality {
  return withMark(one, 'stale', { worstStatus: statusCode.UncertainNoCommunicationLastUsableValue });
}

/** True for a value repeated after its source fell silent. */
export function isStale(one: Quality): boolean {
  return one.marks?.includes('stale') ?? false;
}

function rank(grade: Grade): number {
  return grade === 'good' ? 0 : grade === 'uncertain' ? 1 : 2;
}
