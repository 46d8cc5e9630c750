// `npm run bench [-- name]`: benchmarks that print a ratio against a peer or a limit in the same run.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, node, root } from './install.js';

install();
const peers = process.env.PEERS ?? bringPeers();
const wanted = process.argv.slice(2);
const files = readdirSync(join(root, 'bench'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((word) => file.includes(word))))
  .sort();
if (files.length === 0) console.log(`No benchmark is named like ${wanted.join(', ')}.`);
let failed = 0;
for (const file of files) {
  console.log(`\n== ${file}`);
  if (spawnSync(node, [join('bench', file)], { cwd: root, stdio: 'inherit', env: { ...process.env, PEERS: peers } }).status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);

/** The npm libraries we compare with, in a folder of their own; without a network the benchmarks say that there is no peer. */
function bringPeers() {
  const folder = join(root, 'bench/peers');
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) {
    console.log('Bringing the libraries to compare with (once) ...');
    spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
  return modules;
}
