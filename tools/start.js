// `npm start`: installs on a fresh clone, builds the web when its sources changed, then hands over to Node 26.
import { spawn, spawnSync } from 'node:child_process';
import { install, node, root } from './install.js';

install();
const built = spawnSync(node, ['tools/build-web.ts'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
// apart from the terminal: Ctrl-C goes to all who belong to it, and would end the database before those who still write to it
const child = spawn(node, ['apps/supervisor/src/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  detached: true,
  // it hears by the end of its input that we are gone, however we went
  stdio: ['pipe', 'inherit', 'inherit'],
  env: { ...process.env, MILLRACE_LAUNCHED: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
