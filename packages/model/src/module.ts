import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { applyUnder } from './record/apply-revision.ts';
import { comesIntoForce, enactUnder } from './record/enact-revision.ts';
import { lapse } from './record/lapse-revision.ts';
import { modelObject } from './record/object.ts';
import { proposeUnder } from './record/propose-revision.ts';
import { revision } from './record/revision.ts';
import { changes, revisions, stored } from './record/store.ts';
import { withdraw } from './record/withdraw-revision.ts';
import type { WholeCheck } from './check/whole.ts';

/** The model's own room: its objects in force and its revisions. What comes into force is checked as a whole, by the kinds and words of the house. */
export function modelRoom(whole: WholeCheck): Room {
  const enact = enactUnder(whole);
  return {
    name: 'model',
    schema: join(import.meta.dirname, '../schema'),
    nouns: [modelObject, revision],
    commands: [proposeUnder(whole), applyUnder(whole), withdraw, enact, lapse],
    queries: [stored, revisions, changes],
    timers: [comesIntoForce(enact)],
  };
}

/** The same room without kinds: for a few rooms that are tested by themselves, with a model of only what they read. */
export const model: Room = modelRoom(() => []);
export { rehearseQuery } from './record/rehearse-query.ts';
export { loadStored, loadWaiting } from './record/store.ts';
