import { upward } from '@millrace/kernel';
import { answer } from '../message/answer.ts';
import { message } from '../message/message.ts';

const outcomes = ['accepted', 'partly-accepted', 'refused'] as const;

/** Whoever asked for it is told what became of a message: when it was read, when the last of its orders is settled, and again when it comes again. */
export const answerSender = [
  upward({
    name: 'integration.answer-read',
    noun: message,
    on: 'integration.message.received',
    then: answer,
    // a message with orders is answered when they are settled; the rule then finds it in another state and says nothing
    inputs: (event) => outcomes.map((outcome) => ({ message: event.subject, outcome })),
  }),
  upward({
    name: 'integration.answer-settled',
    noun: message,
    on: 'integration.message.settled',
    then: answer,
    inputs: (event) => outcomes.map((outcome) => ({ message: event.subject, outcome })),
  }),
  upward({
    name: 'integration.answer-refused',
    noun: message,
    on: 'integration.message.refused',
    then: answer,
    inputs: (event) => [{ message: event.subject, outcome: 'refused' as const }],
  }),
  upward({
    name: 'integration.answer-repeated',
    noun: message,
    on: 'integration.message.repeated',
    then: answer,
    inputs: (event, heard) => outcomes.map((outcome) => ({ message: event.subject, outcome, again: heard.id })),
  }),
];
