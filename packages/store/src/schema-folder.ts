import { join } from 'node:path';

/** Where this room's migrations lie. */
export const schemaFolder = { room: 'store', folder: join(import.meta.dirname, '../schema') };
