import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { endsWithUs } from './child.ts';

export interface RunningSimulator {
  readonly stop: () => Promise<void>;
}

/** The demo's plant: machines that speak Sparkplug and SHDR, on this machine only. Restarted when it ends by itself. */
export function startSimulator(options: {
  root: string;
  plant: 'tablets' | 'gearbox';
  mqttUrl: string;
  primaryHost: string;
  shdrPort: number;
  logFile: string;
  scheduleFolder: string | undefined;
  from: string | undefined;
  env: NodeJS.ProcessEnv;
}): RunningSimulator {
  const log = createWriteStream(options.logFile, { flags: 'a' });
  let isStopping = false;
  let child = start();
  let again: NodeJS.Timeout | undefined;

  function start() {
    const flags =
      options.plant === 'tablets'
        ? ['--mqtt', options.mqttUrl, '--primary-host', options.primaryHost, ...(options.scheduleFolder === undefined ? [] : ['--schedule-folder', options.scheduleFolder])]
        : ['--shdr-port', String(options.shdrPort)];
    const process_ = spawn(
      process.execPath,
      [
        ...endsWithUs(),
        join(options.root, 'apps/simulator/src/main.ts'),
        'live',
        '--plant',
        options.plant,
        ...(options.from === undefined ? [] : ['--from', options.from]),
        ...flags,
      ],
      { cwd: options.root, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    process_.stdout.pipe(log, { end: false });
    process_.stderr.pipe(log, { end: false });
    process_.once('exit', () => {
      // 5 s: the broker may come up after it
      if (!isStopping) again = setTimeout(() => (child = start()), 5000);
    });
    return process_;
  }

  return {
    stop: async () => {
      isStopping = true;
      clearTimeout(again);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(hard);
    },
  };
}
