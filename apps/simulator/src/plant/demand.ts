import type { Random } from '../random.ts';
import { scheduleXml } from './b2mml.ts';
import type { Request, ScheduleEvent } from './event.ts';
import { routeOf } from './works.ts';
import type { Model } from './model.ts';

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;

/** What the market wants of each product, batches a week. Together below what the granulator makes. */
export type Demand = Readonly<Record<string, number>>;

export interface Week {
  /** As the plant makes them: changes already taken in, cancelled ones left out. */
  readonly wanted: readonly Request[];
  readonly messages: readonly ScheduleEvent[];
}

/**
 * The orders of one week and the messages that bring them: the schedule three days ahead; on the second day a new version
 * that cuts one order not begun and cancels another; on the third the same file once more; on the fourth, every other
 * week, a version that cuts an order which runs.
 */
export function weekOf(model: Model, demand: Demand, options: { site: string; firstMs: number; week: number; random: Random }): Week {
  const { site, week } = options;
  const random = options.random.fork(`week ${week}`);
  const startMs = options.firstMs + week * weekMs;
  const routes = Object.entries(demand).flatMap(([route, count]) => Array.from({ length: count }, () => route));
  const sequence = campaigns(routes, random);
  const spacingMs = (weekMs - 14 * hourMs) / sequence.length;

  const released = sequence.map((route, index): Request => {
    const { makes, segments } = routeOf(model, route);
    const last = segments.at(-1) as (typeof segments)[number];
    const begin = startMs + index * spacingMs;
    return {
      id: `${isoWeek(startMs)}-${String(index + 1).padStart(3, '0')}`,
      product: makes,
      route,
      quantity: last.work.quantity,
      unit: last.work.unit,
      startMs: Math.round(begin),
      dueMs: Math.round(begin + 48 * hourMs),
      priority: random.whole(1, 9),
      state: 'Released',
      segments: segments.map(({ id, work }) => ({
        id,
        segment: work.segment,
        work: work.id,
        places: work.on.map(({ at }) => at),
        makes: work.makes === undefined ? undefined : { material: work.makes, quantity: work.quantity, unit: work.unit },
      })),
    };
  });

  const cut = released.length - 2;
  const cancelled = released.length - 1;
  const running = Math.floor((72 * hourMs) / spacingMs);
  const changed = released.map((request, index): Request => {
    if (index === cut) return withQuantity(request, Math.round(request.quantity * 0.75));
    return index === cancelled ? { ...request, state: 'Cancelled' } : request;
  });
  const late = changed.map((request, index) => (index === running ? withQuantity(request, Math.round(request.quantity * 0.6)) : request));

  const id = `PS-${isoWeek(startMs)}`;
  const message = (atMs: number, version: number, requests: readonly Request[]): ScheduleEvent => ({
    kind: 'schedule',
    atMs,
    id,
    version,
    requests,
    xml: scheduleXml({ id, version, site, publishedMs: atMs, requests }),
  });
  const second = message(startMs + 25 * hourMs, 2, changed);
  const messages = [message(week === 0 ? startMs : startMs - 68 * hourMs, 1, released), second, { ...second, atMs: startMs + 49 * hourMs }];
  // The order runs when the cut arrives: the plant makes it whole, and a person decides what becomes of the difference
  if (week % 2 === 1) messages.push(message(startMs + 76 * hourMs, 3, late));
  return { wanted: changed.filter(({ state }) => state !== 'Cancelled'), messages };
}

function withQuantity(request: Request, quantity: number): Request {
  const segments = request.segments.map((segment, index) =>
    index === request.segments.length - 1 && segment.makes !== undefined ? { ...segment, makes: { ...segment.makes, quantity } } : segment,
  );
  return { ...request, quantity, segments };
}

/** Batches of one product in runs of two or three, as planners put them to save change-overs. */
function campaigns(routes: readonly string[], random: Random): string[] {
  const left = new Map<string, number>();
  for (const route of routes) left.set(route, (left.get(route) ?? 0) + 1);
  const sequence: string[] = [];
  let last: string | undefined;
  while (sequence.length < routes.length) {
    const open = [...left].filter(([route, count]) => count > 0 && route !== last);
    const choice = open.length > 0 ? open : [...left].filter(([, count]) => count > 0);
    const [route, count] = random.weighted(choice.map((entry) => [entry, entry[1]] as const));
    const run = Math.min(count, random.whole(2, 3));
    for (let n = 0; n < run; n++) sequence.push(route);
    left.set(route, count - run);
    last = route;
  }
  return sequence;
}

function isoWeek(atMs: number): string {
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO('UTC');
  return `${day.yearOfWeek}W${String(day.weekOfYear).padStart(2, '0')}`;
}
