import type { Tone } from '@millrace/ui';

/** A job order as `work.job-order.list` tells it. */
export interface OrderShown {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: 'waiting' | 'dispatched' | 'running' | 'paused' | 'held' | 'completed' | 'closed' | 'cancelled' | 'aborted';
  readonly workType: string;
  readonly place: string;
  readonly runsAt: string | null;
  readonly workMaster: string | null;
  readonly definition: string | null;
  readonly lotNumber: string | null;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly plannedStart: string;
  readonly priority: number;
  readonly sequence: number;
  readonly persons: readonly string[];
  readonly good: string;
  readonly scrap: string;
  readonly startedAt: string | null;
  readonly heldWhy: string | null;
}

export const stateWords: Readonly<Record<OrderShown['state'], { word: string; tone: Tone; sign?: string }>> = {
  waiting: { word: 'waiting', tone: 'plain', sign: '○' },
  dispatched: { word: 'dispatched', tone: 'brand', sign: '→' },
  running: { word: 'running', tone: 'good', sign: '▶' },
  paused: { word: 'paused', tone: 'warn', sign: '❚❚' },
  held: { word: 'held', tone: 'bad', sign: '■' },
  completed: { word: 'completed', tone: 'plain', sign: '✓' },
  closed: { word: 'closed', tone: 'plain', sign: '✓' },
  cancelled: { word: 'cancelled', tone: 'plain', sign: '✕' },
  aborted: { word: 'aborted', tone: 'warn', sign: '✕' },
};

/** A count has no unit on the floor. */
export const amount = ({ value, unit }: { readonly value: string; readonly unit: string }): string =>
  unit === '1' || unit === '{pcs}' ? inThousands(value) : `${inThousands(value)} ${unit}`;

/** An exact decimal with its thousands apart; no digit is lost or added. */
const inThousands = (value: string) => value.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));

/** Whether it has its place in the queue still before it. */
export const isQueued = ({ state }: Pick<OrderShown, 'state'>): boolean => state === 'waiting' || state === 'dispatched';
