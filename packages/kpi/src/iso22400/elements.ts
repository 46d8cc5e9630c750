import type { TimeElements } from '../interval/time-elements.ts';
import { finite, uniqueIds, zeroOrMore } from '../lineage.ts';
import { countTotals } from '../oee/response.ts';
import type { JobResponse } from '../oee/response.ts';
import { onlyNamed } from '@millrace/statistics/guard';

/**
 * Elements of ISO 22400-2 by symbol, with the unit each has here. Times are in seconds. Quantities of one calculation are in one unit.
 * Where editions drift, the later symbol is used: PRI (was PRU), AUST (was ASUT).
 */
export const elementNames = {
  APAT: 'actual personnel attendance time, s',
  APWT: 'actual personnel work time, s',
  AOET: 'actual order execution time, s',
  AQT: 'actual queuing time, s',
  ATT: 'actual transport time, s',
  AUBT: 'actual unit busy time, s',
  PBT: 'planned busy time, s',
  AUPT: 'actual unit processing time, s',
  APT: 'actual production time, s',
  AUST: 'actual unit set-up time, s',
  ADET: 'actual unit delay time, s',
  ADOT: 'actual unit down time, s',
  POT: 'planned operation time, s',
  PRI: 'planned run time per item, s',
  PQ: 'produced quantity',
  PQ1: 'produced quantity of the first operation',
  GQ: 'good quantity',
  SQ: 'scrap quantity',
  PSQ: 'planned scrap quantity',
  RQ: 'rework quantity',
  GP: 'good parts at the first pass, count',
  IP: 'inspected parts, count',
  IGQ: 'integrated good quantity',
  CM: 'consumed material',
  PL: 'production loss',
  STL: 'storage and transport loss',
  OL: 'other loss',
  EPC: 'equipment production capacity per period',
  E: 'energy, kWh',
  TH: 'throughput in the period',
  AINV: 'average inventory, in the unit of throughput',
  USL: 'upper specification limit',
  LSL: 'lower specification limit',
  MEAN: 'mean of a machine study',
  S: 'standard deviation of a machine study',
  GRANDMEAN: 'grand mean of a process',
  SIGMA: 'estimated standard deviation of a process',
  TBF: 'sum of the times between failures, s',
  TTF: 'sum of the times to failure, s',
  TTR: 'sum of the times to repair, s',
  FE: 'failure events, count',
  CMT: 'corrective maintenance time, s',
  PMT: 'planned maintenance time, s',
} as const;

export type ElementSymbol = keyof typeof elementNames;

/** A measured element with the records it rests on. */
export type Element = { readonly value: number; readonly basis: readonly string[] };
export type Elements = Partial<Readonly<Record<ElementSymbol, Element>>>;
/** Elements as they are handed in: a bare number has no record under it. */
export type GivenElements = Partial<Readonly<Record<ElementSymbol, Element | number>>>;

const canBeNegative: readonly ElementSymbol[] = ['USL', 'LSL', 'MEAN', 'GRANDMEAN'];
const doesNotAdd: readonly ElementSymbol[] = ['USL', 'LSL', 'MEAN', 'S', 'GRANDMEAN', 'SIGMA', 'AINV', 'EPC'];

/** Reads and checks elements; a refusal names the symbol. */
export function readElements(given: GivenElements): Elements {
  const elements: Partial<Record<ElementSymbol, Element>> = {};
  for (const [symbol, one] of Object.entries(given) as [ElementSymbol, Element | number][]) {
    if (!Object.hasOwn(elementNames, symbol)) throw new RangeError(`element ${symbol} is unknown; allowed is one of ${Object.keys(elementNames).join(', ')}.`);
    const element = typeof one === 'object' && one !== null ? one : { value: one, basis: [] };
    if (canBeNegative.includes(symbol)) finite(element.value, `element ${symbol}`);
    else zeroOrMore(element.value, `element ${symbol}`);
    elements[symbol] = element;
  }
  const { USL, LSL } = elements;
  if (USL && LSL && LSL.value >= USL.value) throw new RangeError(`element LSL is ${LSL.value}, USL is ${USL.value}; the lower limit must be below the upper one.`);
  return elements;
}

/** Time elements as elements by symbol, in seconds. */
export function elementsOfTime(of: TimeElements): Elements {
  const { basis } = of;
  const processing = [...basis.production, ...basis.setup];
  const busy = [...processing, ...basis.delay];
  const planned = [...busy, ...basis['no-order']];
  const element = (name: keyof TimeElements & `${string}Ms`, ids: readonly string[]): Element => ({ value: zeroOrMore(of[name], name) / 1000, basis: ids });
  return {
    APT: element('aptMs', basis.production),
    AUST: element('austMs', basis.setup),
    ADET: element('adetMs', basis.delay),
    ADOT: element('adotMs', basis['no-order']),
    AUPT: element('auptMs', processing),
    AUBT: element('aubtMs', busy),
    PBT: element('pbtMs', planned),
    POT: element('potMs', [...planned, ...basis['planned-down']]),
  };
}

/**
 * Time elements of an order: AOET = AUBT + ATT + AQT, s, with what it was transported and queued for (ISO 22400-2; OPC 40501 lets ADOT stand
 * for both).
 */
export function elementsOfOrder(of: TimeElements, more: { readonly transportMs: number; readonly queuingMs: number; readonly basis?: readonly string[] }): Elements {
  if (of.scope.of !== 'work-order' && of.scope.of !== 'production-order')
    throw new RangeError(`scope is ${of.scope.of} ${of.scope.id}; allowed is a work order or a production order, because only an order has an execution time.`);
  onlyNamed('more', more, ['transportMs', 'queuingMs', 'basis']);
  const [att, aqt] = [zeroOrMore(more.transportMs, 'transportMs'), zeroOrMore(more.queuingMs, 'queuingMs')];
  const time = elementsOfTime(of);
  const basis = more.basis ?? [];
  return {
    ...time,
    ATT: { value: att / 1000, basis },
    AQT: { value: aqt / 1000, basis },
    AOET: { value: (of.aubtMs + att + aqt) / 1000, basis: uniqueIds([...(time.AUBT?.basis ?? []), ...basis]) },
  };
}

/** Counts as elements. PRI is the mean ideal time per item that these products took together, so that PRI x PQ is the sum over products. */
export function elementsOfResponses(responses: readonly JobResponse[]): Elements {
  const totals = countTotals(responses);
  if (!totals.produced) throw new RangeError('responses have no count or counts in several units; allowed is one unit. Work out each by itself, or use OEE, which adds in time.');
  const { produced, basis } = totals;
  const element = (value: number): Element => ({ value, basis });
  return {
    PQ: element(produced.total),
    GQ: element(produced.good),
    SQ: element(produced.scrap),
    RQ: element(produced.rework),
    ...(totals.idealMs !== undefined && produced.total > 0 && { PRI: element(totals.idealMs / 1000 / produced.total) }),
  };
}

/**
 * Sums elements over lines, shifts or orders. PRI is weighed by PQ, so that PRI x PQ adds up. What does not add (limits, means, capacities)
 * is refused: it must be worked out
 * anew. Over products of different cycle the ISO formula weighs quality by count; `oee` weighs it by ideal time, and rolls up exactly.
 */
export function sumOfElements(of: readonly GivenElements[]): Elements {
  if (of.length === 0) throw new RangeError('of is empty; allowed is at least one set of elements.');
  const result: Partial<Record<ElementSymbol, Element>> = {};
  let idealS = 0;
  for (const [index, given] of of.entries()) {
    const elements = readElements(given);
    if (elements.PRI && !elements.PQ) throw new RangeError(`of[${index}] has PRI without PQ; allowed is PRI together with the quantity it holds for.`);
    idealS += (elements.PRI?.value ?? 0) * (elements.PQ?.value ?? 0);
    for (const [symbol, element] of Object.entries(elements) as [ElementSymbol, Element][]) {
      if (doesNotAdd.includes(symbol))
        throw new RangeError(`of[${index}] has ${symbol}, ${elementNames[symbol]}; it does not add up. Leave it out and give it anew for the whole.`);
      const before = result[symbol];
      if (index > 0 && !before) throw new RangeError(`of[${index}] has ${symbol} and an earlier one has not; allowed are the same elements in all.`);
      result[symbol] = { value: (before?.value ?? 0) + element.value, basis: uniqueIds([...(before?.basis ?? []), ...element.basis]) };
    }
    const missing = Object.keys(result).find((symbol) => !Object.hasOwn(elements, symbol));
    if (missing) throw new RangeError(`of[${index}] lacks ${missing} and another has it; allowed are the same elements in all.`);
  }
  if (result.PRI && result.PQ) {
    if (result.PQ.value === 0) delete result.PRI;
    else result.PRI = { value: idealS / result.PQ.value, basis: result.PRI.basis };
  }
  return result;
}
