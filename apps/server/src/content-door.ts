import { resolve } from 'node:path';
import type { ContentDoor } from '@millrace/http';
import { contents } from '@millrace/record';
import type { House } from './house.ts';
import { answerToMessage } from './flows/b2mml-answer.ts';

/** The way in for files and messages of this house: on the data disk first, then in the record. */
export const contentDoor = (house: Pick<House, 'settings' | 'database' | 'site' | 'clock'>): ContentDoor => ({
  folder: resolve(house.settings.data, 'incoming'),
  mostBytes: house.settings.mostBytes,
  contents: contents(house.database, house.site),
  answers: { 'integration.message.send': answerToMessage(house), 'integration.message.mend': answerToMessage(house) },
});
