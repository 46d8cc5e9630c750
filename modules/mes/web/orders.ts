import { useAsk } from '@millrace/ui';

/** A row of `work.job-order.list`. */
export interface Order {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: string;
  readonly place: string;
  readonly runsAt: string | null;
  readonly workMaster: string | null;
  readonly definition: string | null;
  readonly lotNumber: string | null;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly plannedStart: string;
  readonly plannedEnd: string | null;
  readonly good: string;
  readonly scrap: string;
  readonly heldWhy: string | null;
  readonly runningSince: string | null;
}

export interface OrdersOfUnit {
  /** Those that have the unit: the running one first. */
  readonly onUnit: readonly Order[];
  /** Those that wait for it, in the order of the queue. */
  readonly queue: readonly Order[];
  readonly isHere: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

const rank = ['running', 'paused', 'held'];

/** The orders a terminal is about: what its unit has in hand, and what waits for it or for its line. */
export function useOrders(place: string, line: string | undefined): OrdersOfUnit {
  const onUnit = useAsk<{ rows: readonly Order[] }>('work.job-order.list', { runsAt: place, state: 'running,paused,held', limit: 20 });
  const queue = useAsk<{ rows: readonly Order[] }>('work.job-order.list', {
    place: line === undefined ? place : `${place},${line}`,
    state: 'waiting,dispatched,held',
    sort: 'sequence',
    limit: 30,
  });
  const hasUnit = onUnit.data?.rows ?? [];
  return {
    onUnit: hasUnit.toSorted((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state)),
    queue: (queue.data?.rows ?? []).filter((order) => !hasUnit.some((one) => one.id === order.id)),
    isHere: onUnit.data !== undefined && queue.data !== undefined,
    error: onUnit.error ?? queue.error,
    again: () => {
      void onUnit.refetch();
      void queue.refetch();
    },
  };
}
