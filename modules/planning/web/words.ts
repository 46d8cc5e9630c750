import type { Tone } from '@millrace/ui';

interface Amount {
  readonly value: string;
  readonly unit: string;
}

export interface LineShown {
  readonly told: {
    readonly line: string;
    readonly segment?: string;
    readonly material?: string;
    readonly lot?: string;
    readonly quantity?: { readonly value: string; readonly unit?: string };
    readonly place?: string;
    readonly start?: string;
    readonly end?: string;
  };
  readonly problems: readonly { readonly what: string; readonly told: string; readonly sentence: string }[];
  readonly work: readonly { readonly place: string; readonly workMaster: string; readonly definition?: string; readonly quantity: Amount; readonly plannedStart: string }[];
}

/** A production request as `planning.production-request.list` tells it. */
export interface RequestShown {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: 'held' | 'planned' | 'completed' | 'cancelled';
  readonly system: string;
  readonly externalId: string;
  readonly description: string | null;
  readonly lines: readonly LineShown[];
  readonly orders: readonly { readonly key: string; readonly jobOrder: string }[];
  readonly done: readonly string[];
  readonly message: string;
  readonly receivedAt: string;
}

/** A difference as `planning.difference.list` tells it. */
export interface DifferenceShown {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: 'open' | 'decided' | 'superseded';
  readonly request: string;
  readonly externalId: string;
  readonly system: string;
  readonly place: string;
  readonly items: readonly {
    readonly jobOrder: string;
    readonly what: 'cancelled' | 'cut' | 'raised' | 'changed';
    readonly was: Amount;
    readonly told?: Amount;
    readonly sentence: string;
  }[];
  readonly openedAt: string;
}

export const requestWords: Readonly<Record<RequestShown['state'], { word: string; tone: Tone; sign?: string }>> = {
  held: { word: 'held', tone: 'bad', sign: '■' },
  planned: { word: 'planned', tone: 'brand', sign: '→' },
  completed: { word: 'completed', tone: 'good' },
  cancelled: { word: 'cancelled', tone: 'plain', sign: '✕' },
};

export const differenceWords: Readonly<Record<DifferenceShown['state'], { word: string; tone: Tone; sign?: string }>> = {
  open: { word: 'to decide', tone: 'warn' },
  decided: { word: 'decided', tone: 'good' },
  superseded: { word: 'replaced', tone: 'plain', sign: '↷' },
};

/** What is told now, in a word before the figures. */
export const itemWords: Readonly<Record<DifferenceShown['items'][number]['what'], string>> = {
  cancelled: 'no longer wanted',
  cut: 'less is wanted',
  raised: 'more is wanted',
  changed: 'something else is wanted',
};
