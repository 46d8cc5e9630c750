/** A value a machine says, as its protocol carries it. */
export interface SampleEvent {
  readonly kind: 'sample';
  readonly atMs: number;
  readonly unit: string;
  /** As in `scada.signal`: `edge node/device/metric` for Sparkplug, the key for SHDR. */
  readonly address: string;
  readonly value: number | string | boolean;
}

/** A message of the ERP. */
export interface ScheduleEvent {
  readonly kind: 'schedule';
  readonly atMs: number;
  readonly id: string;
  readonly version: number;
  readonly requests: readonly Request[];
  /** The same as B2MML V0701. */
  readonly xml: string;
}

/** A wanted quantity of a product by a date. */
export interface Request {
  readonly id: string;
  readonly product: string;
  readonly route: string;
  readonly quantity: number;
  readonly unit: string;
  readonly startMs: number;
  readonly dueMs: number;
  readonly priority: number;
  readonly state: 'Forecast' | 'Released' | 'Cancelled';
  readonly segments: readonly RequestSegment[];
}
export interface RequestSegment {
  readonly id: string;
  readonly segment: string;
  readonly work: string;
  /** Where the work may be done; the first is preferred. */
  readonly places: readonly string[];
  readonly makes: { readonly material: string; readonly quantity: number; readonly unit: string } | undefined;
}

interface Work {
  readonly kind: 'act';
  readonly atMs: number;
  /** Person of the model. */
  readonly by: string;
  readonly place: string;
  readonly request: string;
  readonly segment: string;
  readonly work: string;
}

/** What a person does at a terminal. */
export type ActEvent = Work &
  (
    | { readonly act: 'start' }
    | { readonly act: 'record'; readonly step: string; readonly data: Readonly<Record<string, number | string | boolean>>; readonly isRecheck: boolean; readonly second?: string }
    | { readonly act: 'complete-step'; readonly step: string; readonly second?: string }
    | { readonly act: 'end-checks'; readonly step: string }
    | { readonly act: 'report'; readonly good: number; readonly unit: string; readonly scrap: readonly { readonly reason: string; readonly quantity: number }[] }
    | { readonly act: 'complete' }
    | { readonly act: 'explain'; readonly unit: string; readonly reason: string; readonly fromMs: number; readonly toMs: number }
  );

export type PlantEvent = SampleEvent | ScheduleEvent | ActEvent;

/** Joins streams that are each in order of time into one; of equals the earlier stream comes first. */
export function* inOrder<T extends { readonly atMs: number }>(streams: readonly Iterable<T>[]): Generator<T> {
  const heads = streams.map((stream) => {
    const iterator = stream[Symbol.iterator]();
    return { iterator, next: iterator.next() };
  });
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) if (!head.next.done && (first === undefined || head.next.value.atMs < (first.next.value as T).atMs)) first = head;
    if (first === undefined) return;
    yield first.next.value as T;
    first.next = first.iterator.next();
  }
}

/** Holds events back until nothing earlier can come: for things that are told after they happened. */
export function createHold<T extends { readonly atMs: number }>() {
  let held: T[] = [];
  return {
    add: (...events: readonly T[]): void => void held.push(...events),
    /** All up to and including `atMs`, in order. */
    *release(atMs: number): Generator<T> {
      if (!held.some((event) => event.atMs <= atMs)) return;
      const due = held.filter((event) => event.atMs <= atMs).toSorted((one, other) => one.atMs - other.atMs);
      held = held.filter((event) => event.atMs > atMs);
      yield* due;
    },
  };
}
