// `npm run bench [-- name]`: benchmarks that print a ratio against a peer or a limit in the same run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, node, root } from './install.js';

install();
const wanted = process.argv.slice(2);
const files = readdirSync(join(root, 'bench'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((word) => file.includes(word))))
  .sort();
if (files.length === 0) console.log(`No benchmark is named like ${wanted.join(', ')}.`);
let failed = 0;
for (const file of files) {
  console.log(`\n== ${file}`);
  if (spawnSync(node, [join('bench', file)], { cwd: root, stdio: 'inherit' }).status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
