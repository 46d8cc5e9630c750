/** What a number says about itself beside its value. Nothing is mended on the way: a value that cannot be is shown and flagged. */
export type Flag =
  /** Part of the window has no interval: the value rests on less than all of the time. */
  | 'incomplete'
  /** Something in it has not ended yet. */
  | 'open'
  /** More was made than the ideal cycle allows: a wrong cycle time, or counts during stops. */
  | 'performance-above-1'
  /** Outside the range the standard gives for it. */
  | 'outside-range'
  /** More good or scrap than was produced: counts do not agree. */
  | 'quality-above-1';

/**
 * A number people steer by, kept as numerator and denominator so that lines, shifts and products add up, with the ids of the intervals and
 * responses
 * it rests on. Without value where the denominator is nothing: unknown is not 1, and not 0.
 */
export type Ratio = {
  readonly numerator: number;
  readonly denominator: number;
  readonly value?: number;
  readonly basis: readonly string[];
  readonly flags: readonly Flag[];
};

/** Builds a ratio; zero below gives no value. */
export function ratioOf(numerator: number, denominator: number, basis: readonly string[], flags: readonly Flag[] = []): Ratio {
  finite(numerator, 'numerator');
  finite(denominator, 'denominator');
  return {
    numerator,
    denominator,
    ...(denominator !== 0 && { value: numerator / denominator }),
    basis: uniqueIds(basis),
    flags: [...new Set(flags)],
  };
}

/** Rolls ratios up over lines, shifts or products: sums above, sums below, never a mean of ratios. An empty list is refused. */
export function rollUp(of: readonly Ratio[]): Ratio {
  if (of.length === 0) throw new RangeError('of is empty; allowed is at least one ratio.');
  for (const [index, part] of of.entries()) checkRatio(part, `of[${index}]`);
  return ratioOf(
    of.reduce((total, part) => total + part.numerator, 0),
    of.reduce((total, part) => total + part.denominator, 0),
    of.flatMap((part) => part.basis),
    of.flatMap((part) => part.flags),
  );
}

/** What late data or a correction did to a number that was shown. The old value stays; this says how it came to the new one. */
export type Restatement = {
  readonly before?: number;
  readonly after?: number;
  /** After less before, where both are known. */
  readonly change?: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** False where neither numerator, denominator nor basis moved: then nothing is to be restated. */
  readonly isRestated: boolean;
};

/** Compares a number with the one it replaces, of the same indicator, scope and window. */
export function restatement(before: Ratio, after: Ratio): Restatement {
  checkRatio(before, 'before');
  checkRatio(after, 'after');
  const [old, now] = [new Set(before.basis), new Set(after.basis)];
  const added = [...now].filter((id) => !old.has(id));
  const removed = [...old].filter((id) => !now.has(id));
  const isRestated = before.numerator !== after.numerator || before.denominator !== after.denominator || added.length > 0 || removed.length > 0;
  return {
    ...(before.value !== undefined && { before: before.value }),
    ...(after.value !== undefined && { after: after.value }),
    ...(before.value !== undefined && after.value !== undefined && { change: after.value - before.value }),
    added,
    removed,
    isRestated,
  };
}

/** A ratio that was kept somewhere is read again like any other input. */
function checkRatio(ratio: Ratio, name: string): void {
  finite(ratio.numerator, `${name} numerator`);
  finite(ratio.denominator, `${name} denominator`);
  if (ratio.value !== undefined) finite(ratio.value, `${name} value`);
}

export const uniqueIds = (of: readonly string[]): string[] => [...new Set(of)];

export function finite(value: number, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`${name} is ${String(value)}; allowed is a finite number.`);
  return value;
}

export function zeroOrMore(value: number, name: string): number {
  if (finite(value, name) < 0) throw new RangeError(`${name} is ${value}; allowed is zero or more.`);
  return value;
}

export function positive(value: number, name: string): number {
  if (finite(value, name) <= 0) throw new RangeError(`${name} is ${value}; allowed is more than zero.`);
  return value;
}
