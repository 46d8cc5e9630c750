/** How well a name answers what was typed; 0 is no answer. Every word typed must begin a word of the name, or stand inside it. */
export function matchScore(query: string, name: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const text = name.toLowerCase();
  let score = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at === -1) return 0;
    const begins = at === 0 || /[^a-z0-9]/.test(text.charAt(at - 1));
    score += at === 0 ? 4 : begins ? 3 : 1;
  }
  return score / words.length;
}

/** The best answers first; equal ones keep their order. */
export function bestMatches<T>(query: string, entries: readonly T[], nameOf: (entry: T) => string, most: number): T[] {
  return entries
    .map((entry) => ({ entry, score: matchScore(query, nameOf(entry)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ entry }) => entry);
}
