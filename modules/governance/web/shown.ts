/** One escalation as `governance.escalation.list` tells it. */
export interface EscalationShown {
  readonly id: string;
  readonly revision: number;
  readonly state: 'raised' | 'accepted' | 'answered' | 'closed' | 'withdrawn';
  readonly place: string;
  readonly on: string;
  readonly causeNoun: string;
  readonly causeId: string;
  readonly sentence: string;
  readonly since: string;
  readonly ladder: {
    readonly name: string;
    readonly title: string;
    readonly clock: string;
    readonly steps: readonly { readonly role: string; readonly countsAs: readonly string[] }[];
  };
  readonly mode: string;
  readonly step: number;
  readonly calls: readonly {
    readonly step: number;
    readonly role: string;
    readonly at: string;
    readonly acceptedBy?: string;
    readonly acceptedAt?: string;
  }[];
  readonly raisedAt: string;
  readonly endedAt: string | null;
  readonly acceptedBy: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly did: string | null;
  readonly dueAt: string | null;
  readonly next: { readonly role: string; readonly at: string } | null;
  readonly ahead: readonly { readonly role: string; readonly at: string }[];
}

export interface ActionShown {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: 'open' | 'in-progress' | 'done' | 'verified' | 'cancelled';
  readonly title: string;
  readonly place: string;
  readonly board: string | null;
  readonly letter: string | null;
  readonly owner: string;
  readonly due: string;
  readonly extensions: number;
  readonly isLate: boolean;
}

interface IndicatorShown {
  readonly id: string;
  readonly measures: string;
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
  readonly better: 'higher' | 'lower';
  readonly target: number | null;
  readonly profile: string | null;
}

export interface DayShown {
  readonly day: number;
  readonly date: string;
  readonly state: 'good' | 'bad' | 'off' | 'missing' | 'future' | 'today';
  readonly value: number | null;
  readonly hasAction: boolean;
  readonly isRestated: boolean;
  readonly reason: string | null;
}

/** Shifts of a day whose number is unknown, and so not in its sum. */
export interface LeftOut {
  readonly windows: number;
  readonly of: number;
}

export interface LetterShown {
  readonly letter: 'S' | 'Q' | 'D' | 'C' | 'P' | 'M' | 'E' | 'I';
  readonly name: string;
  readonly days: readonly DayShown[];
  readonly number: IndicatorShown & {
    readonly value: number | null;
    readonly date: string | null;
    readonly status: string | null;
    readonly isOnTarget: boolean | null;
    readonly isIdle: boolean;
    readonly leftOut: LeftOut | null;
  };
  readonly run: IndicatorShown & {
    readonly points: readonly {
      readonly date: string;
      readonly value: number | null;
      readonly status: string | null;
      readonly isSignal: boolean;
      readonly leftOut: LeftOut | null;
    }[];
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly why: { readonly what: string; readonly unit: string; readonly losses: readonly { readonly label: string; readonly value: number }[] } | null;
  readonly actions: readonly ActionShown[];
}

interface ShiftShown {
  readonly id: string;
  readonly name: string;
  readonly crew: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** `governance.board.show`. */
export interface BoardShown {
  readonly board: {
    readonly id: string;
    readonly name: string;
    readonly place: string;
    readonly tier: string;
    readonly tierName: string;
    readonly meets: string | null;
    readonly moderator: string | null;
    readonly up: { readonly id: string; readonly tier: string } | null;
  };
  readonly today: string;
  readonly closed: ShiftShown | null;
  readonly running: ShiftShown | null;
  readonly completeness: number | null;
  readonly meeting: { readonly id: string; readonly startedBy: string; readonly startedAt: string } | null;
  readonly metAt: string | null;
  readonly letters: readonly LetterShown[];
  readonly sentUp: readonly EscalationShown[];
  readonly cameBack: readonly EscalationShown[];
  readonly orders: { readonly orders: number; readonly done: number; readonly quantity: number; readonly unit: string | null };
  readonly asOf: string;
}
