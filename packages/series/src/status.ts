/**
 * StatusCodes of OPC UA as they stand beside a value: severity, sub-code and historian bits
 * (OPC 10000-4 §7.39, OPC 10000-13 §5.3.3). A status is an unsigned 32-bit number.
 */

export const good = 0x0000_0000;
export const uncertain = 0x4000_0000;
export const bad = 0x8000_0000;
/** The result is usable, but something it rests on was not Good. */
export const uncertainDataSubNormal = 0x40a4_0000;
/** There is nothing to answer with: before the first, or after the last, stored value. */
export const badNoData = 0x809b_0000;

/** Where a processed value comes from: the two lowest bits; 0 is a raw value as it was stored. */
export const raw = 0x00;
export const calculated = 0x01;
export const interpolated = 0x02;
/** The interval is not complete: it overlaps the start or end of the data, or was cut by the request. */
export const partial = 0x04;
/** A raw value that supersedes others at the same timestamp. */
export const extraData = 0x08;
/** Several values fit, for example the same minimum at two times. */
export const multipleValues = 0x10;

const historianBits = 0x1f;
/** InfoType "DataValue": says that the bits below describe a value (OPC 10000-4 Table 179). */
const infoTypeDataValue = 0x0400;
const codeBits = 0xffff_0000;

export type Severity = 'good' | 'uncertain' | 'bad';

export const isGood = (status: number): boolean => status >>> 30 === 0;
export const isUncertain = (status: number): boolean => status >>> 30 === 1;
export const isBad = (status: number): boolean => status >>> 31 === 1;

export function severity(status: number): Severity {
  return isGood(status) ? 'good' : isUncertain(status) ? 'uncertain' : 'bad';
}

/** The status without information bits: what a person means by "Good" or "Bad_NoData". */
export const codeOf = (status: number): number => (status & codeBits) >>> 0;

/** The historian bits of a status: Calculated, Interpolated, Partial, ExtraData, MultipleValues. */
export const bitsOf = (status: number): number => status & historianBits;

/** A code with historian bits; the InfoType is set where a bit is. */
export function withBits(code: number, bits: number): number {
  const plain = codeOf(code);
  return bits === 0 ? plain : (plain | infoTypeDataValue | (bits & historianBits)) >>> 0;
}

/** Codes that stand beside a value in practice, by name (OPC 10000-4 §7.39.2; numbers as in StatusCode.csv of the UA-Nodeset). */
const codeNames: ReadonlyMap<number, string> = new Map([
  [good, 'Good'],
  [0x0030_0000, 'GoodClamped'],
  [0x0096_0000, 'GoodLocalOverride'],
  [uncertain, 'Uncertain'],
  [0x408f_0000, 'UncertainNoCommunicationLastUsableValue'],
  [0x4090_0000, 'UncertainLastUsableValue'],
  [0x4091_0000, 'UncertainSubstituteValue'],
  [0x4092_0000, 'UncertainInitialValue'],
  [0x4093_0000, 'UncertainSensorNotAccurate'],
  [0x4094_0000, 'UncertainEngineeringUnitsExceeded'],
  [0x4095_0000, 'UncertainSubNormal'],
  [uncertainDataSubNormal, 'UncertainDataSubNormal'],
  [bad, 'Bad'],
  [0x8005_0000, 'BadCommunicationError'],
  [0x8031_0000, 'BadNoCommunication'],
  [0x8032_0000, 'BadWaitingForInitialData'],
  [0x8089_0000, 'BadConfigurationError'],
  [0x808a_0000, 'BadNotConnected'],
  [0x808b_0000, 'BadDeviceFailure'],
  [0x808c_0000, 'BadSensorFailure'],
  [0x808d_0000, 'BadOutOfService'],
  [badNoData, 'BadNoData'],
  [0x809d_0000, 'BadDataLost'],
  [0x809e_0000, 'BadDataUnavailable'],
]);

const bitNames: readonly (readonly [number, string])[] = [
  [calculated, 'Calculated'],
  [interpolated, 'Interpolated'],
  [multipleValues, 'MultipleValues'],
  [partial, 'Partial'],
  [extraData, 'ExtraData'],
];

/** A status in the words of the published examples, for instance `Good, Calculated, Partial`. */
export function describe(status: number): string {
  const code = codeOf(status);
  const name = codeNames.get(code) ?? `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
  return [name, ...bitNames.filter(([bit]) => (status & bit) === bit).map(([, word]) => word)].join(', ');
}
