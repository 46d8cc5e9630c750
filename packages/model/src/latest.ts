/** Orders two first days, the later one first; a rule without a day has held always. */
export function latest(a: string | undefined, b: string | undefined): number {
  const [one, other] = [a ?? '', b ?? ''];
  return one === other ? 0 : one < other ? 1 : -1;
}
