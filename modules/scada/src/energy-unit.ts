/** Units that an energy may be told in, and the kWh of one. The Btu has several sizes and stays out (packages/kpi says which). */
const kWhOf: Readonly<Record<string, number>> = {
  Wh: 0.001,
  'W.h': 0.001,
  kWh: 1,
  'kW.h': 1,
  MWh: 1000,
  'MW.h': 1000,
  kJ: 1 / 3600,
  MJ: 1 / 3.6,
  GJ: 1000 / 3.6,
};

/** kWh of one of this unit; undefined where it is no energy. */
export const kWhPer = (unit: string): number | undefined => (Object.hasOwn(kWhOf, unit) ? kWhOf[unit] : undefined);
export const energyUnits: readonly string[] = Object.keys(kWhOf);
