import { join } from 'node:path';
import type { Room } from '@millrace/store';
import {
  abort,
  assign,
  cancel,
  change,
  close,
  complete,
  count,
  create,
  dispatch,
  hold,
  jobOrder,
  jobResponse,
  owe,
  pause,
  plan,
  record,
  release,
  resume,
  sequence,
  setQuantity,
  settle,
  start,
} from './index.ts';
import { affectedOrders } from './job-order/affected.ts';
import { jobOrders, oneJobOrder } from './job-order/store.ts';
import { jobResponses } from './job-response/store.ts';
import { onePicture } from './model/show-picture.ts';
import { onJobOrderStopped } from './reactions/on-job-order-stopped.ts';

/** What the room brings to the house. */
export const work: Room = {
  name: 'work',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [jobOrder, jobResponse],
  commands: [create, change, plan, setQuantity, dispatch, sequence, assign, start, pause, resume, hold, release, count, owe, settle, complete, close, cancel, abort, record],
  queries: [affectedOrders, jobOrders, oneJobOrder, jobResponses, onePicture],
  reactions: onJobOrderStopped,
};
