import { id, instant, noun } from '@millrace/kernel';
import { toldRequest } from '@millrace/planning';
import * as z from 'zod';
import { carried, facts, identified, part, refusal, type Facts } from './facts.ts';

/** What a message that goes out speaks of: work that was done, or a message that came in. */
const about = { jobOrder: id('work.job-order').optional(), request: id('planning.production-request').optional(), answers: id('integration.message').optional() };

const of = { system: carried.system, flow: carried.flow };

const states = z.discriminatedUnion('state', [
  /** It lies here and waits to be read. */
  facts.extend({ state: z.literal('arrived') }),
  /** Read; its orders are being taken. */
  facts.extend({ state: z.literal('received') }),
  facts.extend({ state: z.literal('accepted') }),
  /** Some of its orders are held or could not be read. */
  facts.extend({ state: z.literal('partly-accepted') }),
  /** A dead letter: nothing of it was taken. */
  facts.extend({ state: z.literal('refused'), ...refusal }),
  facts.extend({ state: z.literal('repeated'), original: z.string() }),
  facts.extend({ state: z.literal('mended'), mendedBy: z.string(), why: z.string() }),
  facts.extend({ state: z.literal('discarded'), why: z.string() }),
  /** To go out. */
  facts.extend({ state: z.literal('to-send'), ...about }),
  facts.extend({ state: z.literal('sent'), ...about, sentAt: instant() }),
  /** It could not be sent: a dead letter of ours. */
  facts.extend({ state: z.literal('not-sent'), ...about, ...refusal }),
]);
export type Message = z.output<typeof states>;

/** Information that came from another system or goes to one, whole and with what became of it (ISA-95 part 5). */
export const message = noun({
  address: 'integration.message',
  title: 'Message',
  refersTo: [
    { noun: 'work.job-order', by: 'jobOrder' },
    { noun: 'planning.production-request', by: 'request' },
    { noun: 'integration.message', by: 'answers' },
  ],
  numbering: { pattern: 'MSG-{year}-{000000}', gapless: false },
  states,
  lookups: ['contentHash'],
  events: {
    arrived: { direction: z.enum(['in', 'out']), ...carried, at: instant(), by: z.string() },
    received: { ...identified, system: carried.system, flow: carried.flow, parts: z.array(part).readonly() },
    asked: { told: toldRequest, toldAt: instant().optional() },
    repeated: { at: instant() },
    /** What was handed in is one that came before: of the same system, by the same flow, whoever brought it this time. */
    recognised: { original: z.string(), ...z.object({ ...identified, ...of }).partial().shape },
    refused: { ...z.object(identified).partial().shape, system: carried.system, flow: carried.flow, ...refusal },
    settled: { externalId: z.string(), outcome: part.shape.outcome, sentence: z.string().optional() },
    mended: { mendedBy: z.string(), why: z.string() },
    replayed: { at: instant() },
    discarded: { why: z.string() },
    prepared: { ...about, system: carried.system, flow: carried.flow, name: carried.name, at: instant() },
    sent: {
      messageId: z.string(),
      contentHash: z.string(),
      noun: z.string(),
      dialect: z.string(),
      name: carried.name,
      size: carried.size,
      raw: carried.raw,
      file: carried.file,
      at: instant(),
    },
    failed: { ...refusal },
  },
  evolve(state, event): Message {
    switch (event.type) {
      case 'integration.message.arrived': {
        const { type: _, subject, ...given } = event;
        return { ...given, id: subject, state: 'arrived', parts: [], repeats: 0 };
      }
      case 'integration.message.prepared': {
        const { type: _, subject, ...given } = event;
        return { ...given, id: subject, state: 'to-send', direction: 'out', size: 0, parts: [], repeats: 0, by: 'system' };
      }
      case 'integration.message.received': {
        const { type: _, subject: __, ...given } = event;
        return settledAs({ ...factsOf(state!), ...given });
      }
      case 'integration.message.asked':
        return state!;
      case 'integration.message.repeated':
        return { ...state!, repeats: state!.repeats + 1 };
      case 'integration.message.recognised': {
        const { type: _, subject: __, original, system = state!.system, ...given } = event;
        return { ...factsOf(state!), ...given, system, state: 'repeated', original };
      }
      case 'integration.message.refused': {
        const { type: _, subject: __, ...given } = event;
        return { ...factsOf(state!), ...given, state: 'refused' };
      }
      case 'integration.message.settled':
        return settledAs({
          ...factsOf(state!),
          // what could not be read of an order that the message tells a second time stays so: its sender must hear of it
          parts: state!.parts.map((one) =>
            one.externalId === event.externalId && one.outcome !== 'unreadable'
              ? { externalId: one.externalId, outcome: event.outcome, ...(event.sentence !== undefined && { sentence: event.sentence }) }
              : one,
          ),
        });
      case 'integration.message.mended':
        return { ...factsOf(state!), state: 'mended', mendedBy: event.mendedBy, why: event.why };
      case 'integration.message.replayed':
        return state!.direction === 'in' ? { ...factsOf(state!), state: 'arrived', parts: [] } : { ...factsOf(state!), ...aboutOf(state!), state: 'to-send' };
      case 'integration.message.discarded':
        return { ...factsOf(state!), state: 'discarded', why: event.why };
      case 'integration.message.sent': {
        const { type: _, subject: __, at, ...given } = event;
        return { ...factsOf(state!), ...given, ...aboutOf(state!), state: 'sent', sentAt: at };
      }
      case 'integration.message.failed':
        return { ...factsOf(state!), ...aboutOf(state!), state: 'not-sent', reason: event.reason, sentence: event.sentence, ...(event.line !== undefined && { line: event.line }) };
    }
  },
  place: () => undefined,
});

/** A read message by what became of its orders. */
function settledAs(read: Facts): Message {
  if (read.parts.some((one) => one.outcome === 'waiting')) return { ...read, state: 'received' };
  return { ...read, state: read.parts.some((one) => one.outcome === 'held' || one.outcome === 'unreadable' || one.outcome === 'refused') ? 'partly-accepted' : 'accepted' };
}

function factsOf(state: Message): Facts {
  const kept = Object.entries(state).filter(([field, value]) => field in facts.shape && value !== undefined);
  return Object.fromEntries(kept) as unknown as Facts;
}

function aboutOf(state: Message) {
  const { jobOrder, request, answers } = state as Extract<Message, { state: 'to-send' }>;
  return { ...(jobOrder && { jobOrder }), ...(request && { request }), ...(answers && { answers }) };
}
