import { command, id, known, some } from '@millrace/kernel';
import { toldRequest } from '@millrace/planning';
import * as z from 'zod';
import { carried, identified, refusal } from './facts.ts';
import { message, type Message } from './message.ts';

const content = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('schedule'),
    requests: z.array(toldRequest.omit({ system: true })).max(20_000),
    unreadable: z.array(z.object({ externalId: z.string(), sentence: z.string().max(2000) })).max(20_000),
  }),
  /** Read, but nothing of it is for us to take. */
  z.object({ is: z.literal('other') }),
  z.object({ is: z.literal('refused'), ...refusal }),
]);

// a dead letter that was given up may come again; a mended one was replaced
const gone = new Set<Message['state']>(['discarded', 'mended', 'repeated']);

/** A message was read, or could not be. The same message twice changes nothing: it is known by system, its own id and its content. */
export const receive = command({
  address: 'integration.message.receive',
  summary: 'Take what a message says',
  caller: 'system',
  input: z.object({ message: id('integration.message'), ...carried, header: z.object({ ...identified, noun: identified.noun.optional() }), content }),
  refusals: { 'read-already': 'This message was read before; it is {state}. Replay or mend it to read it again.' },
  load: (input) => ({ known: known(message, [input.message]), same: some(message, { contentHash: input.header.contentHash }) }),
  decide({ known: [before], same }, { message: subject, header, content: said, system, flow, name, size, raw, file }, act, { refuse }) {
    if (before && before.state !== 'arrived') throw refuse('read-already', { state: before.state });
    const original = same.find((one) => one.direction === 'in' && one.id !== subject && one.system === system && one.messageId === header.messageId && !gone.has(one.state));
    if (original) {
      const { flow: came } = original;
      const recognised = {
        type: 'integration.message.recognised' as const,
        subject,
        original: original.id as string,
        ...header,
        system,
        ...(came !== undefined && { flow: came }),
      };
      return [{ type: 'integration.message.repeated' as const, subject: original.id, at: act.at }, ...(before ? [recognised] : [])];
    }
    const place = { system, ...(flow !== undefined && { flow }) };
    const arrived = before
      ? []
      : [
          {
            type: 'integration.message.arrived' as const,
            subject,
            direction: 'in' as const,
            ...place,
            name,
            size,
            ...(raw !== undefined && { raw }),
            ...(file !== undefined && { file }),
            by: act.by as string,
            at: act.at,
          },
        ];
    const { noun, ...rest } = header;
    if (said.is === 'refused')
      return [
        ...arrived,
        {
          type: 'integration.message.refused' as const,
          subject,
          ...rest,
          ...(noun !== undefined && { noun }),
          ...place,
          reason: said.reason,
          sentence: said.sentence,
          ...(said.line !== undefined && { line: said.line }),
        },
      ];
    const requests = said.is === 'schedule' ? said.requests : [];
    const unreadable = said.is === 'schedule' ? said.unreadable : [];
    const parts = [
      ...requests.map(({ externalId }) => ({ externalId, outcome: 'waiting' as const })),
      ...unreadable.map(({ externalId, sentence }) => ({ externalId, outcome: 'unreadable' as const, sentence })),
    ];
    return [
      ...arrived,
      { type: 'integration.message.received' as const, subject, ...rest, noun: noun ?? 'unknown', ...place, parts },
      ...requests.map((told) => ({ type: 'integration.message.asked' as const, subject, told: { ...told, system }, ...(header.writtenAt && { toldAt: header.writtenAt }) })),
    ];
  },
});
