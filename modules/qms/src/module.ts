import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { approve, classify, close, deviation, open } from './index.ts';
import { onDeviationClosed } from './reactions/on-deviation-closed.ts';
import { onDeviationOpened } from './reactions/on-deviation-opened.ts';
import { onDeviationApproved, onDeviationNotAllowed, onDeviationOfStep } from './reactions/on-deviation-of-step.ts';
import { seenBefore } from './recurrence/list.ts';
import { deviations } from './deviation/store.ts';

/** What the room brings to the house. */
export const qms: Room = {
  name: 'qms',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [deviation],
  commands: [open, classify, approve, close],
  queries: [deviations, seenBefore],
  reactions: [onDeviationOpened, onDeviationClosed, onDeviationOfStep, onDeviationApproved, onDeviationNotAllowed],
};
