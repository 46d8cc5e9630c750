import { join } from 'node:path';

/** Where this room's migrations lie. */
export const schemaFolder = { room: 'record', folder: join(import.meta.dirname, '../schema') };
