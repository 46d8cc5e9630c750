import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { flows } from './flow/store.ts';
import { answer, confirm, discard, fail, mend, message, prepare, receive, replay, send, settle } from './index.ts';
import { messages, oneMessage, readMessage } from './message/store.ts';
import { onJobOrderCompleted } from './reactions/on-job-order-completed.ts';
import { answerSender } from './reactions/answer-sender.ts';
import { takeRequests } from './reactions/take-requests.ts';

/** What the room brings to the house. */
export const integration: Room = {
  name: 'integration',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [message],
  commands: [send, receive, settle, mend, replay, discard, prepare, answer, confirm, fail],
  queries: [messages, oneMessage, readMessage, flows],
  reactions: [...takeRequests, onJobOrderCompleted, ...answerSender],
};
