// `npm test`: installs on a fresh clone, then runs everything under Node 26 and ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { install, node, root } from './install.js';

install();
const run = spawnSync(node, ['tools/test-all.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
