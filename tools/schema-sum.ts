import { globSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { schemaSum } from '@millrace/store';

// Writes schema.sum beside the migrations of every room: what the migrator and the reviewers hold history to.
const root = join(import.meta.dirname, '..');
for (const folder of new Set(globSync('{packages,modules}/*/schema/[0-9]*.sql', { cwd: root }).map(dirname))) {
  writeFileSync(join(root, folder, 'schema.sum'), schemaSum(join(root, folder)));
  console.log(`${folder}/schema.sum`);
}
