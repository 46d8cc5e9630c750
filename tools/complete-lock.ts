import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A registry may lack the binaries of other platforms; npm then leaves them out of the lock and refuses its own lock there.
// Adds the missing optional entries (name, version, os, cpu), so that the lock is complete on every platform. Run after `npm install`.
interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  [field: string]: unknown;
}
const file = join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };
const platforms = /(darwin|linux|win32)-(x64|arm64)/;
let added = 0;
for (const entry of Object.values(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = platforms.exec(name);
    const key = `node_modules/${name}`;
    if (!found || key in lock.packages || !name.startsWith('@chdb/')) continue;
    lock.packages[key] = { version, cpu: [found[2]!], license: 'Apache-2.0', optional: true, os: [found[1]!] };
    added += 1;
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added === 0 ? 'The lock is complete.' : `${added} entries added for other platforms.`);
