import type { PeopleNeed } from './problem.ts';

/** `given[need * crews + crew]`: how many people each crew sends for each need. */
export type Shares = readonly number[];

/**
 * Share needs out over crews that have the skill and so many people free; null where that cannot be done.
 * Augmenting paths (Ford and Fulkerson): a crew with rare skills is not spent on a need that others can meet.
 */
export function share(needs: readonly PeopleNeed[], crews: readonly { readonly skills: readonly string[] }[], free: readonly number[]): Shares | null {
  const given = Array.from({ length: needs.length * crews.length }, () => 0);
  const left = [...free];
  // give one person to `need`, taking one back from another need if a crew is spent
  const give = (need: number, visited: Set<number>): boolean => {
    for (let crew = 0; crew < crews.length; crew++) {
      if (visited.has(crew) || !crews[crew]!.skills.includes(needs[need]!.skill)) continue;
      visited.add(crew);
      if (left[crew]! > 0) {
        left[crew]! -= 1;
        given[need * crews.length + crew]! += 1;
        return true;
      }
      for (let other = 0; other < needs.length; other++) {
        if (other === need || given[other * crews.length + crew]! === 0) continue;
        if (give(other, visited)) {
          given[other * crews.length + crew]! -= 1;
          given[need * crews.length + crew]! += 1;
          return true;
        }
      }
    }
    return false;
  };
  for (let need = 0; need < needs.length; need++) for (let person = 0; person < needs[need]!.count; person++) if (!give(need, new Set())) return null;
  return given;
}
