import { upward, type Id } from '@millrace/kernel';
import { productionRequest, receive } from '@millrace/planning';
import { message } from '../message/message.ts';
import { settle } from '../message/settle.ts';

const held = (lines: readonly { told: { line: string }; problems: readonly { sentence: string }[] }[]) =>
  lines
    .flatMap((line) => line.problems.map((problem) => (line.told.line === '-' ? problem.sentence : `Line ${line.told.line}: ${problem.sentence}`)))
    .join(' ')
    .slice(0, 2000);
const messageOf = (event: { message: string }) => event.message as Id<'integration.message'>;

/** Each order of a message is taken by planning, in the order in which messages about it came; what became of it comes back. */
export const takeRequests = [
  upward({
    name: 'integration.take-request',
    noun: message,
    on: 'integration.message.asked',
    then: receive,
    key: (event) => `${event.told.system} ${event.told.externalId}`,
    inputs: ({ told, toldAt, subject }) => [
      { told: { ...told, lines: told.lines.map((line) => ({ ...line, start: line.start?.toString(), end: line.end?.toString() })) }, message: subject, toldAt: toldAt?.toString() },
    ],
    // another system owns such requests there, for one: its sender is told, and the message does not wait for ever
    refused: { then: settle, inputs: ({ told, subject }, { sentence }) => [{ message: subject, externalId: told.externalId, outcome: 'refused' as const, sentence }] },
  }),
  upward({
    name: 'integration.settle-planned',
    noun: productionRequest,
    on: 'planning.production-request.planned',
    then: settle,
    inputs: (event) => [{ message: messageOf(event), externalId: event.externalId, outcome: 'taken' as const }],
  }),
  upward({
    name: 'integration.settle-held',
    noun: productionRequest,
    on: 'planning.production-request.held',
    then: settle,
    inputs: (event) => [{ message: messageOf(event), externalId: event.externalId, outcome: 'held' as const, sentence: held(event.lines) }],
  }),
  upward({
    name: 'integration.settle-cancelled',
    noun: productionRequest,
    on: 'planning.production-request.cancelled',
    then: settle,
    inputs: (event) => [{ message: messageOf(event), externalId: event.externalId, outcome: 'taken' as const }],
  }),
  upward({
    name: 'integration.settle-unchanged',
    noun: productionRequest,
    on: 'planning.production-request.confirmed',
    then: settle,
    inputs: (event) => [
      {
        message: messageOf(event),
        externalId: event.externalId,
        outcome: 'unchanged' as const,
        ...(event.isOlder && { sentence: 'A newer message about this order was taken before.' }),
      },
    ],
  }),
];
