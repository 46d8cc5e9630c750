import type { AggregateConfiguration } from './configuration.ts';
import { bad, good, uncertainDataSubNormal } from './status.ts';

/**
 * Good, Bad or Uncertain by the shares of Good and Bad data (OPC 10000-13 §5.4.3.2.1), counted in values or in ms.
 * Where PercentDataGood = 100 - PercentDataBad only the Good share is looked at (§4.2.1.2; OPC Foundation issue 6227), so
 * that nothing Good at all is the only way to Bad.
 */
export function weigh(goodShare: number, badShare: number, total: number, configuration: AggregateConfiguration): number {
  if (total === 0) return good;
  const { percentDataGood, percentDataBad } = configuration;
  const isGoodEnough = (goodShare / total) * 100 >= percentDataGood && goodShare > 0;
  if (percentDataGood === 100 - percentDataBad) {
    if (isGoodEnough) return good;
    return badShare === total ? bad : uncertainDataSubNormal;
  }
  if (badShare > 0 && (badShare / total) * 100 >= percentDataBad) return bad;
  return isGoodEnough ? good : uncertainDataSubNormal;
}
