interface Reckoned {
  readonly profile: string | null;
}

/**
 * The profile by which a day is told: that of its last window, in the order of time. Windows of another are not summed with them, for each profile divides by a
 * time of its own (decision 0040); a value that knows no profile is of any.
 */
export const profileOf = (ofDay: readonly Reckoned[]): string | undefined => ofDay.findLast((row) => row.profile !== null)?.profile ?? undefined;

export const isOfProfile = (row: Reckoned, profile: string | undefined): boolean => row.profile === null || row.profile === profile;
