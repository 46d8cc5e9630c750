import type { Words } from '@millrace/model';
import { record } from '@millrace/record/module';
import { settings } from './connectors.ts';
import { rooms } from './rooms.ts';
import { wordsOf } from './words-of.ts';

/** What the rooms of this house can be told by name in a model. */
export const words: Words = { ...wordsOf([record, ...rooms]), settings };
