import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';

// Builds the web when a source changed since the last build; a second start does not wait for it.
const root = join(import.meta.dirname, '..');
const sources = globSync('{apps/web,packages/ui,packages/kernel,modules/*}/{src,web}/**/*.{ts,tsx,css,html}', { cwd: root }).toSorted();
const hash = createHash('sha256');
for (const file of [...sources, 'package-lock.json', 'apps/web/index.html', 'apps/web/vite.config.ts'])
  if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
const digest = hash.digest('hex');
const stamp = join(root, 'apps/web/dist/.built');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
  console.log('Building the web ...');
  const vite = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: join(root, 'apps/web'), stdio: 'inherit' });
  if (vite.status !== 0) {
    console.error('The web could not be built; see above.');
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
