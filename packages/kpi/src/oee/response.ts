import { finite, positive, zeroOrMore } from '../lineage.ts';

/**
 * What came out of a job in the window: counts by quality and the ideal time of one piece in the routing version of that time.
 * A reworked piece counts once as produced; its second pass is no new one.
 */
export type JobResponse = {
  readonly id: string;
  readonly job?: string;
  readonly product?: string;
  /** UCUM code of the counts, `{piece}` or `kg`. */
  readonly countUnit: string;
  /** Good at the first time (GQ). */
  readonly good: number;
  /** Scrap (SQ). */
  readonly scrap: number;
  /** To be reworked (RQ). */
  readonly rework: number;
  /** Planned run time per item PRI, s. Unknown is left out, and then there is no performance. */
  readonly idealCycleS?: number;
  /**
   * Made in time of the window that nobody logged: a machine that was not heard, a counter read afterwards. Such pieces are made, so they are in the OEE
   * and the quality; how long they ran is not known, so they say nothing of the effectiveness.
   */
  readonly isTimeUnknown?: boolean;
};

export type CountTotals = {
  /** Produced PQ = GQ + SQ + RQ; undefined where units differ, because pieces and kilograms do not add. */
  readonly produced?: {
    readonly unit: string;
    readonly good: number;
    readonly scrap: number;
    readonly rework: number;
    readonly total: number;
  };
  /** Ideal time of all produced and of the good, ms; each with its own cycle. Undefined where a cycle is missing. */
  readonly idealMs?: number;
  readonly idealGoodMs?: number;
  /** Of `idealMs` what was made in time that nobody logged. */
  readonly idealUnloggedMs?: number;
  readonly withoutCycle: readonly string[];
  readonly basis: readonly string[];
};

/** Sums of responses. Different products add up in ideal time, never in an average rate. */
export function countTotals(responses: readonly JobResponse[]): CountTotals {
  const units = new Set(responses.map((response) => response.countUnit));
  const ids = new Set<string>();
  let [good, scrap, rework, idealMs, idealGoodMs, idealUnloggedMs] = [0, 0, 0, 0, 0, 0];
  const withoutCycle: string[] = [];
  for (const response of responses) {
    if (ids.has(response.id)) throw new RangeError(`response ${response.id} is given twice; allowed is each once.`);
    ids.add(response.id);
    for (const name of ['good', 'scrap', 'rework'] as const) zeroOrMore(response[name], `response ${response.id} ${name}`);
    good += response.good;
    scrap += response.scrap;
    rework += response.rework;
    const made = response.good + response.scrap + response.rework;
    if (response.idealCycleS === undefined) {
      if (made > 0) withoutCycle.push(response.id);
      continue;
    }
    positive(response.idealCycleS, `response ${response.id} idealCycleS`);
    idealMs += response.idealCycleS * 1000 * made;
    if (response.isTimeUnknown) idealUnloggedMs += response.idealCycleS * 1000 * made;
    idealGoodMs += response.idealCycleS * 1000 * response.good;
  }
  finite(idealMs, 'ideal time');
  const [unit] = units;
  return {
    ...(units.size === 1 && unit !== undefined && { produced: { unit, good, scrap, rework, total: good + scrap + rework } }),
    ...(withoutCycle.length === 0 && { idealMs, idealGoodMs, ...(idealUnloggedMs > 0 && { idealUnloggedMs }) }),
    withoutCycle,
    basis: [...ids],
  };
}
