import { kWhPer } from '@millrace/scada';
import type { Reckoned } from '../value/value.ts';
import type { Uncounted } from '../oee/reckon-oee.ts';
import type { Used } from './used.ts';

export interface EnergyGround {
  /** What each meter of the place counted. */
  readonly used: readonly Used[];
  /** Units of the place that no meter counts: their energy is not in it. */
  readonly unmetered: readonly string[];
  /** Pieces of the place, as its machine counted them. */
  readonly counts: readonly { readonly id: string; readonly total: number; readonly scrap: number }[];
  /** Intervals of the window in which an order had the unit. */
  readonly intervals: readonly string[];
  readonly isRunning: boolean;
  /** Pieces were made over a border of the window, in nobody knows which. */
  readonly hasPiecesAcross: boolean;
  /** Why nobody knows what was made, where the unit ran and its pieces were not counted. */
  readonly uncounted?: Uncounted;
  /** Unit of the indicator: an energy. */
  readonly unit: string;
  readonly decimals: number;
}

/**
 * Energy per 1,000 good pieces (an EnPI of ISO 50001, as a ratio; ISO 22400-2:2014 KPI 23 asks for all pieces, which would make scrap look
 * thrifty). Energy over an idle shift is energy of the day: it is kept, with no pieces to it.
 */
export function reckonEnergy(ground: EnergyGround): Reckoned {
  const { used, counts, unmetered } = ground;
  const kWhPerUnit = kWhPer(ground.unit);
  const why = [
    ...new Set([
      ...used.flatMap((one) => one.why ?? []),
      ...(ground.uncounted === undefined ? [] : [ground.uncounted]),
      // the check of the model refuses it; a model that came into force before is not guessed at
      ...(kWhPerUnit === undefined ? ['energy-unit-unknown'] : []),
    ]),
  ];
  const kWh = used.reduce((sum, one) => sum + (one.kWh ?? 0), 0);
  const good = counts.reduce((sum, one) => sum + one.total - one.scrap, 0);
  const isKnown = why.length === 0 && good >= 0;
  const energy = kWhPerUnit === undefined ? 0 : kWh / kWhPerUnit;
  return {
    numerator: isKnown ? energy : 0,
    denominator: isKnown ? good / 1000 : 0,
    ...(isKnown && good > 0 && { value: ((energy / good) * 1000).toFixed(ground.decimals) }),
    flags: [
      ...why,
      ...(good < 0 ? ['counts-disagree'] : []),
      ...(good === 0 && ground.uncounted === undefined ? ['nothing-made'] : []),
      ...(ground.isRunning ? ['open'] : []),
      ...(used.some((one) => one.kWh !== undefined && one.resets.some((each) => each.kind === 'reset')) ? ['meter-reset'] : []),
      ...(used.some((one) => one.kWh !== undefined && one.resets.some((each) => each.kind === 'blip')) ? ['meter-blipped'] : []),
      ...(ground.hasPiecesAcross ? ['energy-pieces-across'] : []),
      ...(unmetered.length > 0 ? ['units-without-meter'] : []),
    ],
    factors: {},
    completeness: used.length === 0 ? 0 : used.filter((one) => one.kWh !== undefined).length / used.length,
    sums: { kWh, goodPieces: good, scrapPieces: counts.reduce((sum, one) => sum + one.scrap, 0), meters: used, unmetered },
    basis: [...used.map((one) => one.signal), ...ground.intervals, ...counts.map((one) => one.id)],
  };
}
