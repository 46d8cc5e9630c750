import { xbarR, type SubgroupCharts } from '../chart/subgroups.ts';
import { runRules, type Convention, type Signal } from '../rules/rules.ts';
import { onlyNamed } from '../guard.ts';

/**
 * Stability of a gauge: one master measured a few times at each of many dates, charted as means and ranges
 * (AIAG MSA 4th edition, chapter III B). Stable if neither chart signals; ranges are judged by their limits only.
 */
export function stabilityStudy(
  subgroups: readonly ArrayLike<number>[],
  { convention = 'nelson', ...rest }: { readonly convention?: Convention } = {},
): SubgroupCharts & { readonly signals: readonly Signal[]; readonly isStable: boolean } {
  onlyNamed('options', rest, ['convention']);
  const charts = xbarR(subgroups);
  const signals = [...runRules(charts.location, { convention }), ...runRules(charts.dispersion, { convention, only: [1] })];
  return { ...charts, signals, isStable: signals.length === 0 };
}
