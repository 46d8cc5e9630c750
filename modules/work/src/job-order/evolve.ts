import type { EventIn } from '@millrace/kernel';
import type * as z from 'zod';
import { counted, isBeside, plus, scrapOf } from './counting.ts';
import type { facts } from './facts.ts';
import { settledBy } from './owing.ts';
import type { jobOrder, JobOrder } from './job-order.ts';

type Event = EventIn<typeof jobOrder>;
type Facts = z.output<typeof facts>;
type Named<T> = Extract<Event, { type: `work.job-order.${T & string}` }>;

/** An order as it stands after an event. */
export function evolveJobOrder(order: JobOrder | undefined, event: Event): JobOrder {
  if (event.type === 'work.job-order.created') return created(event);
  const before = order!;
  switch (event.type) {
    case 'work.job-order.changed': {
      const { type: _, subject: __, by: ___, at: ____, ...changes } = event;
      return { ...before, ...(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Facts>) };
    }
    case 'work.job-order.sequenced':
      return { ...before, sequence: event.sequence };
    case 'work.job-order.assigned':
      return { ...before, persons: event.persons };
    case 'work.job-order.dispatched':
      return { ...factsOf(before), place: event.place, state: 'dispatched', dispatchedBy: event.by, dispatchedAt: event.at };
    case 'work.job-order.started':
      return {
        ...factsOf(before),
        state: 'running',
        runsAt: event.runsAt,
        startedBy: event.by,
        startedAt: event.at,
        ...(event.directive && { directive: event.directive }),
        ...fresh(event),
      };
    case 'work.job-order.resumed':
      return { ...factsOf(before), ...startedOf(before), state: 'running', ...fresh(event) };
    case 'work.job-order.paused':
      return { ...factsOf(before), ...startedOf(before), state: 'paused', pausedBy: event.by, pausedAt: event.at, ...(event.why !== undefined && { pausedWhy: event.why }) };
    case 'work.job-order.held':
      return {
        ...factsOf(before),
        ...('startedAt' in before && before.startedAt ? startedOf(before) : {}),
        state: 'held',
        heldFrom: heldFrom(before),
        heldBy: event.by,
        heldAt: event.at,
        heldWhy: event.why,
      };
    case 'work.job-order.released':
      return released(before as Extract<JobOrder, { state: 'held' }>, event);
    case 'work.job-order.counted': {
      const totals = counted(before, event);
      if (before.state !== 'running' || isBeside(event)) return { ...before, ...totals };
      return { ...before, ...totals, runGood: plus(before.runGood, event.good), runScrap: plus(before.runScrap, scrapOf(event)), runningBy: together(before.runningBy, event.by) };
    }
    case 'work.job-order.owed':
      // owed anew under its key: it is the newer one that is open, whether or not the settling of the one before was heard
      return { ...before, owed: [...(before.owed ?? []).filter((one) => one.key !== event.owed.key), event.owed] };
    case 'work.job-order.settled':
      return { ...before, ...settledBy(before, event) };
    case 'work.job-order.completed':
      return { ...factsOf(before), ...startedOf(before), state: 'completed', completedBy: event.by, completedAt: event.at };
    case 'work.job-order.closed':
      return { ...(before as Extract<JobOrder, { state: 'completed' }>), state: 'closed', closedBy: event.by, closedAt: event.at };
    case 'work.job-order.cancelled':
      return { ...factsOf(before), state: 'cancelled', endedBy: event.by, endedAt: event.at, endedWhy: event.why };
    case 'work.job-order.aborted':
      return { ...factsOf(before), ...startedOf(before), state: 'aborted', endedBy: event.by, endedAt: event.at, endedWhy: event.why };
  }
}

function created(event: Named<'created'>): JobOrder {
  const { type: _, subject, by, at, ...given } = event;
  return { ...given, id: subject, state: 'waiting', good: '0', scrap: '0', scrapByReason: [], flaggedCounts: [], createdBy: by, createdAt: at };
}

const together = (persons: readonly string[], by: string): readonly string[] => (by.includes(':') || persons.includes(by) ? persons : [...persons, by]);
const fresh = (event: { by: string; at: Temporal.Instant }) => ({ runningSince: event.at, runningBy: together([], event.by), runGood: '0', runScrap: '0' });

function heldFrom(order: JobOrder): 'waiting' | 'dispatched' | 'paused' {
  if (order.state === 'waiting' || order.state === 'dispatched') return order.state;
  // what ran stands until somebody resumes it
  return 'paused';
}

function released(order: Extract<JobOrder, { state: 'held' }>, event: Named<'released'>): JobOrder {
  const kept = factsOf(order);
  if (order.heldFrom === 'waiting') return { ...kept, state: 'waiting' };
  if (order.heldFrom === 'dispatched') return { ...kept, state: 'dispatched', dispatchedBy: event.by, dispatchedAt: event.at };
  return { ...kept, ...startedOf(order), state: 'paused', pausedBy: event.by, pausedAt: event.at };
}

interface Started {
  runsAt: string;
  startedBy: string;
  startedAt: Temporal.Instant;
  directive?: Extract<JobOrder, { state: 'running' }>['directive'];
}

function startedOf(order: JobOrder): Started {
  const { runsAt, startedBy, startedAt, directive } = order as Extract<JobOrder, { state: 'running' }>;
  return { runsAt, startedBy, startedAt, ...(directive && { directive }) };
}

function factsOf(order: JobOrder): Facts {
  const {
    id,
    workType,
    place,
    workMaster,
    definition,
    lotNumber,
    quantity,
    plannedStart,
    plannedEnd,
    priority,
    sequence,
    request,
    externalIds,
    persons,
    good,
    scrap,
    scrapByReason,
    flaggedCounts,
    owed,
    settled,
    createdBy,
    createdAt,
  } = order;
  const given = { workMaster, definition, lotNumber, plannedEnd, request, owed, settled };
  return {
    id,
    workType,
    place,
    quantity,
    plannedStart,
    priority,
    sequence,
    externalIds,
    persons,
    good,
    scrap,
    scrapByReason,
    flaggedCounts,
    createdBy,
    createdAt,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Facts>),
  };
}
