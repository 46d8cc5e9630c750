import { onlyNamed } from './check.ts';
/** How non-Good data is weighed: OPC 10000-13 §4.2.1.2, AggregateConfigurationType. */
export interface AggregateConfiguration {
  /** True: an Uncertain sample counts as Bad. False: as non-Bad, though the result may stay Uncertain. */
  readonly treatUncertainAsBad: boolean;
  /** From this share of Bad data on, percent, the result is Bad. */
  readonly percentDataBad: number;
  /** From this share of Good data on, percent, the result is Good. Where both shares add up to 100, this one alone decides. */
  readonly percentDataGood: number;
  /** Beyond the last sample: true draws the last line on, false holds the last value. Simple bounds ignore it. */
  readonly useSlopedExtrapolation: boolean;
}

/** The standard's defaults (OPC 10000-13 §4.2.1.2). */
export const standardConfiguration: AggregateConfiguration = {
  treatUncertainAsBad: true,
  percentDataBad: 100,
  percentDataGood: 100,
  useSlopedExtrapolation: false,
};

/** The configuration with defaults filled in; refuses what the standard calls Bad_AggregateInvalidInputs. */
export function configurationOf(given: Partial<AggregateConfiguration> = {}): AggregateConfiguration {
  onlyNamed('configuration', given, Object.keys(standardConfiguration));
  const configuration = { ...standardConfiguration, ...given };
  const { percentDataBad, percentDataGood } = configuration;
  for (const name of ['treatUncertainAsBad', 'useSlopedExtrapolation'] as const)
    if (typeof configuration[name] !== 'boolean') throw new RangeError(`${name} is ${JSON.stringify(configuration[name])}; it must be true or false.`);
  percent('percentDataBad', percentDataBad);
  percent('percentDataGood', percentDataGood);
  if (percentDataGood < 100 - percentDataBad)
    throw new RangeError(
      `percentDataGood is ${percentDataGood} and percentDataBad is ${percentDataBad}; they must add up to at least 100, or an interval could be both Good and Bad.`,
    );
  return configuration;
}

function percent(name: string, value: number): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) throw new RangeError(`${name} is ${value}; it must be from 0 to 100.`);
}
