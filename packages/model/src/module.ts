import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { apply } from './record/apply-revision.ts';
import { modelObject } from './record/object.ts';
import { revision } from './record/revision.ts';
import { changes, revisions, stored } from './record/store.ts';

/** The model's own room: its objects in force and its revisions. */
export const model: Room = {
  name: 'model',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [modelObject, revision],
  commands: [apply],
  queries: [stored, revisions, changes],
};
export { loadStored } from './record/store.ts';
