import { spawn } from 'node:child_process';
import { endsWithUs } from './child.ts';

// A parent for the test that kills one: its child never comes back to its event loop, as one that waits for a dead disk.
const blocked = `process.send(process.pid); process.on('disconnect', () => process.exit(0)); setTimeout(() => { for (;;); }, 50);`;
const child = spawn(process.execPath, [...(process.argv[2] === 'watched' ? endsWithUs(300) : []), '--eval', blocked], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
child.once('message', (pid) => setTimeout(() => process.send?.(pid), 200));
