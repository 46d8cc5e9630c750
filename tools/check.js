// `npm run check`: types, lint, unused code; what a change must pass besides its tests.
import { spawnSync } from 'node:child_process';
import { install, node, root } from './install.js';

install();
const run = spawnSync(node, ['tools/test-all.ts', 'static', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
