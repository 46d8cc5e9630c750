import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { differences } from './difference/store.ts';
import { decide, difference, endOrder, productionRequest, receive, reconsider, retry } from './index.ts';
import { oneRequest, requests } from './production-request/store.ts';
import { onDifferenceDecided } from './reactions/on-difference-decided.ts';
import { onJobOrderEnded } from './reactions/on-job-order-ended.ts';
import { onModelChanged } from './reactions/on-model-changed.ts';
import { planOrders } from './reactions/plan-orders.ts';

/** What the room brings to the house. */
export const planning: Room = {
  name: 'planning',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [productionRequest, difference],
  commands: [receive, reconsider, retry, endOrder, decide],
  queries: [requests, oneRequest, differences],
  reactions: [...planOrders, ...onDifferenceDecided, ...onJobOrderEnded, ...onModelChanged],
};
