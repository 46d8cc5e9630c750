import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { hold, lift, lot, receive, reject, release } from './index.ts';
import { affectedLots } from './lot/affected.ts';
import { lots, oneLot } from './lot/store.ts';

/** What the room brings to the house. */
export const material: Room = {
  name: 'material',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [lot],
  commands: [receive, hold, lift, release, reject],
  queries: [lots, oneLot, affectedLots],
};
