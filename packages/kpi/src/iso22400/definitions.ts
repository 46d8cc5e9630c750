import type { ElementSymbol } from './elements.ts';

type Values<S extends ElementSymbol> = Readonly<Record<S, number>>;

/** An indicator as ISO 22400-1 4.3 describes one, with its formula as numerator and denominator. */
export type KpiDefinition = {
  /** Its place among the 34 of ISO 22400-2:2014. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  /** `ratio` is a fraction, shown as %; `per hour`, `s` and `kWh per item` as they say; `index` is a plain number. */
  readonly unit: 'ratio' | 'index' | 's' | 'per hour' | 'kWh per item' | 'turns';
  /** As the standard gives it, as a fraction; what lies outside is flagged and shown. */
  readonly range: readonly [number, number];
  readonly trend: 'higher' | 'lower';
  /** Real-time, periodically, on demand. */
  readonly timing: readonly ('R' | 'P' | 'D')[];
  readonly needs: readonly ElementSymbol[];
  readonly parts: (of: Values<ElementSymbol>) => readonly [numerator: number, denominator: number];
  readonly note?: string;
};

const one: readonly [number, number] = [0, 1];
const open: readonly [number, number] = [0, Number.POSITIVE_INFINITY];
const all: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const ratio = (
  number: number,
  id: string,
  name: string,
  above: ElementSymbol,
  below: ElementSymbol,
  trend: 'higher' | 'lower',
  timing: string,
  more: Partial<KpiDefinition> = {},
): KpiDefinition => ({
  number,
  id,
  name,
  formula: `${above} / ${below}`,
  unit: 'ratio',
  range: one,
  trend,
  timing: [...timing] as ('R' | 'P' | 'D')[],
  needs: [above, below],
  parts: (of) => [of[above], of[below]],
  ...more,
});

/**
 * The 34 indicators of ISO 22400-2:2014. Names as in the OPC UA node set of the standard; formulas, ranges and timing as restated by the
 * HSU ontology of ISO 22400-2
 * and by MTConnect's indicator classes. The text of the standard itself is not quoted.
 */
export const kpiDefinitions: readonly KpiDefinition[] = [
  ratio(1, 'worker-efficiency', 'Worker efficiency', 'APWT', 'APAT', 'higher', 'P'),
  ratio(2, 'allocation-ratio', 'Allocation ratio', 'AUBT', 'AOET', 'higher', 'P', {
    range: open,
    formula: 'sum of AUBT / AOET',
    note: 'Above 1 where units work on the order at the same time.',
  }),
  ratio(3, 'throughput-rate', 'Throughput rate', 'PQ', 'AOET', 'higher', 'DP', {
    unit: 'per hour',
    range: open,
    parts: (of) => [of.PQ * 3600, of.AOET],
  }),
  ratio(4, 'allocation-efficiency', 'Allocation efficiency', 'AUBT', 'PBT', 'higher', 'D'),
  ratio(5, 'utilization-efficiency', 'Utilization efficiency', 'APT', 'AUBT', 'higher', 'RPD'),
  {
    number: 6,
    id: 'oee-index',
    name: 'Overall equipment effectiveness index',
    formula: 'Availability x Effectiveness x Quality ratio = PRI x GQ / PBT',
    unit: 'ratio',
    range: one,
    trend: 'higher',
    timing: ['D', 'P'],
    needs: ['PRI', 'PQ', 'GQ', 'APT', 'PBT'],
    parts: (of) => [of.PRI * of.GQ, of.PBT],
  },
  {
    number: 7,
    id: 'nee-index',
    name: 'Net equipment effectiveness index',
    formula: 'AUPT / PBT x Effectiveness x Quality ratio',
    unit: 'ratio',
    range: one,
    trend: 'higher',
    timing: ['D', 'P'],
    needs: ['PRI', 'PQ', 'GQ', 'APT', 'AUPT', 'PBT'],
    parts: (of) => (of.APT === 0 ? [0, 0] : [(of.PRI * of.GQ * of.AUPT) / of.APT, of.PBT]),
  },
  ratio(8, 'availability', 'Availability', 'APT', 'PBT', 'higher', 'DP', {
    note: 'Some public code has AUBT / PBT here, which is the allocation efficiency.',
  }),
  {
    number: 9,
    id: 'effectiveness',
    name: 'Effectiveness',
    formula: 'PRI x PQ / APT',
    unit: 'ratio',
    range: one,
    trend: 'higher',
    timing: ['R', 'P', 'D'],
    needs: ['PRI', 'PQ', 'APT'],
    parts: (of) => [of.PRI * of.PQ, of.APT],
    note: 'Can exceed 1; then the planned run time is wrong or pieces were counted in stops.',
  },
  ratio(10, 'quality-ratio', 'Quality ratio', 'GQ', 'PQ', 'higher', 'RPD'),
  ratio(11, 'setup-ratio', 'Setup ratio', 'AUST', 'AUPT', 'lower', 'DP'),
  {
    number: 12,
    id: 'technical-efficiency',
    name: 'Technical efficiency',
    formula: 'APT / (APT + ADET)',
    unit: 'ratio',
    range: one,
    trend: 'higher',
    timing: ['R', 'P', 'D'],
    needs: ['APT', 'ADET'],
    parts: (of) => [of.APT, of.APT + of.ADET],
  },
  ratio(13, 'production-process-ratio', 'Production process ratio', 'APT', 'AOET', 'higher', 'DP', {
    range: open,
    formula: 'sum of APT / AOET',
    note: 'Above 1 where units work on the order at the same time.',
  }),
  ratio(14, 'actual-to-planned-scrap-ratio', 'Actual to planned scrap ratio', 'SQ', 'PSQ', 'lower', 'RPD', {
    range: open,
    note: 'Above 1 is more scrap than planned.',
  }),
  ratio(15, 'first-pass-yield', 'First pass yield', 'GP', 'IP', 'higher', 'RPD', { note: 'Of parts, without rework.' }),
  ratio(16, 'scrap-ratio', 'Scrap ratio', 'SQ', 'PQ', 'lower', 'RPD'),
  ratio(17, 'rework-ratio', 'Rework ratio', 'RQ', 'PQ', 'lower', 'RPD'),
  ratio(18, 'fall-off-ratio', 'Fall off ratio', 'SQ', 'PQ1', 'lower', 'RPD', {
    note: 'Scrap of one operation by what the first operation produced.',
  }),
  {
    number: 19,
    id: 'machine-capability',
    name: 'Machine capability index',
    formula: '(USL - LSL) / (6 s)',
    unit: 'index',
    range: open,
    trend: 'higher',
    timing: ['R', 'P', 'D'],
    needs: ['USL', 'LSL', 'S'],
    parts: (of) => [of.USL - of.LSL, 6 * of.S],
  },
  {
    number: 20,
    id: 'critical-machine-capability',
    name: 'Critical machine capability index',
    formula: 'min(USL - mean, mean - LSL) / (3 s)',
    unit: 'index',
    range: all,
    trend: 'higher',
    timing: ['R', 'P', 'D'],
    needs: ['USL', 'LSL', 'MEAN', 'S'],
    parts: (of) => [Math.min(of.USL - of.MEAN, of.MEAN - of.LSL), 3 * of.S],
  },
  {
    number: 21,
    id: 'process-capability',
    name: 'Process capability index',
    formula: '(USL - LSL) / (6 sigma)',
    unit: 'index',
    range: open,
    trend: 'higher',
    timing: ['R', 'D'],
    needs: ['USL', 'LSL', 'SIGMA'],
    parts: (of) => [of.USL - of.LSL, 6 * of.SIGMA],
  },
  {
    number: 22,
    id: 'critical-process-capability',
    name: 'Critical process capability index',
    formula: 'min(USL - grand mean, grand mean - LSL) / (3 sigma)',
    unit: 'index',
    range: all,
    trend: 'higher',
    timing: ['R', 'D'],
    needs: ['USL', 'LSL', 'GRANDMEAN', 'SIGMA'],
    parts: (of) => [Math.min(of.USL - of.GRANDMEAN, of.GRANDMEAN - of.LSL), 3 * of.SIGMA],
  },
  ratio(23, 'comprehensive-energy-consumption', 'Comprehensive energy consumption', 'E', 'PQ', 'lower', 'DP', {
    unit: 'kWh per item',
    range: open,
    note: 'E is the sum of each medium times its factor, and the rest.',
  }),
  ratio(24, 'inventory-turns', 'Inventory turns', 'TH', 'AINV', 'higher', 'DP', {
    unit: 'turns',
    range: open,
    note: 'Throughput and inventory in the same unit.',
  }),
  ratio(25, 'finished-goods-ratio', 'Finished goods ratio', 'GQ', 'CM', 'higher', 'RPD'),
  ratio(26, 'integrated-goods-ratio', 'Integrated goods ratio', 'IGQ', 'CM', 'higher', 'RPD'),
  ratio(27, 'production-loss-ratio', 'Production loss ratio', 'PL', 'CM', 'lower', 'RPD'),
  ratio(28, 'storage-and-transportation-loss-ratio', 'Storage and transportation loss ratio', 'STL', 'CM', 'lower', 'RPD'),
  ratio(29, 'other-loss-ratio', 'Other loss ratio', 'OL', 'CM', 'lower', 'RPD'),
  ratio(30, 'equipment-load-ratio', 'Equipment load ratio', 'PQ', 'EPC', 'higher', 'RPD', {
    note: 'Say whether the capacity is the rated or the maximum one; higher is better up to the rated.',
  }),
  ratio(31, 'mtbf', 'Mean operating time between failures', 'TBF', 'FE', 'higher', 'DP', {
    unit: 's',
    range: open,
    formula: 'sum of TBF / FE',
    note: 'Which time counts, and what becomes of the open time at the edge of the window, is a policy: see meanTimeBetweenFailures.',
  }),
  ratio(32, 'mttf', 'Mean time to failure', 'TTF', 'FE', 'higher', 'DP', { unit: 's', range: open, formula: 'sum of TTF / FE' }),
  ratio(33, 'mttr', 'Mean time to restoration', 'TTR', 'FE', 'lower', 'DP', { unit: 's', range: open, formula: 'sum of TTR / FE' }),
  {
    number: 34,
    id: 'corrective-maintenance-ratio',
    name: 'Corrective maintenance ratio',
    formula: 'CMT / (CMT + PMT)',
    unit: 'ratio',
    range: one,
    trend: 'lower',
    timing: ['D', 'P'],
    needs: ['CMT', 'PMT'],
    parts: (of) => [of.CMT, of.CMT + of.PMT],
  },
];
