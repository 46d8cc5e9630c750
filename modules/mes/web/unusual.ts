import type { Text } from '@millrace/ui';

/** What a completion is judged by: ordered and reported, in one unit; `keptScrap` and `good` hold what this device has not sent yet as well. */
export interface Yield {
  readonly ordered: number;
  readonly good: number;
  readonly scrap: number;
  /** The figure with its unit, as it is said. */
  readonly said: (value: number) => string;
}

// 5 %: a packaging run or a weighing ends nearer to its order than that, and a digit too few or too many is always farther
const usualShare = 0.05;

/** What is unusual about completing an order now, in a sentence to confirm; nothing where it is completed as orders are. */
export function unusualEnd({ ordered, good, scrap, said }: Yield, t: Text): string | undefined {
  if (good === 0 && scrap === 0) return t('Nothing is counted on it: no good, no scrap.');
  if (good === 0) return t('Nothing good is counted on it, {{scrap}} as scrap.', { scrap: said(scrap) });
  if (ordered > 0 && good < ordered * (1 - usualShare)) return t('{{good}} good are counted of {{ordered}} ordered.', { good: said(good), ordered: said(ordered) });
  if (ordered > 0 && good > ordered * (1 + usualShare)) return t('{{good}} good are counted, and only {{ordered}} were ordered.', { good: said(good), ordered: said(ordered) });
  return undefined;
}
