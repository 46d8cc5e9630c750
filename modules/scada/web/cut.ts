export interface Stretch {
  /** Milliseconds of the epoch. */
  readonly from: number;
  readonly to: number;
}

/** A stretch of time in the parts that lie in a break of the shift and those that do not, in their order. */
export function cutAtBreaks({ from, to }: Stretch, breaks: readonly { start: Temporal.Instant; end: Temporal.Instant }[]): readonly (Stretch & { readonly isBreak: boolean })[] {
  const cuts = [from, ...breaks.flatMap(({ start, end }) => [start.epochMilliseconds, end.epochMilliseconds]).filter((at) => from < at && at < to), to].toSorted((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i]!;
    return { from: start, to: end, isBreak: breaks.some((one) => one.start.epochMilliseconds <= start && start < one.end.epochMilliseconds) };
  });
}
