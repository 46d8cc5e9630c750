import { canonical, command, id, instant, known, some, type Act } from '@millrace/kernel';
import { modelObject, type StoredObject } from '@millrace/model';
import { jobOrder, type JobOrder } from '@millrace/work';
import * as z from 'zod';
import { difference, type Difference } from '../difference/difference.ts';
import { differenceId, requestId } from '../ids.ts';
import { resolve } from '../resolve/resolve.ts';
import { wordKinds, wordsOf } from '../resolve/words.ts';
import { changesOf, dropAll, type Changes } from './changes.ts';
import { productionRequest, type ProductionRequest } from './production-request.ts';
import { toldRequest, type ToldRequest } from './told.ts';

/** Another system asks for something to be made, changed or called off. What it names is looked up in the model in force. */
export const receive = command({
  address: 'planning.production-request.receive',
  summary: 'Take a production request of another system',
  caller: 'system',
  input: z.object({ told: toldRequest, message: id('integration.message'), toldAt: instant().optional() }),
  load: ({ told, message }) => ({
    request: known(productionRequest, [requestId(told.system, told.externalId)]),
    jobs: some(jobOrder, { request: requestId(told.system, told.externalId) }),
    objects: some(modelObject, { kind: wordKinds, state: 'current' }),
    difference: known(difference, [differenceId(requestId(told.system, told.externalId), message)]),
    open: some(difference, { request: requestId(told.system, told.externalId), state: 'open' }),
  }),
  decide({ request: [request], jobs, objects, open }, { told, message, toldAt }, act) {
    const subject = requestId(told.system, told.externalId);
    const isOlder = request?.toldAt !== undefined && toldAt !== undefined && Temporal.Instant.compare(toldAt, request.toldAt) < 0;
    if (request && (isOlder || isSame(request, told))) return [{ type: 'planning.production-request.confirmed' as const, subject, message, isOlder, externalId: told.externalId }];
    return take({ subject, request, told, message, toldAt, jobs, objects, open, act });
  },
});

interface Taking {
  readonly subject: ProductionRequest['id'];
  readonly request: ProductionRequest | undefined;
  readonly told: ToldRequest;
  readonly message: string;
  readonly toldAt: Temporal.Instant | undefined;
  readonly jobs: readonly JobOrder[];
  readonly objects: readonly StoredObject[];
  readonly open: readonly Difference[];
  readonly act: Act;
}

/** What a request means by the model in force: held with its reasons, or planned with the orders it makes and changes. */
export function take({ subject, request, told, message, toldAt, jobs, objects, open, act }: Taking) {
  const superseded = open.map((one) => ({ type: 'planning.difference.superseded' as const, subject: one.id }));
  const facts = {
    system: told.system,
    externalId: told.externalId,
    ...(told.description !== undefined && { description: told.description }),
    ...(told.priority !== undefined && { priority: told.priority }),
    message,
    ...(toldAt && { toldAt }),
  };
  const opened = (changes: Changes) => {
    const place = jobs.find((job) => job.id === changes.items[0]?.jobOrder)?.place;
    return changes.items.length === 0
      ? []
      : [
          {
            type: 'planning.difference.opened' as const,
            subject: differenceId(subject, message),
            request: subject,
            externalId: told.externalId,
            system: told.system,
            message,
            place: place ?? '',
            items: changes.items,
            at: act.at,
          },
        ];
  };
  if (told.isCancelled) {
    const changes = dropAll(request?.orders ?? [], jobs);
    return [
      {
        type: 'planning.production-request.cancelled' as const,
        subject,
        message,
        ...(toldAt && { toldAt }),
        externalId: told.externalId,
        system: told.system,
        // what was called off before it came has no lines; it lies where its flow says
        ...(!request && { lines: [{ told: { line: '-' }, ...(told.at !== undefined && { place: told.at }), problems: [], work: [] }] }),
        changes: changes.changes,
        at: act.at,
      },
      ...superseded,
      ...opened(changes),
    ];
  }
  const lines = resolve(told, wordsOf(objects, told.system), act.at);
  if (lines.some((line) => line.problems.length > 0)) return [{ type: 'planning.production-request.held' as const, subject, ...facts, lines, at: act.at }, ...superseded];
  const changes = changesOf(request?.orders ?? [], lines, jobs, act.id);
  return [
    { type: 'planning.production-request.planned' as const, subject, ...facts, lines, orders: changes.orders, changes: changes.changes, at: act.at },
    ...superseded,
    ...opened(changes),
  ];
}

/** Whether a message says of a request what was said before. */
function isSame(request: ProductionRequest, told: ToldRequest): boolean {
  if (request.state === 'cancelled' || told.isCancelled) return (request.state === 'cancelled') === told.isCancelled;
  // the line that stands for a request without content was not told
  const lines = request.lines.map((line) => line.told).filter((line) => line.line !== '-');
  return canonical([request.description, request.priority, lines]) === canonical([told.description, told.priority, told.lines]);
}
