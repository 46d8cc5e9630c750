import { writePerformance, type Material, type Personnel, type SegmentResponse } from '@millrace/connector-b2mml';
import type { Model, ModelObject } from '@millrace/model';
import { Decimal } from '@millrace/quantity';

/** A completed job order as the record has it. */
export interface DoneOrder {
  readonly number: string;
  readonly state: string;
  readonly workType: string;
  readonly runsAt: string | null;
  readonly workMaster: string | null;
  readonly definition: string | null;
  readonly lotNumber: string | null;
  readonly unit: string;
  readonly good: string;
  readonly scrapByReason: readonly { readonly reason: string; readonly value: string }[];
  readonly startedAt: Temporal.Instant | null;
  readonly completedAt: Temporal.Instant | null;
  readonly segment: string | null;
}

/** One interval of work on it. */
export interface DoneInterval {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly runsAt: string;
  readonly persons: readonly string[];
}

export interface Telling {
  readonly messageId: string;
  readonly createdAt: Temporal.Instant;
  readonly sender: string;
  readonly system: string;
  readonly externalId: string;
  readonly order: DoneOrder;
  readonly intervals: readonly DoneInterval[];
  readonly model: Model;
}

const categories: Record<string, string> = { production: 'Production', maintenance: 'Maintenance', quality: 'Quality', inventory: 'Inventory' };

/** Work done, told in the words of the system that asked for it (B2MML V0701, OperationsPerformance). */
export function performanceOf({ messageId, createdAt, sender, system, externalId, order, intervals, model }: Telling): Uint8Array {
  const words = theirWords(model, system);
  const unit = words.unit(order.unit);
  const amount = (value: string) => [{ value, dataType: 'decimal', unit }];
  const what = { ...(order.definition !== null && { definitionId: words.material(order.definition) }), ...(order.lotNumber !== null && { lotId: order.lotNumber }) };
  const made: Material[] = [
    { ...what, use: 'Produced', quantities: amount(order.good), properties: [], assembly: [] },
    ...order.scrapByReason.map(({ reason, value }) => ({
      ...what,
      use: 'Scrap',
      quantities: amount(value),
      properties: [{ id: 'ScrapReason', values: [{ value: reason, dataType: 'string' }] }],
      assembly: [],
    })),
  ];
  const times = { ...(order.startedAt && { start: order.startedAt }), ...(order.completedAt && { end: order.completedAt }) };
  const segment: SegmentResponse = {
    externalId: order.number,
    ...(order.segment !== null && { processSegmentId: words.segment(order.segment) }),
    ...times,
    state: 'Completed',
    jobResponseId: order.number,
    data: [],
    personnel: hoursOf(intervals),
    equipment: [...new Set([...(order.runsAt === null ? [] : [order.runsAt]), ...intervals.map((one) => one.runsAt)])].map((place) => ({
      equipmentId: words.place(place),
      quantities: [],
    })),
    materials: made,
    segments: [],
  };
  return writePerformance({
    messageId,
    createdAt,
    verb: 'Sync',
    sender,
    performanceId: messageId,
    responses: [{ externalId: order.number, requestId: externalId, operationsType: categories[order.workType] ?? 'Other', ...times, state: 'Completed', segments: [segment] }],
  });
}

/** Hours of each person, to the second. */
function hoursOf(intervals: readonly DoneInterval[]): Personnel[] {
  const seconds = new Map<string, number>();
  for (const { from, to, persons } of intervals) for (const person of persons) seconds.set(person, (seconds.get(person) ?? 0) + from.until(to).total('seconds'));
  return [...seconds].map(([personId, worked]) => ({
    personId,
    quantities: [{ value: new Decimal(Math.round(worked)).dividedBy(3600).toDecimalPlaces(4).toFixed(), dataType: 'decimal', unit: 'h' }],
  }));
}

interface KnownAs {
  readonly system: string;
  readonly id: string;
}

/** Our names in a system's words; our own where it has none. */
function theirWords(model: Model, system: string) {
  const known = (kinds: readonly string[], name: string) => {
    const object = model.objects.find((one) => kinds.includes(one.kind) && one.id === name);
    return ((object?.fields.knownAs ?? []) as readonly KnownAs[]).find((one) => one.system === system)?.id ?? name;
  };
  const mapped = (what: string, word: string) => {
    const mapping = model.objects.find((one: ModelObject) => one.kind === 'integration.mapping' && one.fields.system === system && one.fields.what === what);
    return Object.entries((mapping?.fields.words ?? {}) as Record<string, string>).find(([, ours]) => ours === word)?.[0] ?? word;
  };
  return {
    material: (name: string) => known(['material.definition'], name),
    place: (name: string) => known(['equipment.unit', 'equipment.line'], name),
    unit: (code: string) => mapped('unit', code),
    segment: (name: string) => mapped('segment', name),
  };
}
