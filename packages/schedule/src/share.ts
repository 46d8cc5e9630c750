/** A need by the crews that can meet it, those with the fewest skills first. */
export interface Need {
  readonly count: number;
  readonly crews: readonly number[];
}

/** `given[need * crews + crew]`: how many people each crew sends for each need. */
export type Shares = readonly number[];

/** Crews with a skill, those that can do least else first, so that the versatile stay free. */
export function crewsWith(skill: string, crews: readonly { readonly skills: readonly string[] }[]): number[] {
  return [...crews.keys()].filter((c) => crews[c]!.skills.includes(skill)).sort((a, b) => crews[a]!.skills.length - crews[b]!.skills.length || a - b);
}

/**
 * Share needs out over crews with so many people free; null where that cannot be done.
 * Augmenting paths (Ford and Fulkerson): a crew with rare skills is not spent on a need that others can meet.
 */
export function share(needs: readonly Need[], crews: number, free: readonly number[]): Shares | null {
  const given = Array.from({ length: needs.length * crews }, () => 0);
  const left = [...free];
  // give one person to `need`, taking one back from another need if a crew is spent
  const give = (need: number, visited: Set<number>): boolean => {
    for (const crew of needs[need]!.crews) {
      if (visited.has(crew)) continue;
      visited.add(crew);
      if (left[crew]! > 0) {
        left[crew]! -= 1;
        given[need * crews + crew]! += 1;
        return true;
      }
      for (let other = 0; other < needs.length; other++) {
        if (other === need || given[other * crews + crew]! === 0) continue;
        if (give(other, visited)) {
          given[other * crews + crew]! -= 1;
          given[need * crews + crew]! += 1;
          return true;
        }
      }
    }
    return false;
  };
  for (let need = 0; need < needs.length; need++) for (let person = 0; person < needs[need]!.count; person++) if (!give(need, new Set())) return null;
  return given;
}
