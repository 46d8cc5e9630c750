import { onlyNamed } from '@millrace/statistics/guard';
import { checkScope } from '../interval/time-elements.ts';
import type { Scope } from '../interval/time-elements.ts';
import { ratioOf } from '../lineage.ts';
import { oneMore } from '../reliability/failures.ts';
import type { Flag, Ratio } from '../lineage.ts';
import { kpiDefinitions } from './definitions.ts';
import type { KpiDefinition } from './definitions.ts';
import { readElements } from './elements.ts';
import type { ElementSymbol, GivenElements } from './elements.ts';

/** An indicator of ISO 22400-2 with its value, or with what it lacks. */
export type KpiResult = Ratio & {
  /** `iso-22400-2:2014/availability`: the edition belongs to the name. */
  readonly kpi: string;
  readonly scope: Scope;
  readonly unit: KpiDefinition['unit'];
  /** Elements it needs and did not get. They are not guessed. */
  readonly missing: readonly ElementSymbol[];
};

const byId = new Map(kpiDefinitions.map((definition) => [definition.id, definition]));

/** The definition of one indicator by id; an unknown id is refused. */
export function kpiDefinition(id: string): KpiDefinition {
  const found = byId.get(id);
  if (!found) throw new RangeError(`id is ${JSON.stringify(id)}; allowed is one of ${[...byId.keys()].join(', ')}.`);
  return found;
}

export type KpiOptions = {
  /**
   * What the sums of times between failures, to failure and to restoration (31 to 33) are divided by. `include`: the failures (default).
   * `count-as-one`: the failures plus one, as the formulas of ISO 22400-2:2014 are remembered to be printed, for all three; no copy could be
   * opened, and public restatements have it both ways. No failure gives no value by either.
   */
  readonly openWindow?: 'include' | 'count-as-one';
};

const byFailures = ['mtbf', 'mttf', 'mttr'];

/** Works out one indicator in a scope. Without an element it needs, or with nothing below the line, it has no value. */
export function kpi(id: string, scope: Scope, given: GivenElements, { openWindow = 'include', ...rest }: KpiOptions = {}): KpiResult {
  onlyNamed('options', rest, ['openWindow']);
  const definition = kpiDefinition(id);
  const isPlusOne = oneMore(openWindow) && byFailures.includes(id);
  checkScope(scope);
  const elements = readElements(given);
  const missing = definition.needs.filter((symbol) => elements[symbol] === undefined);
  const about = { kpi: `iso-22400-2:2014/${id}${isPlusOne ? ' (FE + 1)' : ''}`, scope, unit: definition.unit, missing };
  const basis = definition.needs.flatMap((symbol) => elements[symbol]?.basis ?? []);
  if (missing.length > 0) return { ...about, numerator: 0, denominator: 0, basis: [...new Set(basis)], flags: [] };
  const values = Object.fromEntries(definition.needs.map((symbol) => [symbol, elements[symbol]?.value ?? 0])) as Record<ElementSymbol, number>;
  const [numerator, below] = definition.parts(values);
  const denominator = isPlusOne && below > 0 ? below + 1 : below;
  const flags: Flag[] = [];
  const result = ratioOf(numerator, denominator, basis);
  if (result.value !== undefined && (result.value < definition.range[0] || result.value > definition.range[1])) flags.push('outside-range');
  return { ...about, ...result, flags };
}

/** Every indicator whose elements are at hand. */
export function availableKpis(scope: Scope, elements: GivenElements, options: KpiOptions = {}): KpiResult[] {
  return kpiDefinitions
    .filter((definition) => definition.needs.every((symbol) => elements[symbol] !== undefined))
    .map((definition) => kpi(definition.id, scope, elements, options));
}
