import { hasStarted, isOver, type JobOrder } from '@millrace/work';
import { decimal } from '@millrace/quantity';
import type { DifferenceItem } from '../difference/difference.ts';
import { orderId } from '../ids.ts';
import type { Line, MadeOrder, WantedWork } from './lines.ts';

/** What a message means for the orders there are: which to make so, which to drop, and where a person must decide. */
export interface Changes {
  readonly orders: MadeOrder[];
  readonly changes: { jobOrder: JobOrder['id']; wish?: WantedWork }[];
  readonly items: DifferenceItem[];
}

/** Compares what is wanted with what was made. What has not begun follows; what has begun is only ever a difference. */
export function changesOf(made: readonly MadeOrder[], lines: readonly Line[], jobs: readonly JobOrder[], act: string): Changes {
  const byId = new Map<string, JobOrder>(jobs.map((job) => [job.id, job]));
  const result: Changes = { orders: [], changes: [], items: [] };
  const wanted = new Map<string, { work: WantedWork; isTimed: boolean }>(
    lines.flatMap((line) => line.work.map((work, i) => [`${line.told.line}#${i}`, { work, isTimed: line.told.start !== undefined }] as const)),
  );
  for (const [key, { work, isTimed }] of wanted) {
    const before = made.find((one) => one.key === key);
    const job = before && byId.get(before.jobOrder);
    if (!before || job?.state === 'cancelled' || job?.state === 'aborted') {
      const jobOrder = orderId(act, key);
      result.orders.push({ key, jobOrder, work });
      result.changes.push({ jobOrder, wish: work });
      continue;
    }
    // a line that was told no start keeps the one it was given when it first came
    const wish = isTimed ? work : { ...work, plannedStart: before.work.plannedStart, sequence: before.work.sequence };
    if (job && hasStarted(job)) {
      result.orders.push(before);
      if (!isOver(job)) result.items.push(...differenceOf(job, wish));
      continue;
    }
    result.orders.push({ ...before, work: wish });
    if (textOf(wish) !== textOf(before.work)) result.changes.push({ jobOrder: before.jobOrder as JobOrder['id'], wish });
  }
  for (const before of made) if (!wanted.has(before.key)) drop(before, byId.get(before.jobOrder), result);
  return result;
}

/** All orders of a request that is called off. */
export function dropAll(made: readonly MadeOrder[], jobs: readonly JobOrder[]): Changes {
  const result: Changes = { orders: [], changes: [], items: [] };
  for (const before of made)
    drop(
      before,
      jobs.find((job) => job.id === before.jobOrder),
      result,
    );
  return result;
}

function drop(before: MadeOrder, job: JobOrder | undefined, result: Changes): void {
  if (job && isOver(job)) return;
  if (!job || !hasStarted(job)) {
    result.changes.push({ jobOrder: before.jobOrder as JobOrder['id'] });
    return;
  }
  result.orders.push(before);
  result.items.push({
    jobOrder: job.id,
    what: 'cancelled',
    was: job.quantity,
    sentence: `It is no longer wanted; ${job.good} of ${shown(job.quantity)} are made.`,
  });
}

function differenceOf(job: JobOrder, wish: WantedWork): DifferenceItem[] {
  const others = (['definition', 'lotNumber', 'workMaster', 'place'] as const).filter(
    (field) => wish[field] !== undefined && job[field] !== wish[field] && !(field === 'place' && 'runsAt' in job),
  );
  const facts = { jobOrder: job.id, was: job.quantity, told: wish.quantity };
  if (others.length > 0 || wish.quantity.unit !== job.quantity.unit)
    return [
      {
        ...facts,
        what: 'changed',
        sentence: `Told now: ${others.map((field) => `${field} ${wish[field]} instead of ${job[field] ?? 'none'}`).join(', ') || `${wish.quantity.value} ${wish.quantity.unit}`}.`,
      },
    ];
  const more = decimal(wish.quantity.value).comparedTo(decimal(job.quantity.value));
  if (more === 0) return [];
  return [{ ...facts, what: more < 0 ? 'cut' : 'raised', sentence: `${wish.quantity.value} instead of ${shown(job.quantity)}; ${job.good} are made.` }];
}

/** What makes two wishes the same: `12` and `12.000` are one quantity. */
function textOf(work: WantedWork): string {
  return JSON.stringify({ ...work, quantity: `${decimal(work.quantity.value).toFixed()} ${work.quantity.unit}` }, Object.keys(work).toSorted());
}

/** As people say it: pieces have no unit. */
const shown = ({ value, unit }: { readonly value: string; readonly unit: string }) => (unit === '1' ? value : `${value} ${unit}`);
