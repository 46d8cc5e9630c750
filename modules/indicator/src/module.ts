import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { reckon, value } from './index.ts';
import { affectedValues } from './value/affected.ts';
import { explain, values } from './value/store.ts';

/** What the room brings to the house. */
export const indicator: Room = {
  name: 'indicator',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [value],
  commands: [reckon],
  queries: [values, explain, affectedValues],
};
export { readGround } from './oee/ground.ts';
