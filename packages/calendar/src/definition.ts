/** A shift as the plant speaks of it: local times on the wall. An end at or before the start is on the next day. */
export type ShiftDefinition = {
  readonly id: string;
  /** What people call it; kept by the one who gives it, not read here. */
  readonly name?: string;
  /** `06:00`, local. */
  readonly start: string;
  readonly end: string;
  /** Pauses in which nothing is planned to run, local times within the shift. A pause that is relieved is no break: leave it out. */
  readonly breaks?: readonly { readonly start: string; readonly end: string }[];
};

/** What one crew works: the shift of each day of a cycle, counted from a date at which the cycle begins. */
export type Roster = {
  readonly crew?: string;
  /** Day 1 of the cycle, `2026-01-05`. */
  readonly anchor: string;
  /** A shift's id, or null for off. */
  readonly cycle: readonly (string | null)[];
  /** First and last start date on which it holds; both inside. */
  readonly from?: string;
  readonly until?: string;
};

/**
 * A day on which nothing is planned. `production-day` drops the shifts of that production day, `calendar-day` cuts from local midnight to
 * midnight.
 */
export type Holiday = { readonly date: string; readonly name: string; readonly closes?: 'production-day' | 'calendar-day' };

/** What differs from the roster, by name, date and reason. Dates are those on which the shift starts. */
export type CalendarException =
  | { readonly kind: 'closed'; readonly from: string; readonly to: string; readonly reason: string }
  | { readonly kind: 'extra'; readonly date: string; readonly shift: string; readonly crew?: string; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly date: string; readonly shift: string; readonly crew?: string; readonly reason: string }
  | {
      readonly kind: 'hours';
      readonly date: string;
      readonly shift: string;
      readonly start?: string;
      readonly end?: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'stand-in';
      readonly date: string;
      readonly shift: string;
      readonly crew: string;
      readonly by: string;
      readonly reason: string;
    };

/** The work calendar of a unit as data, ready for a model file. */
export type CalendarDefinition = {
  readonly id: string;
  /** IANA zone, `Europe/Berlin`. A fixed offset is refused: it does not know the clock change. */
  readonly timeZone: string;
  readonly shifts: readonly ShiftDefinition[];
  readonly rosters: readonly Roster[];
  /**
   * When the production day begins, local, and which date it bears: that of its start or of its end. A shift belongs to the day in which it
   * starts,
   * or in which most of it lies. Default: midnight, start, start.
   */
  readonly productionDay?: { readonly start: string; readonly namedBy?: 'start' | 'end'; readonly shiftBelongsTo?: 'start' | 'most' };
  readonly holidays?: readonly Holiday[];
  readonly exceptions?: readonly CalendarException[];
  /** Which of two overlapping shifts owns the instant: the one that was there or the one that came. Default: outgoing. */
  readonly overlapOwner?: 'outgoing' | 'incoming';
};

/** Local times of a shift, read. `endDay` is 1 where it ends on the day after it starts. */
export type ShiftTimes = {
  readonly id: string;
  readonly start: Temporal.PlainTime;
  readonly end: Temporal.PlainTime;
  readonly breaks: readonly { readonly start: Temporal.PlainTime; readonly end: Temporal.PlainTime }[];
};

export type ReadRoster = Omit<Roster, 'anchor' | 'from' | 'until'> & {
  readonly anchor: Temporal.PlainDate;
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
};

/** A calendar checked and read; build it with `workCalendar`. */
export type WorkCalendar = {
  readonly id: string;
  readonly timeZone: string;
  readonly shifts: ReadonlyMap<string, ShiftTimes>;
  readonly rosters: readonly ReadRoster[];
  readonly productionDay: {
    readonly start: Temporal.PlainTime;
    readonly namedBy: 'start' | 'end';
    readonly shiftBelongsTo: 'start' | 'most';
  };
  readonly holidays: ReadonlyMap<string, Holiday>;
  readonly exceptions: readonly CalendarException[];
  readonly overlapOwner: 'outgoing' | 'incoming';
};
