// `npm start`: installs on a fresh clone, builds the web when its sources changed, then hands over to Node 26.
import { spawn, spawnSync } from 'node:child_process';
import { install, node, root } from './install.js';

install();
const built = spawnSync(node, ['tools/build-web.ts'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const child = spawn(node, ['apps/supervisor/src/main.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
// Ctrl-C reaches the child by the terminal as well; to be told twice does no harm, not to be told leaves it running
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
