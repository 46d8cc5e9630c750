import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { adjust, begin, fill, hold, lift, lot, receive, reject, release } from './index.ts';
import { affectedLots } from './lot/affected.ts';
import { shorten } from './lot/shorten.ts';
import { lots, oneLot } from './lot/store.ts';
import { onModelObject } from './reactions/on-model-object.ts';

/** What the room brings to the house. */
export const material: Room = {
  name: 'material',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [lot],
  commands: [receive, begin, fill, adjust, shorten, hold, lift, release, reject],
  queries: [lots, oneLot, affectedLots],
  reactions: [onModelObject],
};
