import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { apply } from './record/apply-revision.ts';
import { comesIntoForce, enact } from './record/enact-revision.ts';
import { lapse } from './record/lapse-revision.ts';
import { modelObject } from './record/object.ts';
import { propose } from './record/propose-revision.ts';
import { revision } from './record/revision.ts';
import { changes, revisions, stored } from './record/store.ts';
import { withdraw } from './record/withdraw-revision.ts';

/** The model's own room: its objects in force and its revisions. */
export const model: Room = {
  name: 'model',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [modelObject, revision],
  commands: [propose, apply, withdraw, enact, lapse],
  queries: [stored, revisions, changes],
  timers: [comesIntoForce],
};
export { loadStored } from './record/store.ts';
