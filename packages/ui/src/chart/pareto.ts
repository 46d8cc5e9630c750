export interface Loss {
  readonly label: string;
  readonly value: number;
}

export interface ParetoBar extends Loss {
  /** Width against the longest bar, 0 to 1. */
  readonly width: number;
  /** Share of this and all larger ones, 0 to 1. */
  readonly cumulative: number;
  /** What was left over, put together; always last. */
  readonly isRest?: boolean;
}

/** The largest losses first; what does not fit stands together as the rest, so that the whole stays the whole. */
export function paretoBars(losses: readonly Loss[], most: number, restLabel = 'Other'): ParetoBar[] {
  const bad = losses.find((loss) => !(loss.value >= 0 && Number.isFinite(loss.value)));
  if (bad) throw new TypeError(`value of "${bad.label}" is ${bad.value}; a loss is zero or more`);
  const sorted = losses.filter((loss) => loss.value > 0).toSorted((a, b) => b.value - a.value);
  const total = sorted.reduce((sum, loss) => sum + loss.value, 0);
  const shown = sorted.length <= most ? sorted : sorted.slice(0, most - 1);
  const rest = sorted.slice(shown.length).reduce((sum, loss) => sum + loss.value, 0);
  const longest = Math.max(shown[0]?.value ?? 0, rest);
  let running = 0;
  const bars: ParetoBar[] = [...shown, ...(rest > 0 ? [{ label: restLabel, value: rest, isRest: true }] : [])].map((loss) => {
    running += loss.value;
    return { ...loss, width: loss.value / longest, cumulative: running / total };
  });
  return bars;
}
