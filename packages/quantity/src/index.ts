export { Decimal, decimal } from './decimal.ts';
export type { DecimalInput } from './decimal.ts';
export { formatQuantity, parseQuantity, quantity, quantityFromJson, quantityToJson } from './quantity.ts';
export type { Quantity, QuantityJson } from './quantity.ts';
export { isCommensurable, isSameUnit, isUnit, unit } from './unit/unit.ts';
export type { Unit } from './unit/unit.ts';
export { dimensionText } from './unit/dimension.ts';
export type { Dimension } from './unit/dimension.ts';
export { conversionFactor, convert, convertBy } from './convert.ts';
export {
  absolute,
  add,
  compare,
  divide,
  equals,
  isGreater,
  isLess,
  largest,
  multiply,
  negate,
  ratio,
  scale,
  smallest,
  subtract,
  sum,
} from './arithmetic.ts';
export { guardedLimits, judge, limits, plusMinus, toleranceLimits, within } from './within.ts';
export type { Limits, Tolerance } from './within.ts';
export { fixedText, roundToIncrement, roundToPlaces, roundToSignificant } from './rounding.ts';
export type { RoundingMode } from './rounding.ts';
export { compareUsp, roundUsp } from './usp.ts';
export type { PrintedLimit, UspVerdict } from './usp.ts';
export { roundByUncertainty } from './uncertainty.ts';
export type { RoundedResult, UncertaintyRounding } from './uncertainty.ts';
export { massBalance, yieldOfTheoretical } from './mass-balance.ts';
export type { BalanceEntry, BalanceOutput, MassBalance } from './mass-balance.ts';
export { assayAsIs, chargeFor, chargeForActivity, chargeFromLots, compensatedFiller, saltFactor } from './potency.ts';
export type { Assay, LotCharge, LotForCharge } from './potency.ts';
export { commonCodeOf, unitOfCommonCode } from './unit/unece.ts';
export { unitSymbol } from './unit/symbol.ts';
