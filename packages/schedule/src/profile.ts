/** How many of a resource are in use over time: a step function, `used[i]` from `at[i]` to `at[i + 1]`. */
export interface Profile {
  readonly at: number[];
  readonly used: number[];
}

export const unused = (): Profile => ({ at: [-Infinity], used: [0] });

export const copyOf = (profile: Profile): Profile => ({ at: profile.at.slice(), used: profile.used.slice() });

/** Index of the step that holds at `time`. */
export function stepAt(profile: Profile, time: number): number {
  let low = 0;
  let high = profile.at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (profile.at[middle]! <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cut(profile: Profile, time: number): number {
  const i = stepAt(profile, time);
  if (profile.at[i] === time) return i;
  profile.at.splice(i + 1, 0, time);
  profile.used.splice(i + 1, 0, profile.used[i]!);
  return i + 1;
}

export function use(profile: Profile, from: number, until: number, count: number): void {
  if (from >= until) return;
  const a = cut(profile, from);
  const b = cut(profile, until);
  for (let i = a; i < b; i++) profile.used[i]! += count;
}

/** Most in use at any time of [from, until). */
export function peak(profile: Profile, from: number, until: number): number {
  let most = 0;
  for (let i = stepAt(profile, from); i < profile.at.length && profile.at[i]! < until; i++) if (profile.used[i]! > most) most = profile.used[i]!;
  return most;
}

/** First time after `time` at which fewer are in use; Infinity when that never comes. */
export function nextRelief(profile: Profile, time: number): number {
  for (let i = stepAt(profile, time) + 1; i < profile.at.length; i++) if (profile.used[i]! < profile.used[i - 1]!) return profile.at[i]!;
  return Infinity;
}
