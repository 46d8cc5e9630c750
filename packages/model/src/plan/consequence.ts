/**
 * Asks the plant a question by its address and gets the names of what it concerns: lots, job orders, people.
 * Undefined means nobody here can answer; the plan then says so, and counts nothing.
 */
export type Ask = (question: string, facts: Readonly<Record<string, unknown>>) => Promise<readonly string[] | undefined>;

/** What a change would do to work in hand. */
export interface Consequence {
  /** How many are concerned; null when nobody could say. */
  readonly count: number | null;
  /** What happens to them, without the number: `lots would expire earlier`. */
  readonly says: string;
  /** Their names, all of them; empty when the sentence alone is enough. */
  readonly names: readonly string[];
}

/** A counted consequence in words, or none when nothing is concerned. `names: 'shown'` lists them in the plan. */
export function counted(found: readonly string[] | undefined, one: string, many: string, names: 'shown' | 'hidden' = 'shown'): readonly Consequence[] {
  if (found === undefined) return [{ count: null, says: many, names: [] }];
  if (found.length === 0) return [];
  return [{ count: found.length, says: found.length === 1 ? one : many, names: names === 'shown' ? [...found].sort() : [] }];
}

/** Asks a room which of its records a change would touch (`work.job-order.affected`), and counts them. */
export async function affected(
  ask: Ask,
  noun: string,
  facts: Readonly<Record<string, unknown>>,
  one: string,
  many: string,
  names: 'shown' | 'hidden' = 'shown',
): Promise<readonly Consequence[]> {
  return counted(await ask(`${noun}.affected`, facts), one, many, names);
}

/** Asks nobody: for checks away from the plant. Every count in the plan is then open. */
export const nobodyToAsk: Ask = async () => undefined;
